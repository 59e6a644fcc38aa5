import * as vscode from 'vscode';
import { phoneProblem } from '../../platform/words/reasonWords';
import type { RowProblem } from '../../sms/recipients/recipients';
import type { PauseReason } from './engine/store/record';
import type { CampaignState } from './shelf';

const { t } = vscode.l10n;

export function numberInWords(count: number): string {
  return count.toLocaleString(vscode.env.language);
}

export function stateInWords(state: CampaignState): string {
  switch (state) {
    case 'notStarted':
      return t('not started');
    case 'running':
      return t('sending');
    case 'runningElsewhere':
      return t('sending in another window');
    case 'paused':
      return t('paused');
    case 'interrupted':
      return t('interrupted');
    case 'undecided':
      return t('your decision needed');
    case 'finished':
      return t('finished');
    case 'cancelled':
      return t('cancelled');
  }
}

export function pauseInWords(reason: PauseReason): string {
  switch (reason) {
    case 'asked':
      return t('You paused it.');
    case 'unreachable':
      return t('ClickSend could not be reached. Nothing was sent meanwhile.');
    case 'tooManyRequests':
      return t('ClickSend asks to send more slowly. Nothing was sent meanwhile.');
    case 'unauthorized':
      return t('ClickSend did not accept the credentials, or the account may not send.');
    case 'refused':
      return t('ClickSend refused a request as a whole. The log has its code.');
    case 'noCredit':
      return t('The account has not enough credit.');
    case 'noAnswers':
      return t('Several requests in a row stayed without an answer.');
    case 'historyUnavailable':
      return t('History could not be read to see what was sent. Nothing is sent until it can.');
    case 'schedulePassed':
      return t('The time it was scheduled for has passed.');
    case 'lockLost':
      return t('Another window has taken it over.');
  }
}

/** Why a row of the table gets nothing. */
export function problemInWords(problem: RowProblem): string {
  switch (problem.code) {
    case 'badNumber':
      return phoneProblem(problem.reason);
    case 'duplicate':
      return t('same number as row {0}', problem.firstRow);
    case 'optedOut':
      return t('opted out');
    case 'emptyValue':
      return t('no value for {0}', problem.fields.join(', '));
    case 'unknownField':
      return t('no column for {0}', problem.fields.join(', '));
    case 'emptyMessage':
      return t('the message is empty');
  }
}

/** What rows with a problem have in common, with their count. */
export function skippedInWords(code: string, count: number): string {
  const n = numberInWords(count);
  switch (code as RowProblem['code']) {
    case 'badNumber':
      return t('{0} without a valid number', n);
    case 'duplicate':
      return t('{0} repeat a number', n);
    case 'optedOut':
      return t('{0} opted out', n);
    case 'emptyValue':
      return t('{0} lack a value for a placeholder', n);
    case 'unknownField':
      return t('{0} lack a column for a placeholder', n);
    case 'emptyMessage':
      return t('{0} would get an empty message', n);
    default:
      return n;
  }
}

/** "3 h 5 min", "2 min", "40 s". */
export function durationInWords(seconds: number): string {
  const whole = Math.max(1, Math.ceil(seconds));
  if (whole < 60) return t('{0} s', whole);
  const minutes = Math.ceil(whole / 60);
  return minutes < 60
    ? t('{0} min', minutes)
    : t('{0} h {1} min', Math.floor(minutes / 60), minutes % 60);
}
