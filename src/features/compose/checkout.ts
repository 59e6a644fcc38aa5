import * as vscode from 'vscode';
import type { ActiveAccount, Session } from '../../platform/session';
import { withWork } from '../../platform/show/work';
import { RefusedAnswer } from '../../platform/ask/failure';
import { UserFacingError } from '../../platform/errors';
import { goBack, type Step } from '../../platform/wizard';
import type { MessageDraft, SendReport } from '../../sms/draft';
import { confirmSend } from './confirmation';
import type { Delivery } from './delivery';
import { askQuote, type Quote } from './quote';
import type { ComposeClient } from './services';
import { maxMessages, recipientCount, type ComposeState } from './state';
import type { ComposeSteps } from './steps';
import { refusal } from './words';

interface Connection {
  readonly client: ComposeClient;
  readonly account: ActiveAccount;
}

/**
 * The last step: prices what was answered and, to send it, has it confirmed and hands it over. It
 * fails before the request or not at all, so that a failure may always lead back.
 */
export class Checkout {
  quote: Quote | undefined;
  report: SendReport | undefined;
  private isPrepared = false;

  constructor(
    private readonly session: Session<ComposeClient>,
    private readonly steps: ComposeSteps,
    private readonly draft: MessageDraft,
    private readonly delivery: Delivery,
    private account: ActiveAccount,
  ) {}

  readonly price: Step<ComposeState> = async (state) => {
    this.quote = await this.ask(state, await this.connect());
    return state;
  };

  readonly send: Step<ComposeState> = async (state) => {
    const connection = await this.connect();
    this.refusePast(state);
    const quote = await this.ask(state, connection);
    this.refuseNothingToSend(quote);
    const doubtful = await this.delivery.doubtful(quote.state, connection.account);
    const notices = [
      ...(doubtful > 0 ? [doubtInWords(doubtful)] : []),
      ...(this.draft.notice === undefined ? [] : [this.draft.notice]),
    ];
    const answer = await confirmSend(quote, connection.account, notices);
    if (answer === 'back') {
      return goBack;
    }
    if (answer !== 'send') {
      throw new vscode.CancellationError();
    }
    // The confirmation may have stood there for hours.
    const { client, account } = await this.connect();
    this.refusePast(state);
    if (!this.isPrepared) {
      await this.draft.beforeSend?.();
      this.isPrepared = true;
    }
    this.report = await this.delivery.send(quote.state, client, account);
    return quote.state;
  };

  /** The account that is active now, which has to be the one that the steps named. */
  private async connect(): Promise<Connection> {
    const client = await this.session.client();
    const account = this.session.active;
    if (!account) {
      throw new UserFacingError(vscode.l10n.t('You were signed out, so nothing was sent.'));
    }
    if (account.id !== this.account.id) {
      this.account = account;
      throw new RefusedAnswer<ComposeState>(
        vscode.l10n.t(
          'The account was switched to {0} meanwhile. Nothing was sent.',
          account.label,
        ),
        '',
        {
          title: vscode.l10n.t('Go On as {0}', account.label),
          step: (state) => Promise.resolve(state),
        },
      );
    }
    return { client, account };
  }

  private async ask(state: ComposeState, { client }: Connection): Promise<Quote> {
    const count = recipientCount(state) * state.bodies.length;
    if (count > maxMessages) {
      throw new RefusedAnswer(
        vscode.l10n.t(
          '{0} messages are too many: ClickSend takes {1} at once.',
          count,
          maxMessages,
        ),
        vscode.l10n.t('For more, use a .sms document with a recipients file.'),
        { title: vscode.l10n.t('Choose Other Recipients'), step: this.steps.recipients },
      );
    }
    return withWork(vscode.l10n.t('Asking ClickSend for the price'), (signal) =>
      askQuote(state, client, signal),
    );
  }

  private refusePast({ schedule }: ComposeState): void {
    if (schedule !== 0 && schedule * 1000 <= Date.now()) {
      throw new RefusedAnswer(
        vscode.l10n.t('The time it was to be sent has passed.'),
        vscode.l10n.t('ClickSend would send it at once.'),
        { title: vscode.l10n.t('Choose Another Time'), step: this.steps.moment },
      );
    }
  }

  private refuseNothingToSend({ result: { messages } }: Quote): void {
    const [first] = messages;
    if (!first || messages.some(({ outcome }) => outcome === 'accepted')) {
      return;
    }
    const isSender = messages.some(({ status }) => senderCodes.has(status));
    const { recipients, sender } = this.steps;
    throw new RefusedAnswer(
      vscode.l10n.t('ClickSend would send none of these.'),
      messages.slice(0, 3).map(refusal).join('; '),
      isSender
        ? { title: vscode.l10n.t('Choose Another Sender'), step: sender }
        : { title: vscode.l10n.t('Choose Other Recipients'), step: recipients },
    );
  }
}

function doubtInWords(count: number): string {
  return count === 1
    ? vscode.l10n.t(
        'Attention: 1 message with this text to this recipient may have been sent already. Its answer was lost; "ClickSend: Check Unanswered Sends" looks for it.',
      )
    : vscode.l10n.t(
        'Attention: {0} messages with this text to these recipients may have been sent already. Their answer was lost; "ClickSend: Check Unanswered Sends" looks for them.',
        count,
      );
}

/** Refusals that another sender may mend. */
const senderCodes: ReadonlySet<string> = new Set(['INVALID_SENDER_ID', 'REGISTRATION_NEEDED']);
