import * as vscode from 'vscode';
import { showWarning } from '../../platform/show/messages';
import type { Decision } from '../../campaign/store/record';
import { dueMoment } from '../../platform/words/moment';
import { scheduledCount } from './shelf';
import type { Campaign } from './shelf';
import { messagesInWords } from './words';

/** What the user wants of messages that history does not show. */
export type Verdict = Decision | 'lookAgain';

interface Choice extends vscode.MessageItem {
  readonly verdict: Verdict;
}

/** What a person should know before deciding on messages that history does not show. */
function detailOf({ summary, plan }: Campaign): readonly string[] {
  const likely = summary.hasLaterShown
    ? vscode.l10n.t(
        "ClickSend's history shows messages of this campaign that were sent later, but not these. Most likely they were not sent.",
      )
    : vscode.l10n.t(
        "ClickSend's history does not show them. It may only be late: nobody knows how long that can take.",
      );
  return [
    vscode.l10n.t('Their request was cut off before its answer came.'),
    likely,
    '',
    vscode.l10n.t(
      'If you send them and they had been sent after all, these people get the message twice.',
    ),
    plan.account.isSandbox
      ? vscode.l10n.t('Account: Sandbox. Nothing is really sent, nothing costs money.')
      : vscode.l10n.t('Account: {0}. This is the real thing.', plan.account.label),
  ];
}

/** Lets the user decide on messages of which nobody knows whether they were sent. */
export async function askDecision(campaign: Campaign): Promise<Verdict | undefined> {
  const count = messagesInWords(campaign.summary.counts.absent);
  const answer = await showWarning<Choice>(
    vscode.l10n.t('{0} of "{1}" may or may not have been sent.', count, campaign.plan.name),
    { modal: true, detail: detailOf(campaign) },
    // First comes what Enter does, and that must not be what can send twice.
    { title: vscode.l10n.t('Look Again'), verdict: 'lookAgain' },
    ...(campaign.state === 'cancelled'
      ? []
      : [{ title: vscode.l10n.t('Send Them'), verdict: 'send' as const }]),
    { title: vscode.l10n.t('Mark as Sent'), verdict: 'sent' },
    { title: vscode.l10n.t('Mark as Not Sent'), verdict: 'notSent' },
  );
  return answer?.verdict;
}

/** `unsent`: what is not sent yet; `all`: with it what ClickSend holds for its time. */
export async function askCancel(campaign: Campaign): Promise<'unsent' | 'all' | undefined> {
  const { plan, summary } = campaign;
  const cancel = vscode.l10n.t('Cancel Campaign');
  const withScheduled = vscode.l10n.t('Cancel It and What Is Scheduled');
  const scheduled = scheduledCount(campaign, Date.now());
  const answer = await showWarning(
    vscode.l10n.t('Cancel "{0}"?', plan.name),
    {
      modal: true,
      detail: [
        vscode.l10n.t('Never to be sent: {0}.', messagesInWords(summary.counts.waiting)),
        ...(scheduled > 0
          ? [
              vscode.l10n.t(
                'Accepted by ClickSend and scheduled for {0}: {1}.',
                dueMoment(plan.schedule, plan.timeZone),
                messagesInWords(scheduled),
              ),
            ]
          : []),
      ],
    },
    cancel,
    ...(scheduled > 0 ? [withScheduled] : []),
  );
  if (answer === withScheduled) {
    return 'all';
  }
  return answer === cancel ? 'unsent' : undefined;
}

/** Whether to delete the record, and whether to cancel before that what is still scheduled. */
export async function askDelete(
  { plan, summary }: Campaign,
  scheduled: number,
): Promise<'delete' | 'cancelFirst' | undefined> {
  const remove = scheduled > 0 ? vscode.l10n.t('Delete Only the Record') : vscode.l10n.t('Delete');
  const cancelFirst = vscode.l10n.t('Cancel Them First');
  const { waiting, absent, unsure } = summary.counts;
  const open = absent + unsure;
  const answer = await showWarning(
    vscode.l10n.t('Delete "{0}" and its results from this machine?', plan.name),
    {
      modal: true,
      detail: [
        ...(scheduled > 0
          ? [
              vscode.l10n.t(
                'Still scheduled at ClickSend for {0}: {1}. Without the record they go out all the same, and cannot be cancelled from the Outbox any more.',
                dueMoment(plan.schedule, plan.timeZone),
                messagesInWords(scheduled),
              ),
            ]
          : [vscode.l10n.t('What was sent stays sent. It cannot be undone.')]),
        ...(summary.isStarted && waiting > 0
          ? [vscode.l10n.t('Not sent yet: {0}.', messagesInWords(waiting))]
          : []),
        ...(open > 0
          ? [
              vscode.l10n.t(
                'Of {0} it can no longer be found out whether they were sent.',
                messagesInWords(open),
              ),
            ]
          : []),
      ],
    },
    ...(scheduled > 0 ? [cancelFirst] : []),
    remove,
  );
  if (answer === cancelFirst) {
    return 'cancelFirst';
  }
  return answer === remove ? 'delete' : undefined;
}

/** A campaign of another machine may be running there. */
export async function askTakeOver(host: string): Promise<boolean> {
  const take = vscode.l10n.t('Take It Over');
  const answer = await showWarning(
    vscode.l10n.t('The machine {0} holds this campaign. It may be sending it right now.', host),
    {
      modal: true,
      detail: [vscode.l10n.t('Take it over only if you know that nothing runs there any more.')],
    },
    take,
  );
  return answer === take;
}
