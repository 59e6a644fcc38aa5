import * as vscode from 'vscode';
import { showInformation } from '../../platform/show/messages';
import { withWork } from '../../platform/show/work';
import { ContextKeys } from '../../contributions';
import { accountFacts } from '../../platform/accountFacts';
import { askAfterFailure } from '../../platform/ask/failure';
import { setContext } from '../../platform/commands';
import { isCancellation, UserFacingError } from '../../platform/errors';
import { OutcomeBar } from '../../platform/outcomeBar';
import { goBack, type Answer } from '../../platform/wizard';
import { failuresInWords } from '../../platform/words/outcomeWords';
import type { CampaignSource, FoundRecipients } from '../../sms/campaign';
import { confirmAgain, confirmCampaign } from './start/confirmation';
import type { Again, CampaignAnswer, Price } from './start/confirmation';
import { askCancel, askDecision, askDelete, askTakeOver } from './decisions';
import { announceEnd, endInWords } from './endings';
import { estimatePrice } from '../../campaign/plan/estimate';
import { partOfPlan } from '../../campaign/plan/partOfPlan';
import type { Plan } from '../../campaign/plan/plan';
import { campaignFiles } from '../../campaign/store/directory';
import type { CampaignRun, RunEnd } from '../../campaign/run/campaignRun';
import { MessageState } from '../../campaign/run/ledger';
import { writeReport, writeResults } from './export/files';
import { planCampaign } from './start/newCampaign';
import { askAboutFlaws } from './start/flawedRows';
import { findSameText, toldBy } from './start/sameText';
import { showRun } from './progress';
import { campaignOutcome } from './outcome';
import { CampaignRuns, HeldElsewhereError } from './runs';
import type { CampaignServices } from './services';
import {
  askNewTime,
  isHeld,
  notCancelledInWords,
  ScheduledCampaigns,
  tellRecalled,
} from './scheduled';
import { CampaignShelf, scheduledCount } from './shelf';
import type { Campaign } from './shelf';

/** Which messages are sent on which occasion. */
const stateOf = {
  rejected: 'rejected',
  absent: 'absent',
  late: 'waiting',
} as const satisfies Readonly<Record<Exclude<Again, 'recalled'>, keyof typeof MessageState>>;

type Prepare = (run: CampaignRun, signal: AbortSignal) => Promise<unknown>;

/** Everything a person does with campaigns. */
export class CampaignDesk implements vscode.Disposable {
  readonly shelf: CampaignShelf;
  readonly runs: CampaignRuns;
  private readonly scheduled: ScheduledCampaigns;
  private readonly outcomes = new OutcomeBar();

  constructor(private readonly services: CampaignServices) {
    this.shelf = new CampaignShelf(vscode.Uri.joinPath(services.storage, 'campaigns').fsPath);
    this.runs = new CampaignRuns(services, this.shelf);
    this.scheduled = new ScheduledCampaigns(this.shelf, this.runs);
  }

  async campaigns(): Promise<readonly Campaign[]> {
    const campaigns = await this.shelf.list((id) => this.runs.held(id));
    void setContext(ContextKeys.hasCampaigns, campaigns.length > 0);
    return campaigns;
  }

  /** Plans, prices, confirms, sends. */
  async start(
    source: CampaignSource & { readonly recipients: FoundRecipients },
  ): Promise<CampaignAnswer> {
    const { body, recipients } = source;
    const { spending } = this.services;
    return spending.once(`text:${JSON.stringify([body, recipients])}`, async () => {
      const { id } = await planCampaign(source, this.services, this.shelf);
      return this.once(id, () => this.confirmOrForget(id));
    });
  }

  private async confirmOrForget(id: string): Promise<CampaignAnswer> {
    const answer = await this.confirmAndSend(id).catch(async (error: unknown) => {
      await this.forgetUnstarted(id);
      throw error;
    });
    // Kept when it was sent, or while the user looks at what is left out.
    if (answer === undefined || answer === 'back') {
      await this.forgetUnstarted(id);
    }
    return answer;
  }

  async resume(id: string): Promise<void> {
    await this.once(id, () => this.goOn(id));
  }

  private async goOn(id: string): Promise<void> {
    const campaign = await this.read(id);
    if (campaign.state === 'notStarted') {
      await this.confirmAndSend(id);
      return;
    }
    const isLate =
      campaign.plan.schedule !== 0 &&
      campaign.plan.schedule * 1000 <= Date.now() &&
      campaign.summary.counts.waiting > 0;
    if (isLate) {
      await this.sendAgain(id, 'late', (run) => run.sendNow());
    } else {
      await this.send(id);
    }
  }

  pause(id: string): void {
    this.runs.pause(id);
  }

  async cancel(id: string): Promise<void> {
    const verdict = await askCancel(await this.read(id));
    if (verdict === 'all') {
      tellRecalled(await this.scheduled.recall(id));
    } else if (verdict === 'unsent') {
      await this.runs.stop(id);
      await this.runs.hold(id, (run) => run.cancel());
    }
  }

  cancelScheduled(id: string): Promise<void> {
    return this.scheduled.cancel(id);
  }

  /** Cancels what is scheduled, and sends exactly what was cancelled at another time. */
  async reschedule(id: string): Promise<void> {
    await this.once(id, () => this.moveTo(id));
  }

  private async moveTo(id: string): Promise<void> {
    const campaign = await this.read(id);
    this.scheduled.countOf(campaign);
    const time = await askNewTime(campaign);
    if (time === goBack) {
      return;
    }
    const copy = await this.shelf.copy(campaign);
    const part = { ...(await partOfPlan(copy, (index) => isHeld(copy, index))), ...time };
    const estimate = await this.priced(part);
    if (estimate === goBack || !(await confirmAgain(part, estimate, 'recalled'))) {
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
      await this.send(anew, (run) => run.confirm(estimate));
    }
  }

  /** Looks unknown messages up in history once more; then the user decides on what is left. */
  async reconcile(id: string): Promise<void> {
    await this.once(id, () => this.lookUp(id));
  }

  private async lookUp(id: string): Promise<void> {
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
      await this.sendAgain(id, 'absent', (run, signal) => run.decide('send', signal));
    } else if (verdict) {
      await this.runs.hold(id, (run, signal) => run.decide(verdict, signal));
    }
  }

  async retryRejected(id: string): Promise<void> {
    await this.once(id, () => this.sendAgain(id, 'rejected', (run) => run.retryRejected()));
  }

  async followUp(id: string): Promise<void> {
    await this.runs.follow(id);
  }

  async openResults(id: string): Promise<void> {
    const campaign = await this.read(id);
    const copy = await this.shelf.copy(campaign);
    await writeResults(copy);
    await show(this.shelf.uri(id, 'results.csv'));
  }

  async openReport(id: string): Promise<void> {
    await writeReport(campaignFiles(this.shelf.directory(id)));
    await show(this.shelf.uri(id, 'not-sent.csv'));
  }

  async delete(id: string): Promise<void> {
    const campaign = await this.read(id);
    if (campaign.state === 'running' || campaign.state === 'runningElsewhere') {
      throw new UserFacingError(vscode.l10n.t('The campaign is being sent. Pause it first.'));
    }
    const verdict = await askDelete(campaign, scheduledCount(campaign, Date.now()));
    if (verdict === 'cancelFirst') {
      const recalled = await this.scheduled.recall(id);
      tellRecalled(recalled);
      if (recalled.scheduled + recalled.unknown > 0) {
        return;
      }
    }
    if (verdict) {
      await this.shelf.delete(id);
    }
  }

  dispose(): void {
    this.runs.dispose();
    this.outcomes.dispose();
  }

  private once<T>(id: string, work: () => Promise<T>): Promise<T | undefined> {
    return this.services.spending.once(`campaign:${id}`, work);
  }

  private read(id: string): Promise<Campaign> {
    return this.shelf.read(id, this.runs.held(id));
  }

  private async confirmAndSend(id: string): Promise<CampaignAnswer> {
    const { plan } = await this.read(id);
    const flaws = await askAboutFlaws(plan, campaignFiles(this.shelf.directory(id)));
    if (flaws !== 'leaveOut') {
      return this.reportInstead(id, flaws);
    }
    const estimate = await this.priced(plan);
    if (estimate === goBack) {
      return 'back';
    }
    const answer = await this.confirm(plan, estimate);
    if (answer === 'send') {
      await this.send(id, (run) => run.confirm(estimate));
    }
    return answer === 'report' ? this.reportInstead(id, answer) : answer;
  }

  private async reportInstead(
    id: string,
    answer: 'report' | undefined,
  ): Promise<'report' | undefined> {
    if (answer) {
      await this.openReport(id);
      this.offerToGoOn(id);
    }
    return answer;
  }

  /** Asks again when meanwhile another campaign with the text came up, or was confirmed. */
  private async confirm(plan: Plan, estimate: Price): Promise<CampaignAnswer> {
    let same = findSameText(plan, await this.campaigns());
    for (;;) {
      const answer = await confirmCampaign(plan, estimate, same);
      const told = new Set(same.map(toldBy));
      same = findSameText(plan, await this.campaigns());
      if (answer !== 'send' || same.every((campaign) => told.has(toldBy(campaign)))) {
        return answer;
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

  /** What the campaign's own confirmation did not settle is priced and confirmed by itself. */
  private async sendAgain(id: string, why: keyof typeof stateOf, prepare: Prepare): Promise<void> {
    const copy = await this.shelf.copy(await this.read(id));
    const state = MessageState[stateOf[why]];
    const part = await partOfPlan(copy, (index) => copy.ledger.state(index) === state);
    const plan = why === 'late' ? { ...part, schedule: 0 } : part;
    if (plan.count === 0) {
      void showInformation(vscode.l10n.t('There is nothing left to send.'));
      return;
    }
    const estimate = await this.priced(plan);
    if (estimate === goBack || !(await confirmAgain(plan, estimate, why))) {
      return;
    }
    await this.send(id, (run, signal) => {
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

  /** What fails is said with ways to go on: nothing is sent yet, so that it may be tried again. */
  private async priced(plan: Plan): Promise<Answer<Price>> {
    for (;;) {
      try {
        const estimate = await this.estimate(plan);
        if (estimate.refusedCount < plan.count) {
          return estimate;
        }
        throw new UserFacingError(
          vscode.l10n.t(
            'ClickSend would refuse all of them: {0}.',
            estimate.lines[0]?.refusal ?? '',
          ),
        );
      } catch (error) {
        if (isCancellation(error)) {
          throw error;
        }
        const frame = { title: plan.name, step: 2, totalSteps: 1 };
        if ((await askAfterFailure(this.services.errors, error, plan, frame)) === goBack) {
          return goBack;
        }
      }
    }
  }

  /** The campaign waits in the Outbox while the user reads the report. */
  private offerToGoOn(id: string): void {
    const title = vscode.l10n.t('Continue');
    void showInformation(
      vscode.l10n.t('Nothing is sent yet. The campaign waits in the Outbox.'),
      title,
    ).then((picked) =>
      picked === title
        ? this.services.errors.guard('clicksend.campaign.resume', () => this.resume(id))
        : undefined,
    );
  }

  private async forgetUnstarted(id: string): Promise<void> {
    if ((await this.read(id)).state === 'notStarted') {
      await this.shelf.delete(id);
    }
  }

  private async send(id: string, prepare?: Prepare): Promise<void> {
    const end = await showRun(id, this.runs, () => this.sendOrTakeOver(id, prepare));
    if (!end) {
      return;
    }
    const campaign = await this.read(id);
    this.showEnd(campaign, end);
    const wish = announceEnd(campaign, end);
    // Not waited for: a notification may stay for hours.
    void wish.then((wanted) =>
      this.services.errors.guard('clicksend.campaign', () => {
        if (wanted === 'results') {
          return this.openResults(id);
        }
        if (wanted === 'resume') {
          return this.resume(id);
        }
        if (wanted === 'retry') {
          return this.retryRejected(id);
        }
        return wanted === 'decide' ? this.reconcile(id) : undefined;
      }),
    );
  }

  /** What somebody stopped is no outcome yet, unless some of it has failed. */
  private showEnd(campaign: Campaign, end: RunEnd): void {
    const outcome = campaignOutcome(campaign);
    const isOver = end.kind === 'finished' || end.kind === 'undecided';
    if (isOver || failuresInWords(outcome).length > 0) {
      this.outcomes.show(
        outcome.state,
        vscode.l10n.t('{0}: {1}', campaign.plan.name, endInWords(campaign)),
        { command: 'clicksend.outbox.focus', title: vscode.l10n.t('Show Outbox') },
      );
    }
  }

  private async sendOrTakeOver(id: string, prepare?: Prepare) {
    try {
      return await this.runs.send(id, prepare);
    } catch (error) {
      if (!(error instanceof HeldElsewhereError)) {
        throw error;
      }
      if (!(await askTakeOver(error.host))) {
        return undefined;
      }
      return this.runs.send(id, prepare, { force: true });
    }
  }
}

async function show(uri: vscode.Uri): Promise<void> {
  await vscode.window.showTextDocument(uri, { preview: false });
}
