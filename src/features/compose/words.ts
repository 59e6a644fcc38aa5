import * as vscode from 'vscode';
import { moneyInWords } from '../../platform/words/money';
import { statusInWords } from '../../platform/words/sendStatusWords';
import { countRefusals, outcomeOf } from '../../sms/outcome';
import type { Outcome } from '../../sms/outcome';
import { parseMoney } from '../../sms/price';
import type { Currency, MessageResult, SendResult } from '../../sms/resources';

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
