import * as vscode from 'vscode';
import type { FieldProblem } from '../../sms/recipients/fields';
import type { FlawReason } from '../../sms/recipients/csvRows';
import type { NumberProblem } from '../../sms/numbers/phone';
import type { ScheduleProblem } from '../../sms/time/schedule';

/** Why a typed recipient is not a number. */
export function phoneProblem(reason: NumberProblem): string {
  switch (reason) {
    case 'tooShort':
      return vscode.l10n.t('too short for a phone number');
    case 'tooLong':
      return vscode.l10n.t('too long for a phone number');
    case 'invalidLength':
      return vscode.l10n.t('not the length of a phone number in this country');
    case 'invalidCountry':
      return vscode.l10n.t('no country has this code');
    case 'countryNeeded':
      return vscode.l10n.t('needs a country code, for example +61');
    case 'hasExtension':
      return vscode.l10n.t('has an extension, which an SMS cannot reach');
    case 'spreadsheetRounded':
      return vscode.l10n.t('rounded by a spreadsheet, the digits are lost');
    case 'notValid':
      return vscode.l10n.t('no such number in this country');
    case 'empty':
    case 'notANumber':
      return vscode.l10n.t('not a phone number');
  }
}

/** Why a typed moment cannot be used. */
export function scheduleProblem(reason: ScheduleProblem): string {
  switch (reason) {
    case 'inPast':
      return vscode.l10n.t('this is in the past');
    case 'tooFarAhead':
      return vscode.l10n.t('more than 4 months ahead: ClickSend would not send it');
    case 'unknownTimeZone':
      return vscode.l10n.t('unknown time zone');
    case 'ambiguousDate':
      return vscode.l10n.t('day or month first? Write the date as 2026-12-01');
    case 'skippedByClockChange':
      return vscode.l10n.t('clocks skip this time that day');
    case 'empty':
    case 'notUnderstood':
      return vscode.l10n.t('not understood as a date and time');
  }
}

/** What is wrong with a row of a table, to be put behind its number. */
export function flawProblem(reason: FlawReason): string {
  switch (reason) {
    case 'notClosed':
      return vscode.l10n.t('a quote is opened and never closed');
    case 'afterQuote':
      return vscode.l10n.t('a quote ends in the middle of a value, so one is missing before it');
    case 'holdsRow':
      return vscode.l10n.t('a value holds another row, so a quote may be missing');
    case 'moreCells':
      return vscode.l10n.t('it has more values than the table has columns');
  }
}

/** Why a placeholder, or a column that was named, cannot be used. */
export function fieldProblem(problem: FieldProblem): string {
  if (problem.code === 'ambiguousColumn') {
    return vscode.l10n.t(
      'Several columns are named "{0}". Give each a name of its own.',
      problem.name,
    );
  }
  return problem.suggestion === undefined
    ? vscode.l10n.t('Nothing fills "{0}".', problem.name)
    : vscode.l10n.t('Nothing fills "{0}". Did you mean "{1}"?', problem.name, problem.suggestion);
}
