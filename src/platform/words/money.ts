import * as vscode from 'vscode';
import { formatMoney } from '../../sms/price';
import type { Money } from '../../sms/price';
import type { Currency } from '../../sms/resources';

/** "$196.42 AUD": which dollar it is stands beside the sign. */
export function moneyInWords(money: Money, currency: Currency | undefined): string {
  const figure = formatMoney(money, currency, vscode.env.language);
  return currency ? `${figure} ${currency.code}` : figure;
}

/**
 * "$196.42", "$0.0792": where room is short and the account's currency is understood. An amount
 * above one unit is rounded to cents.
 */
export function shortMoney(money: Money, currency: Currency | undefined): string {
  const rounded = money >= 10_000 ? Math.round(money / 100) * 100 : Math.round(money);
  const figure = formatMoney(rounded, currency, vscode.env.language);
  return currency?.prefix === '' ? `${figure} ${currency.code}` : figure;
}
