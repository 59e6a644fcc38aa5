import * as vscode from 'vscode';
import { oneLine } from '../../../platform/show/outsideText';
import { deliveryStateWords } from '../../../platform/words/deliveryWords';
import { dueMoment } from '../../../platform/words/moment';
import { moneyInWords } from '../../../platform/words/money';
import { failuresInWords, outcomeIcon, outcomeLooks } from '../../../platform/words/outcomeWords';
import { reasonInWords, statusInWords } from '../../../platform/words/sendStatusWords';
import { toUnits } from '../../../sms/price';
import { MessageState } from '../../../campaign/run/ledger';
import { messageStateInWords } from '../export/files';
import { campaignOutcome } from '../outcome';
import { scheduledCount } from '../shelf';
import type { Campaign, CampaignState } from '../shelf';
import {
  durationInWords,
  numberInWords,
  pauseInWords,
  peopleInWords,
  stateInWords,
} from '../words';
import type {
  CampaignNode,
  GroupKind,
  GroupNode,
  MoreNode,
  OutboxNode,
  RecipientNode,
} from './nodes';

const stateIcons: Readonly<Record<CampaignState, string>> = {
  notStarted: 'circle-outline',
  running: 'sync~spin',
  runningElsewhere: 'sync',
  paused: 'debug-pause',
  interrupted: 'debug-disconnect',
  undecided: outcomeLooks.unknown.icon,
  scheduled: 'calendar',
  finished: outcomeLooks.all.icon,
  cancelled: 'circle-slash',
};

/** What is over looks as it came out; what is not keeps its icon, in the colour of what failed. */
function iconOf(campaign: Campaign): vscode.ThemeIcon {
  const outcome = campaignOutcome(campaign);
  if (campaign.state === 'finished' || campaign.state === 'undecided') {
    return outcomeIcon(outcome.state);
  }
  const hasFailed = failuresInWords(outcome).length > 0;
  return new vscode.ThemeIcon(
    stateIcons[campaign.state],
    hasFailed ? new vscode.ThemeColor(outcomeLooks[outcome.state].color) : undefined,
  );
}

/** What can be done with a campaign, for the menus. */
function contextOf(campaign: Campaign, now: number): string {
  const { state, summary } = campaign;
  const { absent, unsure, rejected } = summary.counts;
  const isIdle = state !== 'running' && state !== 'runningElsewhere';
  const isResumable = state === 'notStarted' || state === 'paused' || state === 'interrupted';
  const isCancellable = isIdle
    ? summary.isStarted && !['scheduled', 'finished', 'cancelled'].includes(state)
    : state === 'running';
  const hasScheduled = isIdle && scheduledCount(campaign, now) > 0;
  const hasUnknown = isIdle && absent + unsure > 0;
  const hasRejected = isIdle && rejected > 0 && state !== 'cancelled';
  return `campaign${isIdle ? '+idle' : ''}${state === 'running' ? '+pausable' : ''}${isResumable ? '+resumable' : ''}${isCancellable ? '+cancellable' : ''}${hasUnknown ? '+unknown' : ''}${hasRejected ? '+rejected' : ''}${hasScheduled ? '+scheduled' : ''}${summary.isStarted ? '+started' : ''}`;
}

function progressOf({ plan, summary }: Campaign): string {
  const { counts } = summary;
  const settled = plan.count - counts.waiting - counts.unsure - counts.absent;
  return vscode.l10n.t('{0} of {1}', numberInWords(settled), numberInWords(plan.count));
}

function stillScheduled(campaign: Campaign, now: number): readonly string[] {
  const count = scheduledCount(campaign, now);
  return count === 0 ? [] : [vscode.l10n.t('{0} scheduled', numberInWords(count))];
}

/** "scheduled for 20 December 09:00 (Brisbane), 29 people", "in 3 d 2 h". */
function scheduleInWords(campaign: Campaign, now: number): readonly string[] {
  const { schedule, timeZone } = campaign.plan;
  return [
    vscode.l10n.t(
      'scheduled for {0}, {1}',
      dueMoment(schedule, timeZone),
      peopleInWords(scheduledCount(campaign, now)),
    ),
    vscode.l10n.t('in {0}', durationInWords(schedule - now / 1000)),
  ];
}

/** Where a campaign stands: whatever went wrong comes before what went well. */
function standing(campaign: Campaign, now: number): readonly string[] {
  const { state, summary, plan } = campaign;
  const failures = failuresInWords(campaignOutcome(campaign));
  const { counts, cancelled } = summary;
  const cancelledWords =
    cancelled > 0 ? [vscode.l10n.t('{0} cancelled', numberInWords(cancelled))] : [];
  switch (state) {
    case 'scheduled':
      return [
        ...failures,
        ...(summary.isRecalled ? [vscode.l10n.t('cancelling was interrupted')] : []),
        ...scheduleInWords(campaign, now),
        ...cancelledWords,
      ];
    case 'finished': {
      const accepted = counts.accepted - cancelled;
      return [
        ...(failures.length === 0 ? [stateInWords(state)] : failures),
        ...(accepted > 0 ? [vscode.l10n.t('{0} accepted', numberInWords(accepted))] : []),
        ...cancelledWords,
      ];
    }
    case 'notStarted':
      return [stateInWords(state), peopleInWords(plan.count)];
    case 'cancelled': {
      const isPartial = counts.waiting + counts.unsure + counts.absent > 0;
      return [
        stateInWords(state),
        ...failures,
        ...stillScheduled(campaign, now),
        ...cancelledWords,
        ...(isPartial ? [progressOf(campaign)] : []),
      ];
    }
    case 'running':
    case 'runningElsewhere':
    case 'paused':
    case 'interrupted':
    case 'undecided':
      return [
        stateInWords(state),
        ...failures,
        ...stillScheduled(campaign, now),
        ...cancelledWords,
        progressOf(campaign),
      ];
  }
}

function campaignItem({ campaign }: CampaignNode, now: number): vscode.TreeItem {
  const { plan, summary } = campaign;
  const item = new vscode.TreeItem(plan.name, vscode.TreeItemCollapsibleState.Collapsed);
  item.description = [
    ...standing(campaign, now),
    ...(summary.counts.accepted > 0 ? [moneyInWords(summary.spent, summary.currency)] : []),
  ].join(' · ');
  item.iconPath = iconOf(campaign);
  item.contextValue = contextOf(campaign, now);
  item.accessibilityInformation = { label: `${plan.name}, ${item.description}` };
  item.tooltip = campaignTooltip(campaign);
  return item;
}

/** Plain text: the name comes from a file. */
function campaignTooltip({ plan, summary, state }: Campaign): string {
  const {
    counts,
    refusals,
    delivered,
    undelivered,
    cancelled,
    pausedFor,
    spent,
    refunded,
    currency,
  } = summary;
  const date = new Date(plan.createdAt).toLocaleString(vscode.env.language);
  return [
    plan.name,
    vscode.l10n.t('{0}, {1}', stateInWords(state), date),
    ...(state === 'paused' && pausedFor ? [pauseInWords(pausedFor)] : []),
    vscode.l10n.t('Account: {0}', plan.account.label),
    vscode.l10n.t('Accepted: {0}', numberInWords(counts.accepted)),
    ...refusals.map(([code, count]) =>
      vscode.l10n.t('Rejected: {0}, {1} ({2})', numberInWords(count), statusInWords(code), code),
    ),
    ...(counts.absent + counts.unsure > 0
      ? [vscode.l10n.t('Unknown: {0}', numberInWords(counts.absent + counts.unsure))]
      : []),
    ...(delivered > 0 ? [vscode.l10n.t('Delivered: {0}', numberInWords(delivered))] : []),
    ...(undelivered > 0 ? [vscode.l10n.t('Not delivered: {0}', numberInWords(undelivered))] : []),
    ...(cancelled > 0 ? [vscode.l10n.t('Cancelled: {0}', numberInWords(cancelled))] : []),
    vscode.l10n.t('Spent: {0}', moneyInWords(spent, currency)),
    ...(refunded > 0 ? [vscode.l10n.t('Came back: {0}', moneyInWords(refunded, currency))] : []),
  ]
    .map(oneLine)
    .join('\n');
}

const groupIcons: Readonly<Record<GroupKind, () => vscode.ThemeIcon>> = {
  accepted: () => outcomeIcon('all'),
  rejected: () => outcomeIcon('none'),
  unknown: () => outcomeIcon('unknown'),
  waiting: () => new vscode.ThemeIcon('clock'),
  marked: () => new vscode.ThemeIcon('edit'),
  skipped: () => new vscode.ThemeIcon('circle-slash'),
};

function groupLabel(group: GroupKind): string {
  switch (group) {
    case 'accepted':
      return vscode.l10n.t('Accepted');
    case 'rejected':
      return vscode.l10n.t('Rejected');
    case 'unknown':
      return vscode.l10n.t('Unknown Whether Sent');
    case 'waiting':
      return vscode.l10n.t('Not Sent Yet');
    case 'marked':
      return vscode.l10n.t('Marked by You');
    case 'skipped':
      return vscode.l10n.t('Left Out');
  }
}

function groupItem({ campaign, group, count }: GroupNode): vscode.TreeItem {
  const isLeaf = group === 'skipped';
  const { None, Collapsed } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(groupLabel(group), isLeaf ? None : Collapsed);
  const { delivered, undelivered, cancelled } = campaign.summary;
  const { mainReason } = campaignOutcome(campaign);
  item.description = [
    numberInWords(count),
    ...(group === 'accepted' && delivered > 0
      ? [vscode.l10n.t('{0} delivered', numberInWords(delivered))]
      : []),
    ...(group === 'accepted' && undelivered > 0
      ? [vscode.l10n.t('{0} not delivered', numberInWords(undelivered))]
      : []),
    ...(group === 'accepted' && cancelled > 0
      ? [vscode.l10n.t('{0} cancelled', numberInWords(cancelled))]
      : []),
    ...(group === 'rejected' && mainReason !== undefined ? [reasonInWords(mainReason)] : []),
  ].join(' · ');
  item.iconPath = groupIcons[group]();
  item.contextValue = 'group';
  if (isLeaf) {
    item.command = {
      command: 'clicksend.campaign.openReport',
      title: vscode.l10n.t('Open Report'),
      arguments: [{ kind: 'campaign', campaign }],
    };
  }
  return item;
}

function recipientItem({ result }: RecipientNode): vscode.TreeItem {
  const { to, state, status, price, delivery, deliveryCode, messageId } = result;
  const deliveryWords = delivery ? deliveryStateWords(delivery) : '';
  const item = new vscode.TreeItem(to);
  item.description = [
    state === MessageState.accepted ? deliveryWords : messageStateInWords(state),
    ...(status === '' ? [] : [vscode.l10n.t('{0} ({1})', statusInWords(status), status)]),
    ...(price === undefined ? [] : [toUnits(price).toFixed(4)]),
  ]
    .filter((word) => word !== '')
    .join(' · ');
  item.tooltip = [
    vscode.l10n.t('Row {0}', result.row),
    messageStateInWords(state),
    ...(deliveryWords === '' ? [] : [`${deliveryWords} (${deliveryCode})`]),
    ...(messageId === '' ? [] : [vscode.l10n.t('Message ID: {0}', messageId)]),
    vscode.l10n.t('Reference: {0}', result.reference),
  ]
    .map(oneLine)
    .join('\n');
  item.contextValue = 'recipient';
  if (messageId !== '' && state === MessageState.accepted) {
    item.command = {
      command: '_clicksend.history.openMessage',
      title: vscode.l10n.t('Open Message'),
      arguments: [messageId, to],
    };
  }
  return item;
}

function moreItem(node: MoreNode): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t('Load More'));
  item.description = vscode.l10n.t(
    '{0} of {1}',
    numberInWords(node.shown),
    numberInWords(node.parent.count),
  );
  item.iconPath = new vscode.ThemeIcon('ellipsis');
  item.contextValue = 'more';
  item.command = {
    command: '_clicksend.campaign.loadMore',
    title: vscode.l10n.t('Load More'),
    arguments: [node.parent.campaign.id, node.parent.group],
  };
  return item;
}

/** `now` is in milliseconds since 1970. */
export function toTreeItem(node: OutboxNode, now = Date.now()): vscode.TreeItem {
  switch (node.kind) {
    case 'campaign':
      return campaignItem(node, now);
    case 'group':
      return groupItem(node);
    case 'recipient':
      return recipientItem(node);
    case 'more':
      return moreItem(node);
  }
}

export function idOf(node: OutboxNode): string {
  switch (node.kind) {
    case 'campaign':
      return node.campaign.id;
    case 'group':
      return `${node.campaign.id}/${node.group}`;
    case 'recipient':
      return `${node.campaignId}/${node.result.index}/${node.result.state}`;
    case 'more':
      return `${node.parent.campaign.id}/${node.parent.group}/more`;
  }
}
