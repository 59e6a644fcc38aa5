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

/** One line about a message that was not accepted. */
export function refusal({ to, status }: MessageResult): string {
  return `${to || vscode.l10n.t('(no number)')}: ${statusInWords(status)} (${status})`;
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
  const refused = result.messages.filter(({ outcome }) => outcome !== 'accepted');
  return outcomeOf({
    accepted: result.messages.length - refused.length,
    refusals: countRefusals(refused.map(({ status }) => status)),
  });
}
