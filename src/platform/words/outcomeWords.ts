import * as vscode from 'vscode';
import type { Outcome, OutcomeState } from '../../sms/outcome';
import { reasonInWords } from './sendStatusWords';

interface OutcomeLook {
  /** Id of a codicon. */
  readonly icon: string;
  /** Id of a theme colour. */
  readonly color: string;
  /** For a plain text, which has no icons. */
  readonly sign: string;
}

/** How each state looks, wherever it is shown: never by its colour alone. */
export const outcomeLooks: Readonly<Record<OutcomeState, OutcomeLook>> = {
  all: { icon: 'pass', color: 'testing.iconPassed', sign: '✔' },
  some: { icon: 'warning', color: 'list.warningForeground', sign: '⚠' },
  none: { icon: 'error', color: 'list.errorForeground', sign: '✖' },
  unknown: { icon: 'question', color: 'charts.yellow', sign: '?' },
};

export function outcomeIcon(state: OutcomeState): vscode.ThemeIcon {
  const { icon, color } = outcomeLooks[state];
  return new vscode.ThemeIcon(icon, new vscode.ThemeColor(color));
}

const inWords = (count: number): string => count.toLocaleString(vscode.env.language);

function rejectedInWords({ rejected, total, mainReason = '', isOnlyReason }: Outcome): string {
  const [n, of, reason] = [inWords(rejected), inWords(total), reasonInWords(mainReason)];
  if (total === 1) {
    return vscode.l10n.t('rejected: {0}', reason);
  }
  return isOnlyReason
    ? vscode.l10n.t('{0} of {1} rejected: {2}', n, of, reason)
    : vscode.l10n.t('{0} of {1} rejected, mostly: {2}', n, of, reason);
}

/** What went wrong, the worst first; nothing when nothing did. */
export function failuresInWords(outcome: Outcome): readonly string[] {
  const { rejected, undelivered, unknown } = outcome;
  return [
    ...(rejected > 0 ? [rejectedInWords(outcome)] : []),
    ...(undelivered > 0 ? [vscode.l10n.t('{0} not delivered', inWords(undelivered))] : []),
    ...(unknown > 0 ? [vscode.l10n.t('{0} unknown whether sent', inWords(unknown))] : []),
  ];
}

/** "48 of 60 rejected: the account has not enough credit, 12 accepted". */
export function outcomeInWords(outcome: Outcome): string {
  const failures = failuresInWords(outcome);
  const { accepted } = outcome;
  return accepted === 0 && failures.length > 0
    ? failures.join(', ')
    : [...failures, vscode.l10n.t('{0} accepted', inWords(accepted))].join(', ');
}
