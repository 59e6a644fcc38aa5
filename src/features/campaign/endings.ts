import * as vscode from 'vscode';
import { showError, showInformation, showWarning } from '../../platform/show/messages';
import { dueMoment } from '../../platform/words/moment';
import { moneyInWords } from '../../platform/words/money';
import { failuresInWords, outcomeInWords } from '../../platform/words/outcomeWords';
import type { RunEnd } from '../../campaign/run/campaignRun';
import type { PauseReason } from '../../campaign/store/record';
import { campaignOutcome } from './outcome';
import type { Campaign } from './shelf';
import { messagesInWords, pauseInWords } from './words';

/** What the user wants after the end of a run. */
export type Wish = 'results' | 'resume' | 'decide' | 'retry';

interface Offer {
  readonly title: string;
  readonly wish: Wish;
}

/** Such as "48 of 60 rejected: the account has not enough credit, 12 accepted, $0.95 AUD spent". */
function resultInWords(campaign: Campaign): string {
  const { spent, currency } = campaign.summary;
  return vscode.l10n.t(
    '{0}, {1} spent',
    outcomeInWords(campaignOutcome(campaign)),
    moneyInWords(spent, currency),
  );
}

async function ask(
  show: (message: string, ...items: Offer[]) => Thenable<Offer | undefined>,
  message: string,
  ...offers: Offer[]
): Promise<Wish | undefined> {
  return (await show(message, ...offers))?.wish;
}

/** Says how a run ended, and offers what helps. */
export function announceEnd(campaign: Campaign, end: RunEnd): Promise<Wish | undefined> {
  const { name } = campaign.plan;
  const results: Offer = { title: vscode.l10n.t('Open Results'), wish: 'results' };
  const { counts } = campaign.summary;
  switch (end.kind) {
    case 'finished':
      return announceFinished(campaign, results);
    case 'cancelled':
      return ask(
        showInformation,
        vscode.l10n.t('"{0}" is cancelled: {1}.', name, resultInWords(campaign)),
        results,
      );
    case 'undecided':
      return ask(
        showWarning,
        vscode.l10n.t(
          '"{0}": of {1} nobody knows whether they were sent. Nothing more is sent by itself.',
          name,
          messagesInWords(counts.absent + counts.unsure),
        ),
        { title: vscode.l10n.t('Decide...'), wish: 'decide' },
      );
    case 'paused':
      return announcePause(campaign, end.why);
  }
}

function announceFinished(campaign: Campaign, results: Offer): Promise<Wish | undefined> {
  const { name, schedule, timeZone } = campaign.plan;
  const { state } = campaignOutcome(campaign);
  const words = resultInWords(campaign);
  if (state === 'all') {
    const message =
      campaign.state === 'scheduled'
        ? vscode.l10n.t(
            '"{0}" is scheduled for {1}: {2}.',
            name,
            dueMoment(schedule, timeZone),
            words,
          )
        : vscode.l10n.t('"{0}" is sent: {1}.', name, words);
    return ask(showInformation, message, results);
  }
  return ask(
    state === 'none' ? showError : showWarning,
    vscode.l10n.t('"{0}": {1}.', name, words),
    results,
    ...(campaign.summary.counts.rejected > 0
      ? [{ title: vscode.l10n.t('Retry Rejected...'), wish: 'retry' as const }]
      : []),
  );
}

function announcePause(campaign: Campaign, why: PauseReason): Promise<Wish | undefined> {
  // Whoever paused it knows; the Outbox shows it.
  if (why === 'asked') {
    return Promise.resolve(undefined);
  }
  const failures = failuresInWords(campaignOutcome(campaign));
  return ask(
    showWarning,
    failures.length === 0
      ? vscode.l10n.t('"{0}" is paused. {1}', campaign.plan.name, pauseInWords(why))
      : vscode.l10n.t(
          '"{0}": {1}. It is paused. {2}',
          campaign.plan.name,
          failures.join(', '),
          pauseInWords(why),
        ),
    { title: vscode.l10n.t('Resume'), wish: 'resume' },
  );
}

/** As the message says it, for the status bar, where room is short. */
export function endInWords(campaign: Campaign): string {
  const { schedule, timeZone } = campaign.plan;
  const words = outcomeInWords(campaignOutcome(campaign));
  return campaign.state === 'scheduled'
    ? vscode.l10n.t('{0}, scheduled for {1}', words, dueMoment(schedule, timeZone))
    : words;
}
