import * as vscode from 'vscode';
import { partOfPlan } from '../../campaign/plan/partOfPlan';
import { MessageState } from '../../campaign/run/ledger';
import { UserFacingError } from '../../platform/errors';
import { showInformation } from '../../platform/show/messages';
import { withWork } from '../../platform/show/work';
import { goBack } from '../../platform/wizard';
import { askDecision } from './decisions';
import type { CampaignRuns } from './runs';
import {
  askNewTime,
  isHeld,
  notCancelledInWords,
  tellRecalled,
  type ScheduledCampaigns,
} from './scheduled';
import type { CampaignSending, Prepare } from './sending';
import type { Campaign, CampaignShelf } from './shelf';
import { confirmAgain, type Again } from './start/confirmation';
import type { CampaignPrices } from './start/prices';

/** Which messages are sent on which occasion. */
const stateOf = {
  rejected: 'rejected',
  absent: 'absent',
  late: 'waiting',
} as const satisfies Readonly<Record<Exclude<Again, 'recalled'>, keyof typeof MessageState>>;

/** Sends some messages of a campaign another time, each lot priced and confirmed by itself. */
export class CampaignResending {
  constructor(
    private readonly shelf: CampaignShelf,
    private readonly runs: CampaignRuns,
    private readonly scheduled: ScheduledCampaigns,
    private readonly prices: CampaignPrices,
    private readonly sending: CampaignSending,
  ) {}

  async recalled(id: string): Promise<void> {
    const campaign = await this.read(id);
    this.scheduled.countOf(campaign);
    const time = await askNewTime(campaign);
    if (time === goBack) {
      return;
    }
    const copy = await this.shelf.copy(campaign);
    const part = { ...(await partOfPlan(copy, (index) => isHeld(copy, index))), ...time };
    const estimate = await this.prices.ask(part);
    if (estimate === goBack) {
      return;
    }
    // What comes back before this is paid is not known yet, so no balance after it is named.
    if (!(await confirmAgain(part, { ...estimate, balance: undefined }, 'recalled'))) {
      return;
    }
    if (time.schedule !== 0 && time.schedule * 1000 <= Date.now()) {
      throw new UserFacingError(
        vscode.l10n.t('The new time has passed meanwhile. Nothing is changed.'),
      );
    }
    const recalled = await this.scheduled.recall(id);
    if (notCancelledInWords(recalled).length > 0 || recalled.indices.length === 0) {
      tellRecalled(recalled);
    }
    if (recalled.indices.length > 0) {
      const anew = await this.scheduled.planAnew(recalled, time);
      await this.sending.send(anew, (run) => run.confirm(estimate));
    }
  }

  async lookUp(id: string): Promise<void> {
    const before = await this.read(id);
    await withWork(vscode.l10n.t('Looking up "{0}" in history', before.plan.name), (cancelled) =>
      this.runs.hold(id, (run, signal) => run.reconcileOnly(AbortSignal.any([signal, cancelled]))),
    );
    const campaign = await this.read(id);
    if (campaign.summary.counts.absent === 0) {
      const { unsure } = campaign.summary.counts;
      if (unsure === 0) {
        void showInformation(vscode.l10n.t('History shows all of them: they were sent.'));
      }
      return;
    }
    const verdict = await askDecision(campaign);
    if (verdict === 'lookAgain') {
      await this.lookUp(id);
    } else if (verdict === 'send') {
      await this.send(id, 'absent', (run, signal) => run.decide('send', signal));
    } else if (verdict) {
      await this.runs.hold(id, (run, signal) => run.decide(verdict, signal));
    }
  }

  /** What the campaign's own confirmation did not settle is priced and confirmed by itself. */
  async send(id: string, why: keyof typeof stateOf, prepare: Prepare): Promise<void> {
    const copy = await this.shelf.copy(await this.read(id));
    const state = MessageState[stateOf[why]];
    const part = await partOfPlan(copy, (index) => copy.ledger.state(index) === state);
    const plan = why === 'late' ? { ...part, schedule: 0 } : part;
    if (plan.count === 0) {
      void showInformation(vscode.l10n.t('There is nothing left to send.'));
      return;
    }
    const estimate = await this.prices.ask(plan);
    if (estimate === goBack || !(await confirmAgain(plan, estimate, why))) {
      return;
    }
    await this.sending.send(id, (run, signal) => {
      // Another window may have gone on while this one asked.
      if (run.book.ledger.count(stateOf[why]) === plan.count) {
        return prepare(run, signal);
      }
      throw new UserFacingError(
        vscode.l10n.t(
          '"{0}" has changed since you were asked. Nothing is sent; please choose again.',
          plan.name,
        ),
      );
    });
  }

  private read(id: string): Promise<Campaign> {
    return this.shelf.read(id, this.runs.held(id));
  }
}
