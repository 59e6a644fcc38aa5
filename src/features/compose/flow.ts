import * as vscode from 'vscode';
import type { ActiveAccount } from '../../platform/session';
import { askAfterFailure } from '../../platform/ask/failure';
import { UserFacingError } from '../../platform/errors';
import { showInformation } from '../../platform/show/messages';
import { runWizard } from '../../platform/wizard';
import type { MessageDraft, SendReport } from '../../sms/draft';
import { Checkout } from './checkout';
import type { Delivery } from './delivery';
import type { Memory } from './memory';
import { priceSummary, type Prices } from './prices';
import type { Quote } from './quote';
import type { ComposeServices } from './services';
import { stateFrom, type ComposeState, type Purpose } from './state';
import { changeStep, makeSteps, openSteps } from './steps';

/** From a draft to an answer: asks for what is missing, prices, confirms, sends, shows. */
export class ComposeFlow {
  constructor(
    private readonly services: ComposeServices,
    private readonly memory: Memory,
    private readonly prices: Prices,
    private readonly delivery: Delivery,
  ) {}

  /** @param initial what is answered already, and shown again by the steps */
  async run(
    draft: MessageDraft,
    purpose: Purpose,
    initial: ComposeState = stateFrom(draft),
  ): Promise<SendReport | undefined> {
    const { session, errors } = this.services;
    const keep = (state: ComposeState) => {
      if (purpose === 'send') {
        void this.memory.keepUnsent(state);
      }
    };
    keep(initial);
    await session.client();
    const { active } = session;
    if (!active) {
      throw new UserFacingError(vscode.l10n.t('You were signed out, so nothing was sent.'));
    }
    const steps = makeSteps(session, this.memory);
    const open = openSteps(draft, purpose, steps);
    const checkout = new Checkout(session, steps, draft, this.delivery, active);
    await runWizard(
      () => titleOf(purpose, session.active ?? active),
      initial,
      open.length > 0 ? open : [changeStep(steps)],
      {
        finish: purpose === 'send' ? checkout.send : checkout.price,
        onProgress: keep,
        onFailure: (error, state, frame) => askAfterFailure(errors, error, state, frame),
      },
    );
    if (checkout.quote) {
      this.tellPrice(checkout.quote);
    }
    return checkout.report;
  }

  /** Not waited for: a notification may stay for hours. */
  private tellPrice(quote: Quote): void {
    const send = vscode.l10n.t('Send...');
    const details = vscode.l10n.t('Details');
    const { bodies } = quote.state;
    void showInformation(priceSummary(quote), send, details).then((picked) =>
      this.services.errors.guard('clicksend.message.price', async () => {
        if (picked === details) {
          await this.prices.show(quote);
        } else if (picked === send) {
          await this.run({ bodies }, 'send', quote.state);
        }
      }),
    );
  }
}

function titleOf(purpose: Purpose, { kind, label }: ActiveAccount): string {
  const where = kind === 'sandbox' ? vscode.l10n.t('Sandbox') : label;
  return purpose === 'send'
    ? vscode.l10n.t('Send SMS · {0}', where)
    : vscode.l10n.t('Price SMS · {0}', where);
}
