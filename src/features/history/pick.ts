import * as vscode from 'vscode';
import type { Session } from '../../platform/session';
import { showInput } from '../../platform/show/inputs';
import { showWarning } from '../../platform/show/messages';
import { showPick } from '../../platform/show/picks';
import type { PagedTree } from '../../platform/tree/pagedTree';
import type { HistoryMessage } from '../../sms/resources';
import { visibleLine } from '../../sms/visibleText';
import { shortMoment } from '../../platform/words/moment';
import type { HistoryGroup } from './tree/day';
import { findMessage } from './message/messageDocuments';
import { otherParty } from './tree/row';
import type { HistoryClient } from './services';
import { messagesSection, scheduledSection } from './tree/source';
import { statusView } from './status';

export type HistoryTree = PagedTree<HistoryMessage, HistoryGroup>;

export interface PickOptions {
  readonly title: string;
  readonly accept?: (message: HistoryMessage) => boolean;
  /** Said when no message qualifies. */
  readonly noneText: string;
}

/** Asks which message a command of the palette means: a loaded one, or one named by its id. */
export async function pickMessage(
  tree: HistoryTree,
  session: Session<HistoryClient>,
  { title, accept = () => true, noneText }: PickOptions,
): Promise<HistoryMessage | undefined> {
  await session.client();
  await tree.getChildren();
  const scheduled = tree.items(scheduledSection);
  const known = new Set(scheduled.map(({ messageId }) => messageId));
  const messages = [
    ...scheduled,
    ...tree.items(messagesSection).filter(({ messageId }) => !known.has(messageId)),
  ].filter(accept);
  const byId = {
    iconPath: new vscode.ThemeIcon('search'),
    label: vscode.l10n.t('Find by Message ID…'),
    message: undefined,
  };
  const rows = messages.map((message) => ({ ...pickRow(message), message }));
  const picked = await showPick([...rows, byId], {
    title,
    placeHolder: rows.length === 0 ? noneText : vscode.l10n.t('Pick a message'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (picked !== byId) {
    return picked?.message;
  }
  return askById(session, title, accept, noneText);
}

async function askById(
  session: Session<HistoryClient>,
  title: string,
  accept: (message: HistoryMessage) => boolean,
  noneText: string,
): Promise<HistoryMessage | undefined> {
  const id = await showInput({
    title,
    prompt: vscode.l10n.t('The id of the message'),
    validateInput: (text) =>
      text.trim() === '' ? vscode.l10n.t('Enter a message id.') : undefined,
  });
  if (id === undefined) {
    return undefined;
  }
  const message = await findMessage(await session.client(), id.trim());
  if (!message || !accept(message)) {
    void showWarning(
      message
        ? noneText
        : vscode.l10n.t('No message with this id is in the history of this account.'),
    );
    return undefined;
  }
  return message;
}

function pickRow(message: HistoryMessage): vscode.QuickPickItem {
  const { icon, word } = statusView(message);
  const when =
    message.status === 'Scheduled' && message.schedule !== undefined
      ? vscode.l10n.t('due {0}', shortMoment(message.schedule))
      : message.date === undefined
        ? ''
        : shortMoment(message.date);
  return {
    iconPath: new vscode.ThemeIcon(icon),
    label: visibleLine(otherParty(message), 40),
    description: [word, when].filter((part) => part !== '').join(' · '),
    detail: visibleLine(message.body, 100),
  };
}
