import * as vscode from 'vscode';
import { showWarning } from '../../platform/show/messages';
import type { Decision } from '../../campaign/store/record';
import type { Campaign } from './shelf';
import { numberInWords } from './words';

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
  const { absent } = campaign.summary.counts;
  const { name } = campaign.plan;
  const answer = await showWarning<Choice>(
    absent === 1
      ? vscode.l10n.t('1 message of "{0}" may or may not have been sent.', name)
      : vscode.l10n.t(
          '{0} messages of "{1}" may or may not have been sent.',
          numberInWords(absent),
          name,
        ),
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

export async function askCancel({ plan, summary }: Campaign): Promise<boolean> {
  const cancel = vscode.l10n.t('Cancel Campaign');
  const { waiting, accepted } = summary.counts;
  const answer = await showWarning(
    vscode.l10n.t('Cancel "{0}"?', plan.name),
    {
      modal: true,
      detail: [
        waiting === 1
          ? vscode.l10n.t('1 message will never be sent.')
          : vscode.l10n.t('{0} messages will never be sent.', numberInWords(waiting)),
        ...(plan.schedule === 0
          ? []
          : [
              vscode.l10n.t(
                'Accepted by ClickSend and still scheduled there: {0}. Cancel those in History.',
                numberInWords(accepted),
              ),
            ]),
      ],
    },
    cancel,
  );
  return answer === cancel;
}

export async function askDelete({ plan, summary }: Campaign): Promise<boolean> {
  const remove = vscode.l10n.t('Delete');
  const { waiting, absent, unsure } = summary.counts;
  const open = absent + unsure;
  const answer = await showWarning(
    vscode.l10n.t('Delete "{0}" and its results from this machine?', plan.name),
    {
      modal: true,
      detail: [
        vscode.l10n.t('What was sent stays sent. It cannot be undone.'),
        ...(summary.isStarted && waiting > 0
          ? [
              waiting === 1
                ? vscode.l10n.t('1 message is not sent yet.')
                : vscode.l10n.t('{0} messages are not sent yet.', numberInWords(waiting)),
            ]
          : []),
        ...(open > 0
          ? [
              open === 1
                ? vscode.l10n.t('Of 1 message it can no longer be found out whether it was sent.')
                : vscode.l10n.t(
                    'Of {0} messages it can no longer be found out whether they were sent.',
                    numberInWords(open),
                  ),
            ]
          : []),
      ],
    },
    remove,
  );
  return answer === remove;
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
