import * as vscode from 'vscode';
import { moneyInWords, priceInWords } from '../../platform/words/money';
import { numberInWords } from '../../platform/words/numberWords';
import { partsInWords } from '../../platform/words/partWords';
import { parseMoney } from '../../sms/price';
import type { Money } from '../../sms/price';
import type { Currency, MessageResult, SendResult } from '../../sms/resources';

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

/** A sum as the API gives it, in major units: "$0.16 AUD". */
export function money(amount: number, currency: Currency | undefined): string {
  return moneyInWords(parseMoney(amount) ?? 0, currency);
}

/** The price of one message, in major units: "$0.0792 AUD". */
export function price(amount: number, currency: Currency | undefined): string {
  return priceInWords(parseMoney(amount) ?? 0, currency);
}

/** What all of it costs, for how many messages, and what each of them does. */
export function totalInWords({ messages, totalPrice, currency }: SendResult): string {
  const going = messages.filter(({ outcome }) => outcome === 'accepted');
  const total = money(totalPrice, currency);
  const [first] = going;
  const parts = going.reduce((sum, message) => sum + (message.parts ?? 0), 0);
  if (!first) {
    return total;
  }
  if (going.length === 1) {
    const each = perPart(first);
    return each === undefined
      ? vscode.l10n.t('{0} for 1 message of {1}', total, partsInWords(parts))
      : vscode.l10n.t(
          '{0} for 1 message of {1}, {2} per part',
          total,
          partsInWords(parts),
          priceInWords(each, currency),
        );
  }
  const isAlike = going.every((each) => each.price === first.price && each.parts === first.parts);
  return isAlike && first.price !== undefined
    ? vscode.l10n.t(
        '{0} for {1} messages of {2}, {3} per message',
        total,
        numberInWords(going.length),
        partsInWords(first.parts ?? 0),
        price(first.price, currency),
      )
    : vscode.l10n.t(
        '{0} for {1} messages of {2} in all',
        total,
        numberInWords(going.length),
        partsInWords(parts),
      );
}

/** Beside a total that is rounded; undefined where the parts do not cost the same. */
function perPart({ price: whole, parts }: MessageResult): Money | undefined {
  const all = parseMoney(whole ?? 0) ?? 0;
  return parts === undefined || parts === 0 || all % parts !== 0 ? undefined : all / parts;
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
