import * as vscode from 'vscode';
import { showInformation } from '../../platform/show/messages';
import { ContextKeys } from '../../contributions';
import { setContext } from '../../platform/commands';
import { UserFacingError } from '../../platform/errors';
import { goBack } from '../../platform/wizard';
import type { CampaignSource, FoundRecipients } from '../../sms/campaign';
import { confirmCampaign } from './start/confirmation';
import type { CampaignAnswer, Price } from './start/confirmation';
import { askCancel, askDelete } from './decisions';
import type { Wish } from './endings';
import type { Plan } from '../../campaign/plan/plan';
import { campaignFiles } from '../../campaign/store/directory';
import { writeReport, writeResults } from './export/files';
import { CampaignPrices } from './start/prices';
import { planCampaign } from './start/newCampaign';
import { askAboutFlaws } from './start/flawedRows';
import { findSameText, toldBy } from './start/sameText';
import { CampaignResending } from './resending';
import { CampaignRuns } from './runs';
import type { CampaignServices } from './services';
import { ScheduledCampaigns, tellRecalled } from './scheduled';
import { CampaignSending } from './sending';
import { CampaignShelf, scheduledCount } from './shelf';
import type { Campaign } from './shelf';

/**
 * The desk: everything a person does with campaigns, each command a method. It asks and decides;
 * `CampaignSending` and `CampaignResending` do the sending.
 */
export class CampaignDesk implements vscode.Disposable {
  readonly shelf: CampaignShelf;
  readonly runs: CampaignRuns;
  private readonly scheduled: ScheduledCampaigns;
  private readonly prices: CampaignPrices;
  private readonly sending: CampaignSending;
  private readonly resending: CampaignResending;

  constructor(private readonly services: CampaignServices) {
    this.shelf = new CampaignShelf(vscode.Uri.joinPath(services.storage, 'campaigns').fsPath);
    this.runs = new CampaignRuns(services, this.shelf);
    this.scheduled = new ScheduledCampaigns(this.shelf, this.runs);
    this.prices = new CampaignPrices(this.runs, services.errors);
    this.sending = new CampaignSending(this.shelf, this.runs, services.errors, (id, wish) =>
      this.fulfil(id, wish),
    );
    this.resending = new CampaignResending(
      this.shelf,
      this.runs,
      this.scheduled,
      this.prices,
      this.sending,
    );
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
      await this.resending.send(id, 'late', (run) => run.sendNow());
    } else {
      await this.sending.send(id);
    }
  }

  pause(id: string): void {
    this.runs.pause(id);
  }

  async cancel(id: string): Promise<void> {
    await this.takingBack(id, () => this.askAndCancel(id));
  }

  private async askAndCancel(id: string): Promise<void> {
    const verdict = await askCancel(await this.read(id));
    if (verdict === 'all') {
      tellRecalled(await this.scheduled.recall(id));
    } else if (verdict === 'unsent') {
      await this.runs.stop(id);
      await this.runs.hold(id, (run) => run.cancel());
    }
  }

  async cancelScheduled(id: string): Promise<void> {
    await this.takingBack(id, () => this.scheduled.cancel(id));
  }

  /** Cancels what is scheduled, and sends exactly what was cancelled at another time. */
  async reschedule(id: string): Promise<void> {
    await this.once(id, () => this.resending.recalled(id));
  }

  /** Looks unknown messages up in history once more; then the user decides on what is left. */
  async reconcile(id: string): Promise<void> {
    await this.once(id, () => this.resending.lookUp(id));
  }

  async retryRejected(id: string): Promise<void> {
    await this.once(id, () => this.resending.send(id, 'rejected', (run) => run.retryRejected()));
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
    await this.takingBack(id, () => this.askAndDelete(id));
  }

  private async askAndDelete(id: string): Promise<void> {
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
    this.sending.dispose();
  }

  /** Asked once for a double click, and also while the campaign is being sent. */
  private takingBack(id: string, work: () => Promise<void>): Promise<void> {
    return this.services.spending.once(`campaign:${id} taken back`, work);
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
    const estimate = await this.prices.ask(plan);
    if (estimate === goBack) {
      return 'back';
    }
    const answer = await this.confirm(plan, estimate);
    if (answer === 'send') {
      await this.sending.send(id, (run) => run.confirm(estimate));
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

  /** What the user wants to do after a campaign has ended. */
  private fulfil(id: string, wish: Wish): Promise<void> {
    switch (wish) {
      case 'results':
        return this.openResults(id);
      case 'resume':
        return this.resume(id);
      case 'retry':
        return this.retryRejected(id);
      case 'decide':
        return this.reconcile(id);
    }
  }

  private async forgetUnstarted(id: string): Promise<void> {
    if ((await this.read(id)).state === 'notStarted') {
      await this.shelf.delete(id);
    }
  }
}

async function show(uri: vscode.Uri): Promise<void> {
  await vscode.window.showTextDocument(uri, { preview: false });
}
