import * as vscode from 'vscode';
import { numberInWords } from '../../platform/words/numberWords';
import { flawProblem, phoneProblem } from '../../platform/words/reasonWords';
import type { RowProblem } from '../../sms/recipients/recipients';
import type { PauseReason } from '../../campaign/store/record';
import type { CampaignState } from './shelf';

export { numberInWords };

export function stateInWords(state: CampaignState): string {
  switch (state) {
    case 'notStarted':
      return vscode.l10n.t('not started');
    case 'running':
      return vscode.l10n.t('sending');
    case 'runningElsewhere':
      return vscode.l10n.t('sending in another window');
    case 'paused':
      return vscode.l10n.t('paused');
    case 'interrupted':
      return vscode.l10n.t('interrupted');
    case 'undecided':
      return vscode.l10n.t('your decision needed');
    case 'scheduled':
      return vscode.l10n.t('scheduled');
    case 'finished':
      return vscode.l10n.t('finished');
    case 'cancelled':
      return vscode.l10n.t('cancelled');
  }
}

export function pauseInWords(reason: PauseReason): string {
  switch (reason) {
    case 'asked':
      return vscode.l10n.t('You paused it.');
    case 'unreachable':
      return vscode.l10n.t('ClickSend could not be reached. Nothing was sent meanwhile.');
    case 'tooManyRequests':
      return vscode.l10n.t('ClickSend asks to send more slowly. Nothing was sent meanwhile.');
    case 'unauthorized':
      return vscode.l10n.t(
        'ClickSend did not accept the credentials, or the account may not send.',
      );
    case 'refused':
      return vscode.l10n.t('ClickSend refused a request as a whole. The log has its code.');
    case 'noCredit':
      return vscode.l10n.t('The account has not enough credit.');
    case 'noAnswers':
      return vscode.l10n.t('Several requests in a row stayed without an answer.');
    case 'historyUnavailable':
      return vscode.l10n.t(
        'History could not be read to see what was sent. Nothing is sent until it can.',
      );
    case 'schedulePassed':
      return vscode.l10n.t('The time it was scheduled for has passed.');
    case 'lockLost':
      return vscode.l10n.t('Another window has taken it over.');
    case 'planDamaged':
      return vscode.l10n.t(
        'Its file of messages is damaged. Nothing is sent from the damaged part.',
      );
  }
}

/** Why a row of the table gets nothing. */
export function problemInWords(problem: RowProblem): string {
  switch (problem.code) {
    case 'flawed':
      return flawProblem(problem.reason);
    case 'badNumber':
      return phoneProblem(problem.reason);
    case 'duplicate':
      return vscode.l10n.t('same number as row {0}', problem.firstRow);
    case 'optedOut':
      return vscode.l10n.t('opted out');
    case 'emptyValue':
      return vscode.l10n.t('no value for {0}', problem.fields.join(', '));
    case 'unknownField':
      return vscode.l10n.t('no column for {0}', problem.fields.join(', '));
    case 'emptyMessage':
      return vscode.l10n.t('the message is empty');
  }
}

/** What rows with a problem have in common, with their count. */
export function skippedInWords(code: string, count: number): string {
  const n = numberInWords(count);
  switch (code as RowProblem['code']) {
    case 'flawed':
      return vscode.l10n.t('{0} not well formed', n);
    case 'badNumber':
      return vscode.l10n.t('{0} without a valid number', n);
    case 'duplicate':
      return vscode.l10n.t('{0} repeat a number', n);
    case 'optedOut':
      return vscode.l10n.t('{0} opted out', n);
    case 'emptyValue':
      return vscode.l10n.t('{0} lack a value for a placeholder', n);
    case 'unknownField':
      return vscode.l10n.t('{0} lack a column for a placeholder', n);
    case 'emptyMessage':
      return vscode.l10n.t('{0} would get an empty message', n);
    default:
      return n;
  }
}

/** "4 d 3 h", "3 h 5 min", "2 min", "40 s". */
export function durationInWords(seconds: number): string {
  const whole = Math.max(1, Math.ceil(seconds));
  if (whole < 60) {
    return vscode.l10n.t('{0} s', whole);
  }
  const minutes = Math.ceil(whole / 60);
  if (minutes < 60) {
    return vscode.l10n.t('{0} min', minutes);
  }
  const hours = Math.floor(minutes / 60);
  return hours < 48
    ? vscode.l10n.t('{0} h {1} min', hours, minutes % 60)
    : vscode.l10n.t('{0} d {1} h', Math.floor(hours / 24), hours % 24);
}

/** "1 message", "2,500 messages". */
export function messagesInWords(count: number): string {
  return count === 1
    ? vscode.l10n.t('1 message')
    : vscode.l10n.t('{0} messages', numberInWords(count));
}

export function peopleInWords(count: number): string {
  return count === 1
    ? vscode.l10n.t('1 person')
    : vscode.l10n.t('{0} people', numberInWords(count));
}

export function recipientCountInWords(count: number): string {
  return count === 1
    ? vscode.l10n.t('1 recipient')
    : vscode.l10n.t('{0} recipients', numberInWords(count));
}
