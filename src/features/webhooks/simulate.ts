import * as vscode from 'vscode';
import { showInput } from '../../platform/show/inputs';
import { showPick } from '../../platform/show/picks';
import { showStatusMessage } from '../../platform/show/status';
import { UserFacingError } from '../../platform/errors';
import { gatewayErrorWords } from '../../platform/words/deliveryWords';
import type { HistoryMessage } from '../../sms/resources';
import { visibleLine } from '../../sms/visibleText';
import type { WebhookServices } from './services';

type SimulationServices = Pick<WebhookServices, 'session' | 'sandbox'>;

/** Lets the sandbox do what a phone would: answer a message. */
export async function simulateReply(
  services: SimulationServices,
  given: HistoryMessage | undefined,
): Promise<void> {
  const title = vscode.l10n.t('Simulate Reply');
  const message = given ?? (await pickSent(services, title));
  requireSandbox(services);
  if (!message) {
    return;
  }
  requireSent(message);
  const body = await showInput({
    title,
    prompt: vscode.l10n.t('What {0} answers', visibleLine(message.to, 20)),
    value: vscode.l10n.t('Yes'),
    validateInput: (text) =>
      text === '' ? vscode.l10n.t('A reply has at least one character.') : undefined,
  });
  if (body === undefined || body === '') {
    return;
  }
  await services.sandbox.control('reply', { message_id: message.messageId, body });
  done(vscode.l10n.t('The sandbox received the reply and pushes it to its inbound rules.'));
}

interface OutcomeChoice extends vscode.QuickPickItem {
  readonly outcome: string;
}

/** Lets the sandbox's network report on a message. */
export async function simulateDelivery(
  services: SimulationServices,
  given: HistoryMessage | undefined,
): Promise<void> {
  const title = vscode.l10n.t('Simulate Delivery');
  const message = given ?? (await pickSent(services, title));
  requireSandbox(services);
  if (!message) {
    return;
  }
  requireSent(message);
  const picked = await showPick(outcomes(), {
    title,
    placeHolder: vscode.l10n.t('What becomes of the message'),
    matchOnDescription: true,
  });
  if (picked) {
    const { outcome } = picked;
    await services.sandbox.control('deliver', { message_id: message.messageId, outcome });
    done(vscode.l10n.t('The sandbox pushes the receipts of this to its receipt rules.'));
  }
}

function done(text: string): void {
  showStatusMessage(text, 5000);
}

/** Names of the sandbox's outcomes; the numbers are ClickSend's gateway error codes. */
function outcomes(): readonly OutcomeChoice[] {
  const failed = ['8', '11', '12', '13', '15', '19'].map((code) => ({
    label: vscode.l10n.t('Failed with error {0}', code),
    description: gatewayErrorWords(code),
    outcome: `failed-${code}`,
  }));
  return [
    {
      label: vscode.l10n.t('Delivered'),
      description: vscode.l10n.t('200, then 201'),
      outcome: 'delivered',
    },
    {
      label: vscode.l10n.t('Failed for now, then delivered'),
      description: vscode.l10n.t('200, 300, then 201'),
      outcome: 'temporary',
    },
    {
      label: vscode.l10n.t('Failed for now, then expired'),
      description: vscode.l10n.t('200, 300, then 301'),
      outcome: 'temporary-expired',
    },
    ...failed,
    {
      label: vscode.l10n.t('Sent, and nothing more is heard'),
      description: vscode.l10n.t('200 only'),
      outcome: 'sent',
    },
  ];
}

function requireSandbox({ session }: SimulationServices): void {
  if (session.active?.kind !== 'sandbox') {
    throw new UserFacingError(
      vscode.l10n.t('Only the sandbox can simulate. Use the sandbox, then send from there.'),
      {
        title: vscode.l10n.t('Use Sandbox'),
        run: () => vscode.commands.executeCommand('clicksend.sandbox.use'),
      },
    );
  }
}

function requireSent({ direction }: HistoryMessage): void {
  if (direction === 'in') {
    throw new UserFacingError(
      vscode.l10n.t('This message was received. Choose one that was sent.'),
    );
  }
}

async function pickSent(
  services: SimulationServices,
  title: string,
): Promise<HistoryMessage | undefined> {
  requireSandbox(services);
  const client = await services.session.client();
  const { items } = await client.history.list({ pageSize: 50, orderBy: 'date:desc' });
  const sent = items.filter(({ direction }) => direction === 'out');
  if (sent.length === 0) {
    throw new UserFacingError(vscode.l10n.t('The sandbox has no sent messages yet. Send one.'));
  }
  const picked = await showPick(
    sent.map((message) => ({
      label: visibleLine(message.to, 20),
      description: visibleLine(message.body, 60),
      detail: visibleLine(message.status, 30),
      message,
    })),
    { title, placeHolder: vscode.l10n.t('Which message?'), matchOnDescription: true },
  );
  return picked?.message;
}
