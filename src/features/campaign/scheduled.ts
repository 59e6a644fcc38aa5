import * as vscode from 'vscode';
import { askMoment, type ChosenMoment } from '../../platform/ask/moment';
import { UserFacingError } from '../../platform/errors';
import { showInformation, showWarning } from '../../platform/show/messages';
import { withWork } from '../../platform/show/work';
import type { Answer } from '../../platform/wizard';
import { dueMoment } from '../../platform/words/moment';
import { moneyInWords } from '../../platform/words/money';
import { copyPlan } from '../../campaign/plan/copyPlan';
import { newCampaignId } from '../../campaign/plan/reference';
import type { CampaignCopy } from '../../campaign/run/book';
import { MessageState } from '../../campaign/run/ledger';
import { isFinal } from '../../sms/delivery';
import type { RecallResult } from '../../campaign/run/recall';
import type { CampaignRuns } from './runs';
import { scheduledCount } from './shelf';
import type { Campaign, CampaignShelf } from './shelf';
import { messagesInWords, numberInWords } from './words';

/** What became of the messages that this cancelling was about. */
export interface Recalled extends RecallResult {
  readonly campaign: Campaign;
  /** Money that came back, in words. */
  readonly refund: string;
  /** Cancelled by this and not before, ascending. */
  readonly indices: readonly number[];
}

/** The messages that ClickSend holds for the campaign's time. */
export function isHeld({ ledger }: CampaignCopy, index: number): boolean {
  const isOpen = !isFinal(ledger.delivery(index));
  return ledger.state(index) === MessageState.accepted && isOpen && !ledger.goesNow(index);
}

/** Campaigns that wait for their time at ClickSend, as a whole. */
export class ScheduledCampaigns {
  constructor(
    private readonly shelf: CampaignShelf,
    private readonly runs: CampaignRuns,
  ) {}

  /** Asks, cancels, says what happened. */
  async cancel(id: string): Promise<void> {
    const campaign = await this.read(id);
    if (await askCancelScheduled(campaign, this.countOf(campaign))) {
      tellRecalled(await this.recall(id));
    }
  }

  /**
   * Has ClickSend cancel all that it holds, and looks what became of each message.
   *
   * @throws ClickSendError when certainly nothing was cancelled
   */
  async recall(id: string): Promise<Recalled> {
    const before = await this.read(id);
    const copy = await this.shelf.copy(before);
    const held = Array.from({ length: copy.plan.count }, (_, index) => index).filter((index) =>
      isHeld(copy, index),
    );
    await this.runs.stop(id);
    const result = await withWork(
      vscode.l10n.t('Cancelling "{0}" at ClickSend', before.plan.name),
      (cancelled) =>
        this.runs.hold(id, (run, signal) =>
          run.cancelScheduled(AbortSignal.any([signal, cancelled])),
        ),
    );
    const campaign = await this.read(id);
    const { ledger } = await this.shelf.copy(campaign);
    const refunded = campaign.summary.refunded - before.summary.refunded;
    return {
      ...result,
      campaign,
      refund: moneyInWords(refunded, campaign.summary.currency),
      indices: held.filter((index) => ledger.delivery(index) === 'cancelled'),
    };
  }

  /** Writes the plan of a campaign that sends exactly these messages at another time. */
  async planAnew({ campaign, indices }: Recalled, time: ChosenMoment): Promise<string> {
    const id = newCampaignId();
    const directory = this.shelf.directory(id);
    const copy = await this.shelf.copy(campaign);
    try {
      await copyPlan(copy, indices, { ...time, id, directory, now: Date.now() });
    } catch (error) {
      await this.shelf.delete(id);
      throw new UserFacingError(
        vscode.l10n.t(
          '{0} of "{1}" are cancelled, but could not be written down for another time, so they are not scheduled: {2}',
          messagesInWords(indices.length),
          campaign.plan.name,
          error instanceof Error ? error.message : '',
        ),
      );
    }
    return id;
  }

  private read(id: string): Promise<Campaign> {
    return this.shelf.read(id, this.runs.held(id));
  }

  /** @throws UserFacingError when nothing is scheduled */
  countOf(campaign: Campaign): number {
    const count = scheduledCount(campaign, Date.now());
    if (count === 0) {
      throw new UserFacingError(
        vscode.l10n.t('Nothing of "{0}" is scheduled any more.', campaign.plan.name),
      );
    }
    return count;
  }
}

async function askCancelScheduled({ plan, summary }: Campaign, count: number): Promise<boolean> {
  const cancel = vscode.l10n.t('Cancel {0}', messagesInWords(count));
  const { waiting } = summary.counts;
  const picked = await showWarning(
    vscode.l10n.t('Cancel what is scheduled of "{0}"?', plan.name),
    {
      modal: true,
      detail: [
        vscode.l10n.t('Account: {0}', plan.account.label),
        vscode.l10n.t('Due: {0}', dueMoment(plan.schedule, plan.timeZone)),
        vscode.l10n.t('Messages: {0}', numberInWords(count)),
        ...(waiting > 0
          ? [vscode.l10n.t('Not sent yet, and never will be: {0}', numberInWords(waiting))]
          : []),
        '',
        vscode.l10n.t('A cancelled SMS is never sent and cannot be brought back. Its price is.'),
      ],
    },
    { title: cancel },
    { title: vscode.l10n.t('Keep Them'), isCloseAffordance: true },
  );
  return picked?.title === cancel;
}

/** What was not cancelled, each kind with its count. */
export function notCancelledInWords({ gone, scheduled, unknown }: RecallResult): readonly string[] {
  return [
    ...(gone > 0 ? [vscode.l10n.t('{0} already gone', numberInWords(gone))] : []),
    ...(scheduled > 0 ? [vscode.l10n.t('{0} still scheduled', numberInWords(scheduled))] : []),
    ...(unknown > 0
      ? [vscode.l10n.t('{0} unknown whether cancelled', numberInWords(unknown))]
      : []),
  ];
}

/** Accounts for every message that was scheduled. */
export function tellRecalled(recalled: Recalled): void {
  const { campaign, indices, refund } = recalled;
  const left = notCancelledInWords(recalled);
  const { name } = campaign.plan;
  const count = messagesInWords(indices.length);
  if (left.length === 0) {
    void showInformation(
      vscode.l10n.t('"{0}": {1} cancelled, {2} came back.', name, count, refund),
    );
    return;
  }
  void showWarning(
    vscode.l10n.t(
      '"{0}": {1}, {2} cancelled, {3} came back.',
      name,
      left.join(', '),
      count,
      refund,
    ),
  );
}

/** Asks for another time. */
export function askNewTime({ plan }: Campaign): Promise<Answer<ChosenMoment>> {
  const { name, schedule, timeZone } = plan;
  const frame = { title: vscode.l10n.t('Reschedule "{0}"', name), step: 1, totalSteps: 1 };
  return askMoment(frame, {
    timeZone,
    question: vscode.l10n.t(
      'It is scheduled for {0}. When instead?',
      dueMoment(schedule, timeZone),
    ),
  });
}
