import * as vscode from 'vscode';
import type { Decision } from './engine/store/record';
import type { Campaign } from './shelf';
import { numberInWords } from './words';

const { t } = vscode.l10n;

/** What the user wants of messages that history does not show. */
export type Verdict = Decision | 'lookAgain';

interface Choice extends vscode.MessageItem {
  readonly verdict: Verdict;
}

/** What a person should know before deciding on messages that history does not show. */
function detailOf({ summary, plan }: Campaign): string {
  const likely = summary.hasLaterShown
    ? t(
        "ClickSend's history shows messages of this campaign that were sent later, but not these. Most likely they were not sent.",
      )
    : t(
        "ClickSend's history does not show them. It may only be late: nobody knows how long that can take.",
      );
  return [
    t('Their request was cut off before its answer came.'),
    likely,
    '',
    t('If you send them and they had been sent after all, these people get the message twice.'),
    plan.account.isSandbox
      ? t('Account: Sandbox. Nothing is really sent, nothing costs money.')
      : t('Account: {0}. This is the real thing.', plan.account.label),
  ].join('\n');
}

/** Lets the user decide on messages of which nobody knows whether they were sent. */
export async function askDecision(campaign: Campaign): Promise<Verdict | undefined> {
  const count = numberInWords(campaign.summary.counts.absent);
  const answer = await vscode.window.showWarningMessage<Choice>(
    t('{0} messages of "{1}" may or may not have been sent.', count, campaign.plan.name),
    { modal: true, detail: detailOf(campaign) },
    // First comes what Enter does, and that must not be what can send twice.
    { title: t('Look Again'), verdict: 'lookAgain' },
    ...(campaign.state === 'cancelled'
      ? []
      : [{ title: t('Send Them'), verdict: 'send' as const }]),
    { title: t('Mark as Sent'), verdict: 'sent' },
    { title: t('Mark as Not Sent'), verdict: 'notSent' },
  );
  return answer?.verdict;
}

export async function askCancel({ plan, summary }: Campaign): Promise<boolean> {
  const cancel = t('Cancel Campaign');
  const { waiting, accepted } = summary.counts;
  const answer = await vscode.window.showWarningMessage(
    t('Cancel "{0}"?', plan.name),
    {
      modal: true,
      detail:
        plan.schedule === 0
          ? t('{0} messages will never be sent.', numberInWords(waiting))
          : t(
              '{0} messages will never be sent. {1} that ClickSend has accepted stay scheduled there; cancel those in History.',
              numberInWords(waiting),
              numberInWords(accepted),
            ),
    },
    cancel,
  );
  return answer === cancel;
}

export async function askDelete({ plan, summary }: Campaign): Promise<boolean> {
  const remove = t('Delete');
  const { waiting, absent, unsure } = summary.counts;
  const open = absent + unsure;
  const answer = await vscode.window.showWarningMessage(
    t('Delete "{0}" and its results from this machine?', plan.name),
    {
      modal: true,
      detail: [
        t('What was sent stays sent. It cannot be undone.'),
        ...(summary.isStarted && waiting > 0
          ? [t('{0} messages are not sent yet.', numberInWords(waiting))]
          : []),
        ...(open > 0
          ? [
              t(
                'Of {0} messages it can no longer be found out whether they were sent.',
                numberInWords(open),
              ),
            ]
          : []),
      ].join('\n'),
    },
    remove,
  );
  return answer === remove;
}

/** A campaign of another machine may be running there. */
export async function askTakeOver(host: string): Promise<boolean> {
  const take = t('Take It Over');
  const answer = await vscode.window.showWarningMessage(
    t('The machine {0} holds this campaign. It may be sending it right now.', host),
    {
      modal: true,
      detail: t('Take it over only if you know that nothing runs there any more.'),
    },
    take,
  );
  return answer === take;
}
