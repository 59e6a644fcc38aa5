import * as vscode from 'vscode';
import type { Plan } from '../../../campaign/plan/plan';
import type { Campaign } from '../shelf';
import { numberInWords } from '../words';

/** A text that went out this short a time ago is most likely sent again by mistake. */
const sameWithinMs = 24 * 3_600_000;

/** Those that are named one by one. */
const shownCampaigns = 3;

/** Nothing of it went out, and nothing will. */
function isOver({ state, summary: { counts } }: Campaign): boolean {
  const sent = counts.accepted + counts.unsure + counts.absent;
  return sent === 0 && (state === 'cancelled' || state === 'finished');
}

/**
 * Campaigns with the text of this one that went out, or are being sent or confirmed in this window
 * or another: whose plan stands on the disk.
 */
export function findSameText(plan: Plan, campaigns: readonly Campaign[]): readonly Campaign[] {
  return campaigns.filter(
    (campaign) =>
      campaign.id !== plan.id &&
      !isOver(campaign) &&
      campaign.plan.account.id === plan.account.id &&
      campaign.plan.body === plan.body &&
      Math.abs(plan.createdAt - campaign.plan.createdAt) < sameWithinMs,
  );
}

/** What a person has been told of when this was among what was shown. */
export function toldBy({ id, summary }: Campaign): string {
  return `${id} ${summary.isStarted}`;
}

function sameTextLine({ plan, summary }: Campaign): string {
  const count = numberInWords(plan.count);
  const when = new Date(plan.createdAt).toLocaleString(vscode.env.language);
  return summary.isStarted
    ? vscode.l10n.t(
        'Attention: the same text went to {0} recipients in the campaign "{1}" of {2}.',
        count,
        plan.name,
        when,
      )
    : vscode.l10n.t(
        'Attention: the campaign "{1}" of {2} with the same text to {0} recipients is not confirmed yet, here or in another window.',
        count,
        plan.name,
        when,
      );
}

/** Above all else in a confirmation. */
export function sameTextLines(same: readonly Campaign[]): readonly string[] {
  const more = same.length - shownCampaigns;
  return same.length === 0
    ? []
    : [
        ...same.slice(0, shownCampaigns).map(sameTextLine),
        ...(more > 0 ? [vscode.l10n.t('  and {0} more campaigns with this text', more)] : []),
        '',
      ];
}
