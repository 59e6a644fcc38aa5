import * as vscode from 'vscode';
import { oneLine } from '../../../platform/show/outsideText';
import { moneyInWords } from '../../../platform/words/money';
import { toUnits } from '../../../sms/price';
import { DeliveryState, MessageState } from '../../../campaign/run/ledger';
import { deliveryInWords, messageStateInWords } from '../export/files';
import type { Campaign, CampaignState } from '../shelf';
import { numberInWords, pauseInWords, stateInWords } from '../words';
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
  undecided: 'question',
  finished: 'pass',
  cancelled: 'circle-slash',
};

/** What can be done with a campaign, for the menus. */
function contextOf({ state, summary }: Campaign): string {
  const { absent, unsure, rejected } = summary.counts;
  const isIdle = state !== 'running' && state !== 'runningElsewhere';
  const isResumable = state === 'notStarted' || state === 'paused' || state === 'interrupted';
  const isCancellable = isIdle
    ? summary.isStarted && state !== 'finished' && state !== 'cancelled'
    : state === 'running';
  const hasUnknown = isIdle && absent + unsure > 0;
  const hasRejected = isIdle && rejected > 0 && state !== 'cancelled';
  return `campaign${isIdle ? '+idle' : ''}${state === 'running' ? '+pausable' : ''}${isResumable ? '+resumable' : ''}${isCancellable ? '+cancellable' : ''}${hasUnknown ? '+unknown' : ''}${hasRejected ? '+rejected' : ''}${summary.isStarted ? '+started' : ''}`;
}

function progressOf({ plan, summary }: Campaign): string {
  const { counts } = summary;
  const settled = plan.count - counts.waiting - counts.unsure - counts.absent;
  return settled === plan.count
    ? numberInWords(plan.count)
    : vscode.l10n.t('{0} of {1}', numberInWords(settled), numberInWords(plan.count));
}

function campaignItem({ campaign }: CampaignNode): vscode.TreeItem {
  const { plan, summary, state } = campaign;
  const item = new vscode.TreeItem(plan.name, vscode.TreeItemCollapsibleState.Collapsed);
  item.description = [
    stateInWords(state),
    progressOf(campaign),
    ...(summary.counts.accepted > 0 ? [moneyInWords(summary.spent, summary.currency)] : []),
  ].join(' · ');
  item.iconPath = new vscode.ThemeIcon(stateIcons[state]);
  item.contextValue = contextOf(campaign);
  item.accessibilityInformation = { label: `${plan.name}, ${item.description}` };
  item.tooltip = campaignTooltip(campaign);
  return item;
}

/** Plain text: the name comes from a file. */
function campaignTooltip({ plan, summary, state }: Campaign): string {
  const { counts, delivered, undelivered, pausedFor, spent, currency } = summary;
  const date = new Date(plan.createdAt).toLocaleString(vscode.env.language);
  return [
    plan.name,
    vscode.l10n.t('{0}, {1}', stateInWords(state), date),
    ...(state === 'paused' && pausedFor ? [pauseInWords(pausedFor)] : []),
    vscode.l10n.t('Account: {0}', plan.account.label),
    vscode.l10n.t('Accepted: {0}', numberInWords(counts.accepted)),
    ...(counts.rejected > 0
      ? [vscode.l10n.t('Rejected: {0}', numberInWords(counts.rejected))]
      : []),
    ...(counts.absent + counts.unsure > 0
      ? [vscode.l10n.t('Unknown: {0}', numberInWords(counts.absent + counts.unsure))]
      : []),
    ...(delivered > 0 ? [vscode.l10n.t('Delivered: {0}', numberInWords(delivered))] : []),
    ...(undelivered > 0 ? [vscode.l10n.t('Not delivered: {0}', numberInWords(undelivered))] : []),
    vscode.l10n.t('Spent: {0}', moneyInWords(spent, currency)),
  ]
    .map(oneLine)
    .join('\n');
}

const groupIcons: Readonly<Record<GroupKind, string>> = {
  accepted: 'pass',
  rejected: 'error',
  unknown: 'question',
  waiting: 'clock',
  marked: 'edit',
  skipped: 'circle-slash',
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
  const { delivered, undelivered } = campaign.summary;
  item.description = [
    numberInWords(count),
    ...(group === 'accepted' && delivered > 0
      ? [vscode.l10n.t('{0} delivered', numberInWords(delivered))]
      : []),
    ...(group === 'accepted' && undelivered > 0
      ? [vscode.l10n.t('{0} not delivered', numberInWords(undelivered))]
      : []),
  ].join(' · ');
  item.iconPath = new vscode.ThemeIcon(groupIcons[group]);
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
  const item = new vscode.TreeItem(to);
  item.description = [
    state === MessageState.accepted ? deliveryInWords(delivery) : messageStateInWords(state),
    status,
    ...(price === undefined ? [] : [toUnits(price).toFixed(4)]),
  ]
    .filter((word) => word !== '')
    .join(' · ');
  item.tooltip = [
    vscode.l10n.t('Row {0}', result.row),
    messageStateInWords(state),
    ...(delivery === DeliveryState.unknown
      ? []
      : [`${deliveryInWords(delivery)} (${deliveryCode})`]),
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

export function toTreeItem(node: OutboxNode): vscode.TreeItem {
  switch (node.kind) {
    case 'campaign':
      return campaignItem(node);
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
