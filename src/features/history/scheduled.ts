import * as vscode from 'vscode';
import type { ClientSlice } from '../../api/client';
import type { Session } from '../../platform/session';
import { showInformation, showWarning } from '../../platform/show/messages';
import { showPick } from '../../platform/show/picks';
import { showProgress } from '../../platform/show/status';
import { ClickSendError } from '../../api/errors';
import { UserFacingError } from '../../platform/errors';
import { campaignIdIn } from '../../campaign/plan/reference';
import type { CampaignTarget, ScheduledCampaign } from '../../contributions';
import { executeCommand } from '../../platform/commands';
import { shortMoment } from '../../platform/words/moment';
import type { HistoryMessage } from '../../sms/resources';
import { visibleLine } from '../../sms/visibleText';
import { findMessage } from './message/messageDocuments';
import type { HistoryClient } from './services';

export function isScheduled(message: HistoryMessage): boolean {
  return message.status === 'Scheduled' && message.direction === 'out';
}

function dueWords({ schedule }: HistoryMessage): string {
  return schedule === undefined ? vscode.l10n.t('at an unknown time') : shortMoment(schedule);
}

/** Asks, cancels, says what happened. Resolves to whether the message is cancelled. */
export async function cancelScheduled(
  session: Session<HistoryClient>,
  message: HistoryMessage,
): Promise<boolean> {
  const client = await session.client();
  const cancel = vscode.l10n.t('Cancel SMS');
  const picked = await showWarning(
    vscode.l10n.t('Cancel the scheduled SMS to {0}?', visibleLine(message.to, 40)),
    {
      modal: true,
      detail: [
        vscode.l10n.t('Account: {0}', session.active?.label ?? ''),
        vscode.l10n.t('Due: {0}', dueWords(message)),
        vscode.l10n.t('Text: {0}', visibleLine(message.body, 160)),
        '',
        vscode.l10n.t('A cancelled SMS is never sent and cannot be brought back.'),
      ],
    },
    { title: cancel },
    { title: vscode.l10n.t('Keep It'), isCloseAffordance: true },
  );
  if (picked?.title !== cancel) {
    return false;
  }
  await cancelForSure(client, message);
  void showInformation(vscode.l10n.t('The SMS to {0} is cancelled.', visibleLine(message.to, 40)));
  return true;
}

/**
 * Returns once the message is known to be cancelled, else throws in words. When the answer got lost,
 * history decides.
 */
export async function cancelForSure(
  client: ClientSlice<'messages.cancel' | 'history.list'>,
  { messageId }: HistoryMessage,
): Promise<void> {
  try {
    await client.messages.cancel(messageId);
  } catch (error) {
    const reason = error instanceof ClickSendError ? error.reason : undefined;
    if (reason !== 'notFound' && reason !== 'outcomeUnknown') {
      throw error;
    }
    const status = await currentStatus(client, messageId);
    if (status === 'Cancelled') {
      return;
    }
    if (reason === 'notFound') {
      throw new UserFacingError(
        status === undefined
          ? vscode.l10n.t('ClickSend could not cancel it: it is not scheduled any more.')
          : vscode.l10n.t(
              'ClickSend could not cancel it: it is not scheduled any more (now {0}).',
              visibleLine(status, 40),
            ),
      );
    }
    throw new UserFacingError(
      status === 'Scheduled'
        ? vscode.l10n.t('The connection was lost, and the SMS is still scheduled. Try again.')
        : vscode.l10n.t(
            'The connection was lost before ClickSend answered: whether the SMS was cancelled is unknown. Look in History before you try again.',
          ),
    );
  }
}

async function currentStatus(
  client: ClientSlice<'history.list'>,
  messageId: string,
): Promise<string | undefined> {
  try {
    return (await findMessage(client, messageId))?.status;
  } catch {
    // Unknown stays unknown: the caller says so.
    return undefined;
  }
}

/** Counting by custom string has to read the messages; so many pages at most. */
const mostPages = 20;

/** Messages that can be cancelled by one call, or the campaign they belong to. */
export interface ScheduledGroup {
  readonly customString: string;
  readonly count: number;
  readonly campaign?: ScheduledCampaign;
}

interface ScheduledOverview {
  readonly total: number;
  readonly groups: readonly ScheduledGroup[];
  /** Whether every scheduled message was read, so that the counts are exact. */
  readonly exact: boolean;
}

/** What has one custom string is one row; all that a campaign of this machine scheduled is one, too. */
export function groupScheduled(
  customStrings: Iterable<string>,
  campaigns: readonly ScheduledCampaign[],
): readonly ScheduledGroup[] {
  const byId = new Map(campaigns.map((campaign) => [campaign.id, campaign]));
  const groups = new Map<string, ScheduledGroup>();
  for (const customString of customStrings) {
    if (customString === '') {
      continue;
    }
    const campaign = byId.get(campaignIdIn(customString) ?? '');
    const key = campaign ? `campaign ${campaign.id}` : customString;
    const group = groups.get(key) ?? { customString, count: 0, ...(campaign && { campaign }) };
    groups.set(key, { ...group, count: group.count + 1 });
  }
  return [...groups.values()];
}

async function overview(
  session: Session<HistoryClient>,
  signal: AbortSignal,
): Promise<ScheduledOverview> {
  const client = await session.client();
  const known = (await executeCommand('_clicksend.campaign.listScheduled')) as
    readonly ScheduledCampaign[] | undefined;
  const campaigns = (known ?? []).filter(({ accountId }) => accountId === session.active?.id);
  const found = new Map<string, string>();
  for (let page = 1; ; page += 1) {
    const answer = await client.history.list({
      filter: { status: 'Scheduled' },
      orderBy: 'date:desc',
      page,
      pageSize: 100,
      signal,
    });
    for (const { messageId, customString } of answer.items) {
      found.set(messageId, customString ?? '');
    }
    const exact = page >= answer.lastPage;
    if (exact || page === mostPages) {
      return { total: answer.total, groups: groupScheduled(found.values(), campaigns), exact };
    }
  }
}

interface CancelChoice extends vscode.QuickPickItem {
  readonly customString: string | undefined;
  readonly count: number;
  readonly campaign?: ScheduledCampaign | undefined;
}

/** Cancels all scheduled messages, or a group of them. Resolves to whether it did. */
export async function cancelAllScheduled(session: Session<HistoryClient>): Promise<boolean> {
  const client = await session.client();
  const { total, groups, exact } = await showProgress(
    { location: { viewId: 'clicksend.history' } },
    () => overview(session, new AbortController().signal),
  );
  if (total === 0) {
    void showInformation(vscode.l10n.t('No SMS is scheduled.'));
    return false;
  }
  const choice = await chooseWhat(total, groups, exact);
  if (choice?.campaign) {
    // The Outbox keeps the books of its campaigns, so it cancels them itself, and asks.
    await executeCommand('clicksend.campaign.cancelScheduled', targetOf(choice.campaign));
    return true;
  }
  if (!choice || !(await confirmCancelAll(session, choice, exact))) {
    return false;
  }
  const cancelled = await client.messages.cancelAll(choice.customString);
  const text =
    cancelled === choice.count
      ? vscode.l10n.t('{0} scheduled SMS cancelled.', cancelled)
      : vscode.l10n.t(
          '{0} scheduled SMS cancelled; expected: {1}. Others may have been sent or added in the meantime.',
          cancelled,
          choice.count,
        );
  void showInformation(text);
  if (choice.customString === undefined) {
    await followCampaigns(groups);
  }
  return true;
}

const targetOf = ({ id }: ScheduledCampaign): CampaignTarget => ({
  kind: 'campaign',
  campaign: { id },
});

/** What was cancelled with everything else belongs into the books of its campaign. */
async function followCampaigns(groups: readonly ScheduledGroup[]): Promise<void> {
  for (const { campaign } of groups) {
    if (campaign) {
      await executeCommand('clicksend.campaign.followUp', targetOf(campaign));
    }
  }
}

async function chooseWhat(
  total: number,
  groups: readonly ScheduledGroup[],
  exact: boolean,
): Promise<CancelChoice | undefined> {
  const all: CancelChoice = {
    label: vscode.l10n.t('All Scheduled SMS'),
    description: String(total),
    customString: undefined,
    count: total,
  };
  if (groups.length === 0) {
    return all;
  }
  const some = groups.map(({ customString, count, campaign }): CancelChoice => ({
    label: campaign
      ? vscode.l10n.t('Campaign: {0}', visibleLine(campaign.name, 60))
      : vscode.l10n.t('Custom string: {0}', visibleLine(customString, 60)),
    description: exact ? String(count) : vscode.l10n.t('{0} or more', count),
    customString,
    count,
    campaign,
  }));
  return showPick([all, ...some], {
    title: vscode.l10n.t('Cancel All Scheduled SMS'),
    placeHolder: vscode.l10n.t('Which of them?'),
  });
}

async function confirmCancelAll(
  session: Session<HistoryClient>,
  { customString, count }: CancelChoice,
  exact: boolean,
): Promise<boolean> {
  const cancel = vscode.l10n.t('Cancel {0} SMS', count);
  const question =
    customString === undefined
      ? count === 1
        ? vscode.l10n.t('Cancel the one scheduled SMS?')
        : vscode.l10n.t('Cancel all {0} scheduled SMS?', count)
      : vscode.l10n.t(
          'Cancel {0} scheduled SMS with the custom string “{1}”?',
          exact ? count : vscode.l10n.t('{0} or more', count),
          visibleLine(customString, 60),
        );
  const picked = await showWarning(
    question,
    {
      modal: true,
      detail: [
        vscode.l10n.t('Account: {0}', session.active?.label ?? ''),
        '',
        vscode.l10n.t('Cancelled SMS are never sent and cannot be brought back.'),
      ],
    },
    { title: cancel },
    { title: vscode.l10n.t('Keep Them'), isCloseAffordance: true },
  );
  return picked?.title === cancel;
}
