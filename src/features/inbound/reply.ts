import * as vscode from 'vscode';
import type { Session } from '../../platform/session';
import { showInput } from '../../platform/show/inputs';
import { executeCommand } from '../../platform/commands';
import type { InboundMessage } from '../../sms/resources';
import { visibleLine } from '../../sms/visibleText';
import { numberWords } from './row';
import type { InboundClient, InboundServices } from './services';

/** Asks for the text and sends it to the sender, from the number the SMS came to. */
export function replyToInbound(
  { session, spending }: Pick<InboundServices, 'session' | 'spending'>,
  message: InboundMessage,
): Promise<void> {
  return spending.once(`conversation:${message.from}`, () => askAndReply(session, message));
}

async function askAndReply(
  session: Session<InboundClient>,
  message: InboundMessage,
): Promise<void> {
  const client = await session.client();
  const body = await showInput({
    title: vscode.l10n.t('Reply to {0}', numberWords(message.from)),
    prompt: vscode.l10n.t('In reply to: {0}', visibleLine(message.body, 100)),
    placeHolder: vscode.l10n.t(
      'The text of the reply; it is priced and confirmed before it is sent',
    ),
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? vscode.l10n.t('Enter the text.') : undefined),
  });
  if (body === undefined) {
    return;
  }
  // A number that is not the account's own is ClickSend's shared one, which cannot be asked for by
  // name: the account's default then answers from it.
  const senders = await client.senders.list().catch(() => undefined);
  const own = senders?.some(({ senderId }) => senderId === message.to) ?? true;
  await executeCommand(
    '_clicksend.message.compose',
    { bodies: [body], to: [message.from], from: own ? message.to : '', schedule: 0 },
    'send',
  );
}
