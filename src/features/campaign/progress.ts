import * as vscode from 'vscode';
import { StatusItem } from '../../platform/show/status';
import { withWork } from '../../platform/show/work';
import { moneyInWords } from '../../platform/words/money';
import { failuresInWords } from '../../platform/words/outcomeWords';
import { campaignOutcome } from './outcome';
import type { CampaignRuns, RunProgress } from './runs';
import { durationInWords, numberInWords } from './words';

/** "3 of 1,203 rejected: opted out, 1,200 of 10,000 accepted, 450 a second, 20 s left, $95.04 AUD". */
export function progressInWords({ total, summary, perSecond, secondsLeft }: RunProgress): string {
  const { counts, spent, currency } = summary;
  const unanswered = counts.unsure + counts.absent;
  return [
    ...failuresInWords(campaignOutcome({ summary, state: 'running' })),
    vscode.l10n.t('{0} of {1} accepted', numberInWords(counts.accepted), numberInWords(total)),
    ...(unanswered > 0
      ? [vscode.l10n.t('{0} without an answer yet', numberInWords(unanswered))]
      : []),
    ...(perSecond === undefined
      ? []
      : [vscode.l10n.t('{0} a second', numberInWords(Math.max(1, Math.round(perSecond))))]),
    ...(secondsLeft === undefined ? [] : [vscode.l10n.t('{0} left', durationInWords(secondsLeft))]),
    // Before the first answer there is no currency to name either.
    ...(spent > 0 ? [moneyInWords(spent, currency)] : []),
  ].join(', ');
}

/** Shows a campaign in a notification, whose Cancel pauses it, and in the status bar. */
export async function showRun<End>(
  id: string,
  runs: CampaignRuns,
  work: () => Promise<End>,
): Promise<End> {
  const item = new StatusItem(
    'clicksend.campaign',
    vscode.l10n.t('ClickSend Campaign'),
    vscode.StatusBarAlignment.Left,
    10,
  );
  const title = vscode.l10n.t('Sending campaign (Cancel pauses it)');
  try {
    return await withWork(title, async (cancelled, report) => {
      const pause = (): void => {
        runs.pause(id);
      };
      cancelled.addEventListener('abort', pause);
      let shown = 0;
      const update = (): void => {
        const now = runs.progress(id);
        if (!now) {
          return;
        }
        const words = progressInWords(now);
        const share = ((now.total - now.summary.counts.waiting) * 100) / now.total;
        report({ message: words, increment: Math.max(0, share - shown) });
        shown = Math.max(shown, share);
        const { rejected } = now.summary.counts;
        const failed =
          rejected === 0 ? '' : ` ⚠ ${vscode.l10n.t('{0} rejected', numberInWords(rejected))}`;
        item.show({
          icon: 'sync~spin',
          text: `${now.name}: ${Math.floor(share)} %${failed}`,
          tooltip: words,
          command: 'clicksend.outbox.focus',
        });
      };
      const changing = runs.onDidChange((changed) => {
        if (changed === id) {
          update();
        }
      });
      try {
        return await work();
      } finally {
        cancelled.removeEventListener('abort', pause);
        changing.dispose();
      }
    });
  } finally {
    item.dispose();
  }
}
