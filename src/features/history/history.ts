import * as vscode from 'vscode';
import { showInformation } from '../../platform/show/messages';
import { withWork } from '../../platform/show/work';
import { Authorities } from '../../contributions';
import { registerCommand } from '../../platform/commands';
import type { CommandId } from '../../contributions';
import type { HistoryMessage } from '../../sms/resources';
import { exportHistory } from './export';
import { toHistoryFilter } from './filter/filter';
import { askFilter } from './filter/filterPick';
import { messageUri, rawMessageUri } from './message/messageDocuments';
import { pickMessage } from './pick';
import { replyTo, reschedule, sendAgain } from './resend';
import { otherParty, type HistoryGroupNode, type MessageNode } from './tree/row';
import { cancelAllScheduled, cancelScheduled, isScheduled } from './scheduled';
import type { HistoryServices } from './services';
import { messagesSection } from './tree/source';
import { HistoryView, type HistoryHost } from './tree/view';

/** The History view and everything that can be done to its messages. */
export function openHistory(services: HistoryServices, host: HistoryHost): vscode.Disposable {
  const { documents } = services;
  const view = new HistoryView(services, host);
  return vscode.Disposable.from(
    view,
    documents.register(Authorities.message, view.documents),
    registerViewCommands(services, view),
    registerMessageCommands(services, view),
    registerScheduledCommands(services, view),
  );
}

function registerViewCommands({ session, errors }: HistoryServices, view: HistoryView) {
  return vscode.Disposable.from(
    registerCommand(errors, 'clicksend.history.refresh', () => view.refresh()),
    registerCommand(errors, 'clicksend.history.filter', async () => {
      const choice = await askFilter(view.choice, session);
      if (choice) {
        view.choose(choice);
      }
    }),
    registerCommand(errors, 'clicksend.history.clearFilter', () => {
      view.choose({});
    }),
    registerCommand(errors, 'clicksend.history.loadMore', () =>
      view.tree.loadMore(messagesSection),
    ),
    registerCommand(errors, 'clicksend.history.loadDay', (node) => loadDay(view, node)),
    registerCommand(errors, 'clicksend.history.export', () =>
      exportHistory(session, toHistoryFilter(view.choice, new Date()), new Date()),
    ),
  );
}

/** Without a node: the last day that is not all here. */
async function loadDay(view: HistoryView, given: HistoryGroupNode | undefined): Promise<void> {
  const nodes = given ? [given] : await view.tree.getChildren();
  const group = nodes.find(
    (node): node is HistoryGroupNode =>
      node.kind === 'group' && node.sectionId === messagesSection && !node.complete,
  );
  if (!group) {
    void showInformation(vscode.l10n.t('Every day shown is already whole.'));
    return;
  }
  await withWork(vscode.l10n.t('Loading the whole day'), (signal) =>
    view.tree.loadAll(group, signal),
  );
}

type OnMessage = (message: HistoryMessage) => unknown;

/** A command on a message: the one of the tree's row, or one picked. */
function onMessage(
  { session, errors }: HistoryServices,
  view: HistoryView,
  id: Extract<CommandId, `clicksend.message.${string}`>,
  title: string,
  run: OnMessage,
  accept?: (message: HistoryMessage) => boolean,
): vscode.Disposable {
  return registerCommand(errors, id, async (...args: readonly unknown[]) => {
    const [node] = args as readonly (MessageNode | undefined)[];
    const noneText = accept
      ? vscode.l10n.t('No SMS is scheduled.')
      : vscode.l10n.t('No message is loaded.');
    const message =
      node?.item ??
      (await pickMessage(view.tree, session, { title, noneText, ...(accept && { accept }) }));
    return message && run(message);
  });
}

function registerMessageCommands(services: HistoryServices, view: HistoryView) {
  const { session, errors, spending } = services;
  const on = (
    id: Extract<CommandId, `clicksend.message.${string}`>,
    title: string,
    run: OnMessage,
  ) => onMessage(services, view, id, title, run);
  const copy = (text: string) => vscode.env.clipboard.writeText(text);
  return vscode.Disposable.from(
    registerCommand(errors, '_clicksend.history.openMessage', (messageId, number) =>
      messageId === undefined ? undefined : open(messageUri(messageId, number ?? '')),
    ),
    on('clicksend.message.open', vscode.l10n.t('Open Message'), (message) =>
      open(messageUri(message.messageId, otherParty(message))),
    ),
    on('clicksend.message.showRaw', vscode.l10n.t('Show Raw Message'), ({ messageId }) =>
      open(rawMessageUri(messageId)),
    ),
    on('clicksend.message.copyNumber', vscode.l10n.t('Copy Number'), (message) =>
      copy(message.direction === 'in' ? message.from : message.to),
    ),
    on('clicksend.message.copyId', vscode.l10n.t('Copy Message ID'), ({ messageId }) =>
      copy(messageId),
    ),
    on('clicksend.message.copyBody', vscode.l10n.t('Copy Text'), ({ body }) => copy(body)),
    on('clicksend.message.sendAgain', vscode.l10n.t('Send Again'), (message) =>
      spending.once(`message:${message.messageId}`, () => sendAgain(session, message)),
    ),
    on('clicksend.message.reply', vscode.l10n.t('Reply'), (message) =>
      spending.once(`conversation:${otherParty(message)}`, () => replyTo(session, message)),
    ),
  );
}

function registerScheduledCommands(services: HistoryServices, view: HistoryView) {
  const { session, errors, spending } = services;
  /** Whatever came of it, what the view shows is old now. */
  const thenRefresh = async (work: Promise<unknown>) => {
    try {
      await work;
    } finally {
      await view.refresh();
    }
  };
  return vscode.Disposable.from(
    onMessage(
      services,
      view,
      'clicksend.message.cancel',
      vscode.l10n.t('Cancel Scheduled SMS'),
      (message) => thenRefresh(cancelScheduled(session, message)),
      isScheduled,
    ),
    onMessage(
      services,
      view,
      'clicksend.message.reschedule',
      vscode.l10n.t('Reschedule SMS'),
      (message) =>
        spending.once(`message:${message.messageId}`, () =>
          thenRefresh(reschedule(session, message)),
        ),
      isScheduled,
    ),
    registerCommand(errors, 'clicksend.message.cancelAll', () =>
      thenRefresh(cancelAllScheduled(session)),
    ),
  );
}

async function open(uri: vscode.Uri): Promise<void> {
  await vscode.window.showTextDocument(uri, { preview: true });
}
