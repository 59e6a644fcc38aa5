import * as vscode from 'vscode';
import type { HistoryMessage } from '../../../sms/resources';
import type { GroupNode, ItemNode } from '../../../platform/tree/pagedTreeNode';
import { visibleLine, visibleText } from '../../../sms/visibleText';
import { withIcon } from '../../../platform/show/outsideText';
import { fullMoment, shortMoment, timeOfDay } from '../../../platform/words/moment';
import { dayLabel, scheduledGroup, type HistoryGroup } from './day';
import { statusView } from '../status';

export type MessageNode = ItemNode<HistoryMessage>;
export type HistoryGroupNode = GroupNode<HistoryGroup>;

/** The other party: who it went to, or who it came from. */
export function otherParty(message: HistoryMessage): string {
  const number = message.direction === 'in' ? message.from : message.to;
  return number === '' ? vscode.l10n.t('Unknown number') : number;
}

export function groupItem(
  { group, count, complete }: HistoryGroupNode,
  now: Date,
  expanded: boolean,
): vscode.TreeItem {
  const item = new vscode.TreeItem(
    dayLabel(group, now),
    expanded ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed,
  );
  const counted = count.toLocaleString(vscode.env.language);
  item.description = complete ? counted : vscode.l10n.t('{0} or more', counted);
  const scheduled = group.id === scheduledGroup.id;
  item.iconPath = new vscode.ThemeIcon(scheduled ? 'calendar' : 'history');
  item.contextValue = `${scheduled ? 'scheduledGroup' : 'day'}${complete ? '' : '+partial'}`;
  return item;
}

export function messageItem({ item: message, sectionId }: MessageNode): vscode.TreeItem {
  const { word, icon, color } = statusView(message);
  const incoming = message.direction === 'in';
  const number = visibleLine(otherParty(message), 40);
  const words = visibleLine(message.body, 80);
  const when = whenOf(message, sectionId);
  const price = priceWords(message.price);
  const item = new vscode.TreeItem(number);
  item.description = [when, word, price, words].filter((part) => part !== '').join(' · ');
  item.iconPath = new vscode.ThemeIcon(icon, color ? new vscode.ThemeColor(color) : undefined);
  const scheduled = message.status === 'Scheduled' && !incoming;
  item.contextValue = `message${incoming ? '+incoming' : '+outgoing'}${scheduled ? '+scheduled' : ''}`;
  item.accessibilityInformation = {
    label: (incoming
      ? vscode.l10n.t('{0}, from {1}, {2}, {3}', word, number, when, words)
      : vscode.l10n.t('{0}, to {1}, {2}, {3}, {4}', word, number, when, price, words)
    ).slice(0, 300),
  };
  item.command = {
    command: '_clicksend.history.openMessage',
    title: vscode.l10n.t('Open Message'),
    arguments: [message.messageId, number],
  };
  return item;
}

function whenOf(message: HistoryMessage, sectionId: string): string {
  if (sectionId === 'scheduled') {
    return message.schedule === undefined
      ? vscode.l10n.t('no due time')
      : vscode.l10n.t('due {0}', shortMoment(message.schedule));
  }
  return message.date === undefined ? '' : timeOfDay(message.date);
}

function priceWords(price: number | undefined): string {
  return price === undefined || price === 0 ? '' : priceFormat().format(price);
}

let knownFormat: Intl.NumberFormat | undefined;

/** Made once: a tree formats thousands of prices. */
function priceFormat(): Intl.NumberFormat {
  knownFormat ??= new Intl.NumberFormat(vscode.env.language, { maximumFractionDigits: 4 });
  return knownFormat;
}

export function messageTooltip(message: HistoryMessage): vscode.MarkdownString {
  const { word, icon } = statusView(message);
  const text = new vscode.MarkdownString('', true);
  const line = (label: string, value: string | undefined) => {
    if (value !== undefined && value !== '') {
      text.appendText(`${label}: ${visibleLine(value, 200)}`).appendMarkdown('  \n');
    }
  };
  text.appendMarkdown(withIcon(icon, '')).appendText(word).appendMarkdown('  \n');
  line(vscode.l10n.t('To'), message.to);
  line(vscode.l10n.t('From'), message.from);
  line(vscode.l10n.t('Time'), message.date === undefined ? undefined : fullMoment(message.date));
  if (message.status === 'Scheduled' && message.schedule !== undefined) {
    line(vscode.l10n.t('Due'), fullMoment(message.schedule));
  }
  line(vscode.l10n.t('Status'), message.statusText);
  line(vscode.l10n.t('Error'), message.errorText);
  line(vscode.l10n.t('Parts'), message.parts?.toString());
  line(vscode.l10n.t('Price'), priceWords(message.price));
  line(vscode.l10n.t('Custom string'), message.customString);
  text.appendCodeblock(visibleText(tooltipBody(message.body)), 'text');
  return text;
}

const longestTooltipBody = 1500;

function tooltipBody(body: string): string {
  return body.length > longestTooltipBody ? `${body.slice(0, longestTooltipBody)}…` : body;
}
