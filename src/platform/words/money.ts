import * as vscode from 'vscode';
import { formatMoney, formatSum, smallestSum } from '../../sms/price';
import type { Money } from '../../sms/price';
import type { Currency } from '../../sms/resources';

/** Which dollar it is stands beside the sign. */
const withCode = (figure: string, currency: Currency | undefined): string =>
  currency ? `${figure} ${currency.code}` : figure;

/** A sum: "$196.42 AUD", with the decimals its currency usually has. */
export function moneyInWords(money: Money, currency: Currency | undefined): string {
  const smallest = smallestSum(currency);
  const isTiny = money > 0 && money < smallest;
  const figure = formatSum(isTiny ? smallest : money, currency, vscode.env.language);
  const words = withCode(figure, currency);
  return isTiny ? vscode.l10n.t('less than {0}', words) : words;
}

/** What one part or one message costs: "$0.0792 AUD", to the last decimal. */
export function priceInWords(price: Money, currency: Currency | undefined): string {
  return withCode(formatMoney(price, currency, vscode.env.language), currency);
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
