import * as vscode from 'vscode';
import { showInformation } from '../../platform/show/messages';
import { showPick } from '../../platform/show/picks';
import type { CampaignDesk } from './desk';
import { scheduledCount } from './shelf';
import type { Campaign } from './shelf';
import { recipientCountInWords, stateInWords } from './words';

const isIdle = ({ state }: Campaign): boolean =>
  state !== 'running' && state !== 'runningElsewhere';

const isHeldByClickSend = (campaign: Campaign): boolean =>
  isIdle(campaign) && scheduledCount(campaign, Date.now()) > 0;

/** Which campaigns a command makes sense for; those not named take any. */
const fits: Readonly<Record<string, (campaign: Campaign) => boolean>> = {
  'clicksend.campaign.resume': ({ state }) =>
    state === 'notStarted' || state === 'paused' || state === 'interrupted',
  'clicksend.campaign.pause': ({ state }) => state === 'running',
  'clicksend.campaign.cancel': ({ state }) =>
    ['running', 'paused', 'interrupted', 'undecided'].includes(state),
  'clicksend.campaign.reconcile': (campaign) =>
    isIdle(campaign) && campaign.summary.counts.absent + campaign.summary.counts.unsure > 0,
  'clicksend.campaign.retryRejected': (campaign) =>
    isIdle(campaign) && campaign.state !== 'cancelled' && campaign.summary.counts.rejected > 0,
  'clicksend.campaign.followUp': (campaign) =>
    isIdle(campaign) && campaign.summary.counts.accepted > 0,
  'clicksend.campaign.cancelScheduled': isHeldByClickSend,
  'clicksend.campaign.reschedule': isHeldByClickSend,
  'clicksend.campaign.delete': isIdle,
};

/** Asks which campaign a command is for; undefined when there is none, which it says. */
export async function pickCampaign(
  desk: CampaignDesk,
  command: string,
): Promise<string | undefined> {
  const fitting = (await desk.campaigns()).filter(fits[command] ?? (() => true));
  if (fitting.length === 0) {
    void showInformation(vscode.l10n.t('There is no campaign to do this with.'));
    return undefined;
  }
  const picked = await showPick(
    fitting.map(({ id, plan, state }) => ({
      label: plan.name,
      description: vscode.l10n.t(
        '{0}, {1}',
        stateInWords(state),
        recipientCountInWords(plan.count),
      ),
      detail: new Date(plan.createdAt).toLocaleString(vscode.env.language),
      id,
    })),
    { placeHolder: vscode.l10n.t('Which campaign?') },
  );
  return picked?.id;
}
