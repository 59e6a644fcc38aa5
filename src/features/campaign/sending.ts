import * as vscode from 'vscode';
import type { CampaignRun, RunEnd } from '../../campaign/run/campaignRun';
import { OutcomeBar } from '../../platform/outcomeBar';
import { failuresInWords } from '../../platform/words/outcomeWords';
import { askTakeOver } from './decisions';
import { announceEnd, endInWords, type Wish } from './endings';
import { campaignOutcome } from './outcome';
import { showRun } from './progress';
import { HeldElsewhereError, type CampaignRuns } from './runs';
import type { CampaignServices } from './services';
import type { Campaign, CampaignShelf } from './shelf';

/** What is settled with a campaign that is held, right before it is sent. */
export type Prepare = (run: CampaignRun, signal: AbortSignal) => Promise<unknown>;

/** Sends a campaign in front of the user: its progress, and how it ended. */
export class CampaignSending implements vscode.Disposable {
  private readonly outcomes = new OutcomeBar();

  constructor(
    private readonly shelf: CampaignShelf,
    private readonly runs: CampaignRuns,
    private readonly errors: CampaignServices['errors'],
    private readonly onWish: (id: string, wish: Wish) => Promise<void>,
  ) {}

  async send(id: string, prepare?: Prepare): Promise<void> {
    const end = await showRun(id, this.runs, () => this.sendOrTakeOver(id, prepare));
    if (!end) {
      return;
    }
    const campaign = await this.shelf.read(id, this.runs.held(id));
    this.showEnd(campaign, end);
    const wish = announceEnd(campaign, end);
    // Not waited for: a notification may stay for hours.
    void wish.then((wanted) =>
      wanted === undefined
        ? undefined
        : this.errors.guard('clicksend.campaign', () => this.onWish(id, wanted)),
    );
  }

  dispose(): void {
    this.outcomes.dispose();
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
