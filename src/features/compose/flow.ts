import * as vscode from 'vscode';
import { ClickSendError } from '../../api/errors';
import type { ActiveAccount } from '../../platform/account';
import { abortSignal } from '../../platform/cancellation';
import { balanceOf } from '../../platform/words/balance';
import { executeCommand } from '../../platform/commands';
import { UserFacingError } from '../../platform/errors';
import { runWizard } from '../../platform/wizard';
import type { MessageDraft, SendReport } from '../../sms/draft';
import type { SendResult } from '../../sms/resources';
import { confirmSend } from './confirmation';
import type { Memory } from './memory';
import { priceSummary, type Prices } from './prices';
import type { Reports } from './reports';
import type { ComposeClient, ComposeServices } from './services';
import {
  draftFrom,
  maxMessages,
  messagesOf,
  recipientCount,
  stateFrom,
  type ComposeState,
} from './state';
import { stepsFor } from './steps';
import type { Unanswered } from './unanswered';
import { refusal } from './words';

export type Purpose = 'send' | 'price';

/** From a draft to an answer: asks for what is missing, prices, confirms, sends, shows. */
export class ComposeFlow {
  constructor(
    private readonly services: ComposeServices,
    private readonly memory: Memory,
    private readonly reports: Reports,
    private readonly prices: Prices,
    private readonly unanswered: Unanswered,
  ) {}

  async run(draft: MessageDraft, purpose: Purpose): Promise<SendReport | undefined> {
    const client = await this.services.session.client();
    const account = this.account();
    const title = this.title(purpose, account);
    let state = stateFrom(draft);
    if (purpose === 'send') {
      await this.memory.keepUnsent(draftFrom(state));
    }
    state = await runWizard(
      title,
      state,
      await stepsFor(draft, purpose, client, this.memory),
      (now) => {
        if (purpose === 'send') {
          void this.memory.keepUnsent(draftFrom(now));
        }
      },
    );
    refuseTooMany(state);
    const { price, balance } = await this.price(state, client);
    if (purpose === 'price') {
      await this.showPrice(state, price);
      return undefined;
    }
    refuseNothingToSend(price);
    if (!(await confirmSend(state, account, price, balance))) {
      return undefined;
    }
    if (this.account().id !== account.id) {
      throw new UserFacingError(
        vscode.l10n.t(
          'The account was switched meanwhile, so nothing was sent. Send again with the account you want.',
        ),
      );
    }
    await draft.beforeSend?.();
    return this.send(state, client, account);
  }

  private account(): ActiveAccount {
    const { active } = this.services.session;
    if (!active) {
      throw new UserFacingError(vscode.l10n.t('You were signed out, so nothing was sent.'));
    }
    return active;
  }

  private title(purpose: Purpose, { kind, label }: ActiveAccount): string {
    const where = kind === 'sandbox' ? vscode.l10n.t('Sandbox') : label;
    return purpose === 'send'
      ? vscode.l10n.t('Send SMS · {0}', where)
      : vscode.l10n.t('Price SMS · {0}', where);
  }

  private price(state: ComposeState, client: ComposeClient) {
    const request = { messages: messagesOf(state), shortenUrls: state.shortenUrls };
    return withProgress(vscode.l10n.t('Asking ClickSend for the price'), async (signal) => {
      const [price, balance] = await Promise.all([
        client.priceSms(request, { signal }),
        balanceOf(client, signal),
      ]);
      return { price, balance };
    });
  }

  private async showPrice(state: ComposeState, price: SendResult): Promise<void> {
    const send = vscode.l10n.t('Send...');
    const details = vscode.l10n.t('Details');
    const picked = await vscode.window.showInformationMessage(priceSummary(price), send, details);
    if (picked === details) {
      await this.prices.show(state, price);
    } else if (picked === send) {
      await executeCommand(
        '_clicksend.message.compose',
        { bodies: state.bodies, to: state.numbers },
        'send',
      );
    }
  }

  /** One request, never repeated. Whatever happens to it stays visible. */
  private async send(
    state: ComposeState,
    client: ComposeClient,
    account: ActiveAccount,
  ): Promise<SendReport> {
    const asked = {
      id: crypto.randomUUID(),
      accountId: account.id,
      accountLabel: account.label,
      sentAt: Math.floor(Date.now() / 1000),
      messages: messagesOf(state),
    };
    await this.unanswered.begin(asked);
    try {
      const result = await withProgress(vscode.l10n.t('Sending'), (signal) =>
        client.sendSms({ messages: asked.messages, shortenUrls: state.shortenUrls }, { signal }),
      );
      const report: SendReport = { ...asked, result };
      const uri = await this.reports.add(report);
      await this.unanswered.settle(asked.id);
      await this.memory.sent(state.numbers, result.queuedCount > 0);
      this.services.sends.fire(report);
      await this.reports.announce(report, uri);
      return report;
    } catch (error) {
      if (error instanceof ClickSendError && error.reason === 'outcomeUnknown') {
        await this.unanswered.abandon(asked.id);
        await this.reports.announce(asked, await this.reports.add(asked));
        throw outcomeUnknown();
      }
      if (error instanceof ClickSendError) {
        await this.unanswered.settle(asked.id);
        throw this.notSent(error, state);
      }
      throw error;
    }
  }

  private notSent(error: ClickSendError, state: ComposeState): Error {
    const { message, remedy } = this.services.errors.explain(error);
    return new UserFacingError(
      vscode.l10n.t('Nothing was sent. {0}', message),
      remedy ?? {
        title: vscode.l10n.t('Try Again'),
        run: () => executeCommand('_clicksend.message.compose', draftFrom(state), 'send'),
      },
    );
  }
}

function outcomeUnknown(): UserFacingError {
  return new UserFacingError(
    vscode.l10n.t(
      'Outcome unknown: the connection was lost before ClickSend answered. The SMS may have been sent and is not sent again by itself. Your text is kept.',
    ),
    {
      title: vscode.l10n.t('Check History'),
      run: () => executeCommand('clicksend.message.checkUnanswered'),
    },
  );
}

function refuseTooMany(state: ComposeState): void {
  const count = recipientCount(state) * state.bodies.length;
  if (count > maxMessages) {
    throw new UserFacingError(
      vscode.l10n.t(
        '{0} messages are too many for one request: ClickSend takes {1}. Use a .sms document with a recipients file for a campaign.',
        count,
        maxMessages,
      ),
    );
  }
}

function refuseNothingToSend({ messages }: SendResult): void {
  const [first] = messages;
  if (first && messages.every(({ outcome }) => outcome !== 'accepted')) {
    throw new UserFacingError(
      vscode.l10n.t(
        'ClickSend would send none of these. {0}',
        messages.slice(0, 3).map(refusal).join('; '),
      ),
    );
  }
}

function withProgress<T>(title: string, run: (signal: AbortSignal) => Promise<T>): Thenable<T> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    (_progress, token) => run(abortSignal(token)),
  );
}
