import * as vscode from 'vscode';
import { Authorities } from '../../contributions';
import { registerCommand } from '../../platform/commands';
import { withoutIcons } from '../../platform/words/outsideText';
import { parseLocalMoment, shortMoment } from '../../platform/words/moment';
import type { InboundMessage } from '../../sms/resources';
import { visibleLine } from '../../sms/visibleText';
import { InboundDocuments, inboundUri, replyToUri } from './inboundDocuments';
import { createPollRule } from './pollRule';
import { replyToInbound } from './reply';
import { numberWords, type InboundNode } from './row';
import type { InboundServices } from './services';
import { repliesSection } from './source';
import { InboundView, type InboundHost } from './view';

/** The Inbound view and everything that can be done to its replies. */
export function openInbound(services: InboundServices, host: InboundHost): vscode.Disposable {
  const { session, errors, documents } = services;
  const view = new InboundView(services, host, {
    reply: (message) => errors.guard('inbound reply', () => replyToInbound(services, message)),
    open: (message) => errors.guard('inbound open', () => open(message)),
  });
  return vscode.Disposable.from(
    view,
    documents.register(Authorities.inbound, new InboundDocuments(session, (id) => view.find(id))),
    registerViewCommands(services, view),
    registerReplyCommands(services, view),
    registerMarkCommands(services, view),
  );
}

function registerViewCommands({ session, errors }: InboundServices, view: InboundView) {
  return vscode.Disposable.from(
    registerCommand(errors, 'clicksend.inbound.refresh', () => view.refresh()),
    registerCommand(errors, 'clicksend.inbound.loadMore', () => view.tree.loadMore(repliesSection)),
    registerCommand(errors, 'clicksend.inbound.createPollRule', async () => {
      if (await createPollRule(session)) {
        view.noteRule();
      }
    }),
    registerCommand(errors, 'clicksend.inbound.openRead', () => openRead(view)),
    registerCommand(
      errors,
      '_clicksend.inbound.openMessage',
      (message) => message && open(message),
    ),
  );
}

function registerReplyCommands(services: InboundServices, view: InboundView) {
  const { session, errors } = services;
  const on = (
    id:
      | 'clicksend.inbound.reply'
      | 'clicksend.inbound.open'
      | 'clicksend.inbound.copyNumber'
      | 'clicksend.inbound.copyBody'
      | 'clicksend.inbound.markRead',
    title: string,
    run: (message: InboundMessage) => unknown,
  ) =>
    registerCommand(errors, id, async (...args: readonly unknown[]) => {
      const [node] = args as readonly (InboundNode | undefined)[];
      await session.client();
      const message = messageOf(node, view) ?? (await pickReply(view, title));
      return message && run(message);
    });
  const copy = (text: string) => vscode.env.clipboard.writeText(text);
  return vscode.Disposable.from(
    on('clicksend.inbound.reply', vscode.l10n.t('Reply'), (message) =>
      replyToInbound(services, message),
    ),
    on('clicksend.inbound.open', vscode.l10n.t('Open SMS'), open),
    on('clicksend.inbound.copyNumber', vscode.l10n.t('Copy Number'), ({ from }) => copy(from)),
    on('clicksend.inbound.copyBody', vscode.l10n.t('Copy Text'), ({ body }) => copy(body)),
    on('clicksend.inbound.markRead', vscode.l10n.t('Mark as Read'), (message) =>
      view.marking.markOne(message),
    ),
  );
}

function registerMarkCommands({ session, errors }: InboundServices, view: InboundView) {
  const loaded = async () => {
    await session.client();
    await view.tree.getChildren();
    const replies = view.replies();
    if (replies.length === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t('There are no unread SMS.'));
    }
    return replies;
  };
  return vscode.Disposable.from(
    registerCommand(errors, 'clicksend.inbound.markConversationRead', async (node) => {
      const picked =
        node?.kind === 'group' ? node.group.id : (await pickReply(view, markTitle()))?.from;
      if (picked !== undefined) {
        const messages = view.replies().filter(({ from }) => from === picked);
        await view.marking.markConversation(messages);
      }
    }),
    registerCommand(errors, 'clicksend.inbound.markAllRead', async () => {
      const replies = await loaded();
      if (replies.length > 0) {
        await view.marking.markAll(replies, view.unread());
      }
    }),
    registerCommand(errors, 'clicksend.inbound.markReadBefore', async (node) => {
      const replies = await loaded();
      const before =
        replies.length === 0 ? undefined : await askMoment(node && messageOf(node, view));
      if (before !== undefined) {
        await view.marking.markBefore(replies, before, view.unread());
      }
    }),
  );
}

const markTitle = () => vscode.l10n.t('Mark Conversation as Read');

/** The reply of a row; of a conversation, its newest. */
function messageOf(node: InboundNode | undefined, view: InboundView): InboundMessage | undefined {
  switch (node?.kind) {
    case 'item':
      return node.item.message;
    case 'group':
      return view.replies().find(({ from }) => from === node.group.number);
    case undefined:
      return undefined;
  }
}

function pickRow(message: InboundMessage) {
  return {
    label: withoutIcons(numberWords(message.from)),
    description: message.timestamp === undefined ? '' : shortMoment(message.timestamp),
    detail: withoutIcons(visibleLine(message.body, 120)),
    message,
  };
}

async function pickReply(view: InboundView, title: string): Promise<InboundMessage | undefined> {
  await view.tree.getChildren();
  const rows = view.replies().map(pickRow);
  if (rows.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There are no unread SMS.'));
    return undefined;
  }
  const picked = await vscode.window.showQuickPick(rows, {
    title,
    matchOnDetail: true,
    placeHolder: vscode.l10n.t('Pick an SMS'),
  });
  return picked?.message;
}

/** Replies that are read are listed no more, but can be had by the id of the message they answer. */
async function openRead(view: InboundView): Promise<void> {
  const byId = {
    label: vscode.l10n.t('$(search) By the ID of Your Message…'),
    message: undefined,
  };
  const rows = view.marking.read.map(pickRow);
  const picked =
    rows.length === 0
      ? byId
      : await vscode.window.showQuickPick([...rows, byId], {
          title: vscode.l10n.t('Open a Reply That Is Read'),
          matchOnDetail: true,
        });
  if (picked?.message) {
    await open(picked.message);
  } else if (picked) {
    const id = await vscode.window.showInputBox({
      title: vscode.l10n.t('Open a Reply That Is Read'),
      prompt: vscode.l10n.t('The id of the message of yours that it answers'),
      validateInput: (text) =>
        text.trim() === '' ? vscode.l10n.t('Enter a message id.') : undefined,
    });
    if (id !== undefined) {
      await vscode.window.showTextDocument(replyToUri(id.trim()), { preview: true });
    }
  }
}

async function askMoment(message: InboundMessage | undefined): Promise<number | undefined> {
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Mark as Read Before'),
    prompt: vscode.l10n.t('Local time, as 2026-11-30 or 2026-11-30 14:00'),
    ...(message?.timestamp !== undefined && { value: localMoment(message.timestamp) }),
    validateInput: (text) =>
      parseLocalMoment(text) === undefined
        ? vscode.l10n.t('Write the moment as 2026-11-30 or 2026-11-30 14:00.')
        : undefined,
  });
  return typed === undefined ? undefined : parseLocalMoment(typed);
}

function localMoment(seconds: number): string {
  const date = new Date(seconds * 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

async function open(message: InboundMessage): Promise<void> {
  await vscode.window.showTextDocument(inboundUri(message), { preview: true });
}
