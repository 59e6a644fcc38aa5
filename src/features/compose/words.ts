import * as vscode from 'vscode';
import { moneyInWords, priceInWords } from '../../platform/words/money';
import { numberInWords } from '../../platform/words/numberWords';
import { partsInWords } from '../../platform/words/partWords';
import { statusInWords } from '../../platform/words/sendStatusWords';
import { countRefusals, outcomeOf } from '../../sms/outcome';
import type { Outcome } from '../../sms/outcome';
import { parseMoney } from '../../sms/price';
import type { Money } from '../../sms/price';
import type { Currency, MessageResult, SendResult } from '../../sms/resources';

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

/** A send; without a result it was never answered. */
export interface Sent {
  readonly messages: readonly unknown[];
  readonly result?: SendResult | undefined;
}

export function outcomeOfReport({ messages: asked, result }: Sent): Outcome {
  if (!result) {
    return outcomeOf({ accepted: 0, refusals: [], unknown: asked.length });
  }
  const { messages } = result;
  const refused = messages.filter(({ outcome }) => outcome === 'blocked' || outcome === 'rejected');
  return outcomeOf({
    accepted: messages.filter(({ outcome }) => outcome === 'accepted').length,
    refusals: countRefusals(refused.map(({ status }) => status)),
    unknown: messages.filter(({ outcome }) => outcome === 'unknown').length,
  });
}
