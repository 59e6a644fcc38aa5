import * as vscode from 'vscode';
import { estimatePrice } from '../../../campaign/plan/estimate';
import type { Plan } from '../../../campaign/plan/plan';
import { accountFacts } from '../../../platform/accountFacts';
import { askAfterFailure } from '../../../platform/ask/failure';
import { isCancellation, UserFacingError } from '../../../platform/errors';
import { withWork } from '../../../platform/show/work';
import { goBack, type Answer } from '../../../platform/wizard';
import { reasonInWords } from '../../../platform/words/sendStatusWords';
import type { CampaignRuns } from '../runs';
import type { CampaignServices } from '../services';
import type { Price } from './confirmation';

/** Asks ClickSend what a campaign costs. */
export class CampaignPrices {
  constructor(
    private readonly runs: CampaignRuns,
    private readonly errors: CampaignServices['errors'],
  ) {}

  /** What fails is said with ways to go on: nothing is sent yet, so that it may be tried again. */
  async ask(plan: Plan): Promise<Answer<Price>> {
    for (;;) {
      try {
        const estimate = await this.estimate(plan);
        if (estimate.refusedCount < plan.count) {
          return estimate;
        }
        throw new UserFacingError(
          vscode.l10n.t(
            'ClickSend would refuse all of them: {0}.',
            reasonInWords(estimate.lines[0]?.refusal ?? ''),
          ),
        );
      } catch (error) {
        if (isCancellation(error)) {
          throw error;
        }
        const frame = { title: plan.name, step: 2, totalSteps: 1 };
        if ((await askAfterFailure(this.errors, error, plan, frame)) === goBack) {
          return goBack;
        }
      }
    }
  }

  private estimate(plan: Plan): Promise<Price> {
    return withWork(vscode.l10n.t('Asking ClickSend for the price'), async (signal) => {
      const client = await this.runs.clientFor(plan);
      const [estimate, { balance }] = await Promise.all([
        estimatePrice(client, plan, signal),
        accountFacts(client, signal),
      ]);
      return { ...estimate, balance };
    });
  }
}
