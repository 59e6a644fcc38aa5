import { MessageState } from '../../../campaign/run/ledger';
import type { CampaignGroup } from '../../../contributions';
import type { ResultRow } from '../../../campaign/report/results';
import type { Campaign } from '../shelf';

export type GroupKind = CampaignGroup;

export interface CampaignNode {
  readonly kind: 'campaign';
  readonly campaign: Campaign;
}

export interface GroupNode {
  readonly kind: 'group';
  readonly campaign: Campaign;
  readonly group: GroupKind;
  readonly count: number;
}

export interface RecipientNode {
  readonly kind: 'recipient';
  readonly campaignId: string;
  readonly result: ResultRow;
}

/** "Load more": the group from an index on. */
export interface MoreNode {
  readonly kind: 'more';
  readonly parent: GroupNode;
  readonly shown: number;
}

export type OutboxNode = CampaignNode | GroupNode | RecipientNode | MoreNode;

/** The states that make up a group; none for rows that never became messages. */
export const statesOf: Readonly<Record<GroupKind, readonly MessageState[]>> = {
  accepted: [MessageState.accepted],
  rejected: [MessageState.rejected],
  unknown: [MessageState.unsure, MessageState.absent],
  waiting: [MessageState.waiting],
  marked: [MessageState.markedSent, MessageState.markedNotSent],
  skipped: [],
};

/** The groups of a campaign that have anybody in them. */
export function groupsOf(campaign: Campaign): readonly GroupNode[] {
  const { counts } = campaign.summary;
  const skipped = Object.values(campaign.plan.skipped).reduce((sum, count) => sum + count, 0);
  const sizes: Readonly<Record<GroupKind, number>> = {
    accepted: counts.accepted,
    rejected: counts.rejected,
    unknown: counts.unsure + counts.absent,
    waiting: counts.waiting,
    marked: counts.markedSent + counts.markedNotSent,
    skipped,
  };
  return (Object.keys(statesOf) as GroupKind[])
    .filter((group) => sizes[group] > 0)
    .map((group) => ({ kind: 'group', campaign, group, count: sizes[group] }));
}
