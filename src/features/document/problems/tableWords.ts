import * as vscode from 'vscode';
import { fileProblemWords } from '../../../platform/words/fileWords';
import { flawProblem, phoneProblem } from '../../../platform/words/reasonWords';
import type { TableProblem } from '../../../sms/recipients/rowReader';
import type { Problem } from './problem';

function unreadableWords(reason: TableProblem, row: number | undefined): string {
  const where = row ?? '?';
  switch (reason) {
    case 'rowTooLong':
      return vscode.l10n.t(
        'The table cannot be read: row {0} has no end. Is a quote not closed?',
        where,
      );
    case 'badQuotes':
      return vscode.l10n.t('The table cannot be read: the quotes in row {0} do not match.', where);
    case 'badJson':
      return vscode.l10n.t('The table cannot be read: row {0} is not JSON.', where);
    case 'badJsonRow':
      return vscode.l10n.t(
        'The table cannot be read: row {0} is neither an object nor a number.',
        where,
      );
    case 'headerOnly':
      return vscode.l10n.t('The table has a header and no rows.');
    case 'empty':
      return vscode.l10n.t('The table is empty.');
  }
}

function withMore(items: readonly string[], count: number): string {
  const list = items.join(', ');
  return count > items.length
    ? vscode.l10n.t('{0} and {1} more', list, count - items.length)
    : list;
}

/** A problem of the table as a sentence; undefined for any other. */
export function tableWords(finding: Problem['finding']): string | undefined {
  switch (finding.code) {
    case 'tableRefused':
      return fileProblemWords(finding.problem, finding.path);
    case 'tableUnreadable':
      return unreadableWords(finding.reason, finding.row);
    case 'noNumberColumn':
      return finding.candidates.length === 0
        ? vscode.l10n.t('No column of the table holds phone numbers.')
        : vscode.l10n.t(
            'Several columns hold phone numbers ({0}). Name one with "number_column".',
            finding.candidates.join(', '),
          );
    case 'unknownNumberColumn':
      return finding.suggestion === undefined
        ? vscode.l10n.t('The table has no column "{0}".', finding.name)
        : vscode.l10n.t(
            'The table has no column "{0}". Did you mean "{1}"?',
            finding.name,
            finding.suggestion,
          );
    case 'ownReport':
      return vscode.l10n.t('This is a report about a campaign, not a table of recipients.');
    case 'flawedRows': {
      const { count, first } = finding.rows;
      const rows = first.map(({ row, reason }) =>
        vscode.l10n.t('row {0} ({1})', row, flawProblem(reason)),
      );
      const list = withMore(rows, count);
      return count === 1
        ? vscode.l10n.t('The table is not well formed: {0}. Nothing is sent from it so.', list)
        : vscode.l10n.t(
            '{0} rows of the table are not well formed: {1}. Nothing is sent from it so.',
            count,
            list,
          );
    }
    case 'noRecipients':
      return vscode.l10n.t('The table has no row with a valid number.');
    case 'badRows': {
      const { count, first } = finding.rows;
      const rows = first.map(({ row, reason }) =>
        vscode.l10n.t('row {0} ({1})', row, phoneProblem(reason)),
      );
      const list = withMore(rows, count);
      return count === 1
        ? vscode.l10n.t('No message goes to one row without a valid number: {0}.', list)
        : vscode.l10n.t('No message goes to {0} rows without a valid number: {1}.', count, list);
    }
    case 'duplicateRows': {
      const { count, first } = finding.rows;
      const rows = first.map(({ row, firstRow }) =>
        vscode.l10n.t('row {0} (as row {1})', row, firstRow),
      );
      const list = withMore(rows, count);
      return count === 1
        ? vscode.l10n.t('One row repeats a number and gets no second message: {0}.', list)
        : vscode.l10n.t('{0} rows repeat a number and get no second message: {1}.', count, list);
    }
    case 'blankCells': {
      const { count, first } = finding.rows;
      const list = withMore(first.map(String), count);
      return count === 1
        ? vscode.l10n.t('"{0}" is blank in row {1}.', finding.name, list)
        : vscode.l10n.t('"{0}" is blank in {1} rows: rows {2}.', finding.name, count, list);
    }
    default:
      return undefined;
  }
}
