import * as vscode from 'vscode';
import { moneyInWords } from '../../platform/words/money';
import { parseMoney } from '../../sms/price';
import type { Currency, MessageResult } from '../../sms/resources';

/** What ClickSend's per-message status means; the code stays visible beside it. */
export function statusInWords(status: string): string {
  switch (status) {
    case 'SUCCESS':
      return vscode.l10n.t('accepted');
    case 'INVALID_RECIPIENT':
      return vscode.l10n.t('not a phone number ClickSend can send to');
    case 'COUNTRY_NOT_ENABLED':
      return vscode.l10n.t('sending to this country is not switched on in the account');
    case 'INSUFFICIENT_CREDIT':
      return vscode.l10n.t('the account has not enough credit');
    case 'THROTTLED':
      return vscode.l10n.t('the same text went to this number moments ago');
    case 'INVALID_SENDER_ID':
      return vscode.l10n.t('the sender ID is not allowed');
    case 'REGISTRATION_NEEDED':
      return vscode.l10n.t('the sender or the country needs a registration first');
    case 'EMPTY_MESSAGE':
      return vscode.l10n.t('the text is empty');
    case 'INVALID_SCHEDULE':
      return vscode.l10n.t('the time is not one ClickSend accepts');
    case 'TOO_MANY_RECIPIENTS':
      return vscode.l10n.t('more than 1,000 recipients in one request');
    case 'MISSING_REQUIRED_FIELDS':
      return vscode.l10n.t('something ClickSend needs is missing');
    case 'NOT_ENOUGH_PERMISSION_TO_LIST_ID':
      return vscode.l10n.t('the contact list belongs to someone else or does not exist');
    default:
      return vscode.l10n.t('not accepted');
  }
}

/** A price as the API gives it, in major units: "$0.0792 AUD". */
export function money(amount: number, currency: Currency | undefined): string {
  return moneyInWords(parseMoney(amount) ?? 0, currency);
}

/** What ClickSend says of a message it did not accept. */
export function answerInWords({ outcome, status }: MessageResult): string {
  return outcome === 'unknown'
    ? vscode.l10n.t('may have been sent; ClickSend says "{0}"', status)
    : `${statusInWords(status)} (${status})`;
}

/** One line about a message that was not accepted. */
export function refusal(message: MessageResult): string {
  return `${message.to || vscode.l10n.t('(no number)')}: ${answerInWords(message)}`;
}
