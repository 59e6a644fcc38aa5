import * as vscode from 'vscode';
import type { OutcomeBar } from '../../platform/outcomeBar';
import { outcomeInWords } from '../../platform/words/outcomeWords';
import { showError, showWarning } from '../../platform/show/messages';
import { money, outcomeOfReport } from './words';
import type { Sent } from './words';

/**
 * Says how a send came out: in the status bar, and in a message when something was refused. The
 * result itself is on the screen, and VS Code shows few messages at once.
 */
export function showOutcome(report: Sent, uri: vscode.Uri, bar: OutcomeBar): void {
  const { result } = report;
  const outcome = outcomeOfReport(report);
  const { state } = outcome;
  const words = result
    ? vscode.l10n.t(
        'SMS: {0}, {1} in total.',
        outcomeInWords(outcome),
        money(result.totalPrice, result.currency),
      )
    : vscode.l10n.t('SMS: {0}', outcomeInWords(outcome));
  bar.show(state, words, {
    command: 'vscode.open',
    title: vscode.l10n.t('Open Result'),
    arguments: [uri],
  });
  // Of a send without an answer the failed command says more.
  if (state !== 'all' && result) {
    const show = state === 'none' ? showError : showWarning;
    const advice = vscode.l10n.t('Look in History before you send again what is unknown.');
    void show(outcome.unknown > 0 ? `${words} ${advice}` : words);
  }
}
