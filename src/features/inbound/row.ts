import * as vscode from 'vscode';
import { fullMoment, shortMoment } from '../../platform/words/moment';
import type { GroupNode, ItemNode } from '../../platform/tree/pagedTreeNode';
import { visibleLine, visibleText } from '../../sms/visibleText';
import type { Conversation, InboundRow } from './conversation';

export type RowNode = ItemNode<InboundRow>;
export type ConversationNode = GroupNode<Conversation>;
export type InboundNode = RowNode | ConversationNode;

export function numberWords(number: string): string {
  return number === '' ? vscode.l10n.t('Unknown number') : visibleLine(number, 40);
}

export function conversationItem({ group, count }: ConversationNode): vscode.TreeItem {
  const item = new vscode.TreeItem(
    numberWords(group.number),
    vscode.TreeItemCollapsibleState.Expanded,
  );
  item.description = count === 1 ? vscode.l10n.t('1 unread') : vscode.l10n.t('{0} unread', count);
  item.iconPath = new vscode.ThemeIcon('comment-discussion');
  item.contextValue = 'conversation';
  return item;
}

export function rowItem({ item: row }: RowNode): vscode.TreeItem {
  return row.kind === 'reply' ? replyItem(row.message) : originalItem(row);
}

function replyItem(message: Extract<InboundRow, { kind: 'reply' }>['message']): vscode.TreeItem {
  const words = visibleLine(message.body, 120);
  const item = new vscode.TreeItem(words === '' ? vscode.l10n.t('(no text)') : words);
  const when = message.timestamp === undefined ? '' : shortMoment(message.timestamp);
  item.description = when;
  item.iconPath = new vscode.ThemeIcon('mail', new vscode.ThemeColor('charts.blue'));
  item.contextValue = 'reply';
  item.accessibilityInformation = {
    label: vscode.l10n.t(
      'Unread SMS from {0}, {1}: {2}',
      numberWords(message.from),
      when,
      visibleLine(message.body, 160),
    ),
  };
  item.command = {
    command: '_clicksend.inbound.openMessage',
    title: vscode.l10n.t('Open SMS'),
    arguments: [message],
  };
  return item;
}

function originalItem({
  message,
  messageId,
}: Extract<InboundRow, { kind: 'original' }>): vscode.TreeItem {
  const words = visibleLine(message.originalBody ?? '', 120);
  const item = new vscode.TreeItem(words === '' ? vscode.l10n.t('(no text)') : words);
  item.description = vscode.l10n.t('your SMS');
  item.iconPath = new vscode.ThemeIcon('arrow-up', new vscode.ThemeColor('disabledForeground'));
  item.contextValue = 'original';
  item.accessibilityInformation = { label: vscode.l10n.t('Your SMS: {0}', words) };
  item.command = {
    command: '_clicksend.history.openMessage',
    title: vscode.l10n.t('Open Message'),
    arguments: [messageId, message.from],
  };
  return item;
}

const longestTooltipBody = 1500;

export function inboundTooltip(row: InboundRow): vscode.MarkdownString {
  const { message } = row;
  const body = row.kind === 'reply' ? message.body : (message.originalBody ?? '');
  const text = new vscode.MarkdownString();
  const line = (words: string) => text.appendText(words).appendMarkdown('  \n');
  if (row.kind === 'original') {
    line(vscode.l10n.t('Your SMS to {0}', numberWords(message.from)));
  } else {
    line(vscode.l10n.t('From {0} to {1}', numberWords(message.from), visibleLine(message.to, 40)));
    if (message.timestamp !== undefined) {
      line(fullMoment(message.timestamp));
    }
  }
  const cut = body.length > longestTooltipBody ? `${body.slice(0, longestTooltipBody)}…` : body;
  return text.appendCodeblock(visibleText(cut), 'text');
}
