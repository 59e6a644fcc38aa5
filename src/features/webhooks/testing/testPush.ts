import * as vscode from 'vscode';
import type { Session } from '../../../platform/session';
import { showPick } from '../../../platform/show/picks';
import { showProgress } from '../../../platform/show/status';
import { UserFacingError } from '../../../platform/errors';
import type { WebhookType } from '../../../sms/resources';
import type { PushKind } from '../../../sms/webhooks/fields';
import type { WebhookListener } from '../listener/listener';
import { inboundEntry, receiptEntry } from '../panel/entries';
import type { WebhookPanel } from '../panel/panel';
import { isOutOfReach, readAddress, showAddress } from '../pushes/appAddress';
import { AddressBook, askAddress, problemWords } from '../pushes/askAddress';
import type { AddressChoice } from '../pushes/askAddress';
import type { WebhookClient, WebhookServices } from '../services';
import { milliseconds } from '../words';

/** `poll` asks ClickSend to put the item into its pull list instead of pushing it. */
const poll = 'poll';

/** Sends test receipts and test inbound messages to an address, or to the pull list. */
export class TestPushes {
  private readonly book: AddressBook;
  private readonly session: Session<WebhookClient>;

  constructor(
    { session, memory }: Pick<WebhookServices, 'session' | 'memory'>,
    private readonly listener: WebhookListener,
    private readonly panel: WebhookPanel,
  ) {
    this.session = session;
    this.book = new AddressBook(memory, 'webhooks.targets');
  }

  async ask(kind: PushKind): Promise<void> {
    // Asked first, so that nobody types an address in vain.
    await this.session.client();
    const title =
      kind === 'receipt'
        ? vscode.l10n.t('Send Test Delivery Receipt')
        : vscode.l10n.t('Send Test Inbound SMS');
    const chosen = await askAddress(this.book, {
      title,
      prompt: vscode.l10n.t('Where should ClickSend push it?'),
      example: 'https://example.com/clicksend',
      first: this.offers(),
    });
    const address = chosen === undefined ? undefined : await this.reachable(chosen);
    if (address === undefined) {
      return;
    }
    if (kind === 'receipt' || address === poll) {
      await this.send(kind, address);
      return;
    }
    const webhookType = await askWebhookType(title);
    if (webhookType) {
      await this.send(kind, address, webhookType);
    }
  }

  /** Without asking. The answer goes to the panel. */
  async send(kind: PushKind, address: string, webhookType?: WebhookType): Promise<void> {
    const url = address === poll ? poll : readAddress(address);
    if (typeof url === 'string' && url !== poll) {
      throw new UserFacingError(problemWords(url));
    }
    const client = await this.session.client();
    const started = performance.now();
    const target = this.targetWords(address);
    if (kind === 'receipt') {
      const receipt = await this.inProgress(() => client.receipts.createTest(address));
      const took = milliseconds(performance.now() - started);
      const headline = vscode.l10n.t('Test receipt for {0}: accepted in {1}', target, took);
      this.panel.print(receiptEntry(headline, receipt));
    } else {
      const message = await this.inProgress(() => client.inbound.createTest(address, webhookType));
      const took = milliseconds(performance.now() - started);
      const headline = vscode.l10n.t(
        'Test inbound SMS for {0} as {1}: accepted in {2}',
        target,
        webhookType ?? 'post',
        took,
      );
      this.panel.print(inboundEntry(headline, message));
    }
    this.panel.show();
  }

  private inProgress<T>(run: () => Promise<T>): Thenable<T> {
    const title = vscode.l10n.t('Asking ClickSend for a test push');
    return showProgress({ location: vscode.ProgressLocation.Window, title }, run);
  }

  private targetWords(address: string): string {
    const { state } = this.listener;
    const isOurs =
      state.kind === 'listening' && [state.localUrl, state.publicUrl].includes(address);
    return isOurs ? vscode.l10n.t('the webhook listener') : showAddress(address);
  }

  private get isLive(): boolean {
    return this.session.active?.kind !== 'sandbox';
  }

  private offers(): readonly AddressChoice[] {
    const { state } = this.listener;
    const ours =
      state.kind === 'listening'
        ? [
            {
              iconPath: new vscode.ThemeIcon('radio-tower'),
              label: vscode.l10n.t('The webhook listener'),
              description: showAddress(this.isLive ? state.publicUrl : state.localUrl),
              address: this.isLive ? state.publicUrl : state.localUrl,
            },
          ]
        : [];
    return [...ours, pollChoice()];
  }

  /** On the real API an address only this machine knows is of no use: says so before sending. */
  private async reachable(address: string): Promise<string | undefined> {
    const url = readAddress(address);
    if (!this.isLive || !(url instanceof URL) || !isOutOfReach(url.hostname)) {
      return address;
    }
    const { state } = this.listener;
    const anyway: AddressChoice = {
      iconPath: new vscode.ThemeIcon('debug-continue'),
      label: vscode.l10n.t('Send anyway'),
      description: vscode.l10n.t('A tunnel or proxy of yours makes it reachable'),
      address,
    };
    const ways = [
      ...(state.kind === 'listening' && state.isPublic
        ? [
            {
              iconPath: new vscode.ThemeIcon('globe'),
              label: vscode.l10n.t('The external address of the webhook listener'),
              description: showAddress(state.publicUrl),
              address: state.publicUrl,
            },
          ]
        : []),
      pollChoice(),
      anyway,
    ];
    const picked = await showPick(ways, {
      title: vscode.l10n.t('ClickSend cannot reach {0}', url.host),
      placeHolder: vscode.l10n.t('It is only known on this machine or its network. Use instead:'),
      ignoreFocusOut: true,
    });
    return picked?.address;
  }
}

const pollChoice = (): AddressChoice => ({
  iconPath: new vscode.ThemeIcon('inbox'),
  label: vscode.l10n.t('poll'),
  description: vscode.l10n.t('Put it into the pull list instead of pushing it'),
  address: poll,
});

async function askWebhookType(title: string): Promise<WebhookType | undefined> {
  const types: readonly (vscode.QuickPickItem & { readonly webhookType: WebhookType })[] = [
    {
      label: 'post',
      description: vscode.l10n.t('POST with form fields, the default'),
      webhookType: 'post',
    },
    { label: 'get', description: vscode.l10n.t('GET with a query'), webhookType: 'get' },
    { label: 'json', description: vscode.l10n.t('POST with flat JSON'), webhookType: 'json' },
  ];
  const picked = await showPick(types, {
    title,
    placeHolder: vscode.l10n.t('How should ClickSend push it?'),
  });
  return picked?.webhookType;
}
