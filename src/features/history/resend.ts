import * as vscode from 'vscode';
import type { ClientSlice } from '../../api/client';
import type { Session } from '../../platform/session';
import { showInput } from '../../platform/show/inputs';
import { showInformation, showWarning } from '../../platform/show/messages';
import { executeCommand } from '../../platform/commands';
import { UserFacingError } from '../../platform/errors';
import type { MessageDraft, SendReport } from '../../sms/draft';
import { shortMoment, whenInWords } from '../../platform/words/moment';
import type { HistoryMessage } from '../../sms/resources';
import { visibleLine } from '../../sms/visibleText';
import { cancelForSure } from './scheduled';
import type { HistoryClient } from './services';

async function compose(draft: MessageDraft): Promise<SendReport | undefined> {
  return (await executeCommand('_clicksend.message.compose', draft, 'send')) as
    SendReport | undefined;
}

/** The same text to the same number, through the confirmation. */
export async function sendAgain(
  session: Session<HistoryClient>,
  message: HistoryMessage,
): Promise<void> {
  const client = await session.client();
  await compose({ ...(await draftOf(client, message)), schedule: 0 });
}

/** A new text to the other party, from the number the message went to or came from. */
export async function replyTo(
  session: Session<HistoryClient>,
  message: HistoryMessage,
): Promise<void> {
  const client = await session.client();
  const [to, from] =
    message.direction === 'in' ? [message.from, message.to] : [message.to, message.from];
  const body = await showInput({
    title: vscode.l10n.t('Reply to {0}', visibleLine(to, 40)),
    prompt: vscode.l10n.t('The text of the reply; it is priced and confirmed before it is sent'),
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? vscode.l10n.t('Enter the text.') : undefined),
  });
  if (body !== undefined) {
    await compose({ bodies: [body], to: [to], schedule: 0, ...(await senderOf(client, from)) });
  }
}

/**
 * Cancels a scheduled message and sends it anew at another time. The old one is cancelled only after
 * the new one was confirmed, and whatever then goes wrong is said with a way on: there is no moment
 * in which the message is silently gone or silently doubled.
 */
export async function reschedule(
  session: Session<HistoryClient>,
  message: HistoryMessage,
): Promise<void> {
  const account = session.active?.id;
  const client = await session.client();
  const old = { cancelled: false };
  const draft = await draftOf(client, message);
  const report = await compose({
    ...draft,
    notice: vscode.l10n.t(
      'The SMS to {0} that is due {1} is cancelled first.',
      visibleLine(message.to, 40),
      message.schedule === undefined ? '?' : whenInWords(message.schedule),
    ),
    beforeSend: async () => {
      if (session.active?.id !== account) {
        throw new UserFacingError(
          vscode.l10n.t('The account was switched meanwhile, so nothing was cancelled or sent.'),
        );
      }
      await cancelForSure(client, message);
      old.cancelled = true;
    },
  });
  if (old.cancelled) {
    // Not waited for: History is to show it at once, and a notification may never be answered.
    void tellOutcome(draft, report);
  }
}

async function tellOutcome(draft: MessageDraft, report: SendReport | undefined): Promise<void> {
  const [result] = report?.result.messages ?? [];
  if (result?.outcome === 'accepted') {
    const due = result.schedule;
    const text =
      due === undefined
        ? vscode.l10n.t('Rescheduled: the old SMS is cancelled, the new one is accepted.')
        : vscode.l10n.t(
            'Rescheduled: the old SMS is cancelled, the new one is due {0}.',
            shortMoment(due),
          );
    void showInformation(text);
    return;
  }
  const again = vscode.l10n.t('Send Now or Later…');
  const copy = vscode.l10n.t('Copy Text');
  const text =
    report && result?.outcome !== 'unknown'
      ? vscode.l10n.t(
          'The old SMS is cancelled, but ClickSend did not accept the new one ({0}).',
          visibleLine(result?.status ?? '?', 60),
        )
      : vscode.l10n.t(
          'The old SMS is cancelled, and the new one was not sent or its outcome is unknown. Look in History before you send it again.',
        );
  const picked = await showWarning(text, again, copy);
  if (picked === again) {
    await compose(draft);
  } else if (picked === copy) {
    await vscode.env.clipboard.writeText(draft.bodies.join('\n\n'));
  }
}

async function draftOf(
  client: ClientSlice<'senders.list'>,
  message: HistoryMessage,
): Promise<MessageDraft> {
  const { body, to, from, customString, fromEmail } = message;
  return {
    bodies: [body],
    to: [to],
    ...(customString !== undefined && customString !== '' && { customString }),
    ...(fromEmail !== undefined && { fromEmail }),
    ...(await senderOf(client, from)),
  };
}

/**
 * History names the number really used, which may be ClickSend's shared one and then cannot be asked
 * for: only a sender of the account is taken over, otherwise the flow asks.
 */
async function senderOf(
  client: ClientSlice<'senders.list'>,
  from: string,
): Promise<Pick<MessageDraft, 'from'>> {
  const senders = await client.senders.list().catch(() => []);
  return senders.some(({ senderId }) => senderId === from) ? { from } : {};
}
