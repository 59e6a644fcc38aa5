import * as vscode from 'vscode';
import { shortMoney } from '../../../platform/words/money';
import { partsInWords } from '../../../platform/words/partWords';
import type { Money } from '../../../sms/price';
import type { Lengths } from './estimate';
import type { PriceList } from './partPrices';

/** "Price: 2 parts, about $196.42"; parts only while the money is not known. */
export function priceInWords(
  { least, most }: Pick<Lengths, 'least' | 'most'>,
  total: Money | undefined,
  { currency }: PriceList,
): string {
  const parts =
    least === most ? partsInWords(most) : vscode.l10n.t('{0} to {1} parts', least, most);
  // Nothing but test numbers: without a country asked for, there is no currency either.
  return total === undefined || total === 0
    ? vscode.l10n.t('Price: {0}', parts)
    : vscode.l10n.t('Price: {0}, about {1}', parts, shortMoney(total, currency));
}
