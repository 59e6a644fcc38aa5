import * as vscode from 'vscode';
import { showInformation, showWarning } from '../../platform/show/messages';
import { moneyInWords } from '../../platform/words/money';
import type { RunEnd } from '../../campaign/run/campaignRun';
import type { Campaign } from './shelf';
import { numberInWords, pauseInWords } from './words';

/** What the user wants after the end of a run. */
export type Wish = 'results' | 'resume' | 'decide' | 'retry' | undefined;

interface Offer {
  readonly title: string;
  readonly wish: Wish;
}

const toOutcome = ({ summary }: Campaign): string => {
  const { counts, spent, currency } = summary;
  const accepted = numberInWords(counts.accepted);
  const money = moneyInWords(spent, currency);
  return counts.rejected === 0
    ? vscode.l10n.t('{0} accepted, {1} spent', accepted, money)
    : vscode.l10n.t(
        '{0} accepted, {1} rejected, {2} spent',
        accepted,
        numberInWords(counts.rejected),
        money,
      );
};

async function ask(
  show: (message: string, ...items: Offer[]) => Thenable<Offer | undefined>,
  message: string,
  ...offers: Offer[]
): Promise<Wish> {
  return (await show(message, ...offers))?.wish;
}

/** Says how a run ended, and offers what helps. */
export function announceEnd(campaign: Campaign, end: RunEnd): Promise<Wish> {
  const { name } = campaign.plan;
  const results: Offer = { title: vscode.l10n.t('Open Results'), wish: 'results' };
  const resume: Offer = { title: vscode.l10n.t('Resume'), wish: 'resume' };
  const { counts } = campaign.summary;
  switch (end.kind) {
    case 'finished': {
      const message = vscode.l10n.t('"{0}" is sent: {1}.', name, toOutcome(campaign));
      const retry: Offer = { title: vscode.l10n.t('Retry Rejected...'), wish: 'retry' };
      return counts.rejected === 0
        ? ask(showInformation, message, results)
        : ask(showWarning, message, results, retry);
    }
    case 'cancelled':
      return ask(
        showInformation,
        vscode.l10n.t('"{0}" is cancelled: {1}.', name, toOutcome(campaign)),
        results,
      );
    case 'undecided': {
      const open = counts.absent + counts.unsure;
      return ask(
        showWarning,
        open === 1
          ? vscode.l10n.t(
              '"{0}": of 1 message nobody knows whether it was sent. Nothing more is sent by itself.',
              name,
            )
          : vscode.l10n.t(
              '"{0}": of {1} messages nobody knows whether they were sent. Nothing more is sent by itself.',
              name,
              numberInWords(open),
            ),
        { title: vscode.l10n.t('Decide...'), wish: 'decide' },
      );
    }
    case 'paused':
      // Whoever paused it knows; the Outbox shows it.
      return end.why === 'asked'
        ? Promise.resolve(undefined)
        : ask(
            showWarning,
            vscode.l10n.t('"{0}" is paused. {1}', name, pauseInWords(end.why)),
            resume,
          );
  }
}
