import * as vscode from 'vscode';

/** The header of a campaign's results. */
export const resultColumns = (): readonly string[] => [
  vscode.l10n.t('row'),
  vscode.l10n.t('recipient'),
  vscode.l10n.t('status'),
  vscode.l10n.t('code'),
  vscode.l10n.t('delivery'),
  vscode.l10n.t('delivery code'),
  vscode.l10n.t('message id'),
  vscode.l10n.t('parts'),
  vscode.l10n.t('price'),
  vscode.l10n.t('sender'),
  vscode.l10n.t('reference'),
];

/** The header of what a campaign leaves out. */
export const notSentColumns = (): readonly string[] => [
  vscode.l10n.t('row'),
  vscode.l10n.t('number'),
  vscode.l10n.t('why it gets no message'),
];

/**
 * Whether a table is a report of ours, wherever it was copied to: those in it have got a message, or
 * were left out of one on purpose.
 */
export function isOwnReport(columns: readonly string[]): boolean {
  return [resultColumns(), notSentColumns()].some(
    (report) => report.length <= columns.length && report.every((name, i) => name === columns[i]),
  );
}
