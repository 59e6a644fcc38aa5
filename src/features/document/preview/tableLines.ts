import * as vscode from 'vscode';
import { shortMoney } from '../../../platform/words/money';
import type { PriceList } from '../prices/partPrices';
import type { Tariff } from '../prices/reach';
import { partsInWords } from '../../../platform/words/partWords';
import { costsOf } from './extremes';
import type { Case, Costs, Extremes, PricedCase } from './extremes';

export interface TableLine {
  readonly text: string;
  /** The recipient it is about, to be shown on a click. */
  readonly index: number | undefined;
}

/** What one message costs; undefined when that is not known, or nothing. */
export function messagePrice(tariff: Tariff, parts: number, prices: PriceList): string | undefined {
  const price = prices.partPrice(tariff);
  return price ? shortMoney(price * parts, prices.currency) : undefined;
}

function allInWords({ messages, parts }: Extremes, costs: Costs | undefined, prices: PriceList) {
  const all =
    messages === 1
      ? vscode.l10n.t('1 message, {0}', partsInWords(parts))
      : vscode.l10n.t('{0} messages, {1} in all', messages.toLocaleString(), partsInWords(parts));
  return costs
    ? vscode.l10n.t('{0}, about {1}', all, shortMoney(costs.total, prices.currency))
    : all;
}

/** Worst and best case over a whole table. */
export function tableLines(
  extremes: Extremes | undefined,
  prices: PriceList,
): readonly TableLine[] {
  if (!extremes) {
    return [];
  }
  const { best, worst, ucs2 } = extremes;
  const found = costsOf(extremes, prices);
  // Only test numbers: there is nothing to pay, and no currency to say so in.
  const costs = found && found.total > 0 ? found : undefined;
  const money = (one: PricedCase) => shortMoney(one.price, prices.currency);
  const lengthLine = (words: string, { index, tariff, parts }: Case) => {
    const price = costs && messagePrice(tariff, parts, prices);
    return {
      text: price === undefined ? words : vscode.l10n.t('{0}, about {1}', words, price),
      index,
    };
  };
  const costOf = ({ tariff, parts }: Case) => (prices.partPrice(tariff) ?? 0) * parts;
  const lines: TableLine[] = [
    { text: allInWords(extremes, costs, prices), index: undefined },
    lengthLine(
      vscode.l10n.t('Longest: {0} (row {1})', partsInWords(worst.parts), worst.row),
      worst,
    ),
    lengthLine(vscode.l10n.t('Shortest: {0} (row {1})', partsInWords(best.parts), best.row), best),
  ];
  // Where prices differ between countries, the longest message need not be the dearest.
  if (costs && costs.dearest.price > costOf(worst)) {
    const { dearest } = costs;
    const text = vscode.l10n.t('Dearest: about {0} (row {1})', money(dearest), dearest.row);
    lines.push({ text, index: dearest.index });
  }
  if (costs && costs.cheapest.price < costOf(best)) {
    const { cheapest } = costs;
    const text = vscode.l10n.t('Cheapest: about {0} (row {1})', money(cheapest), cheapest.row);
    lines.push({ text, index: cheapest.index });
  }
  if (ucs2 > 0) {
    lines.push({
      text:
        ucs2 === 1
          ? vscode.l10n.t('1 message needs UCS-2')
          : vscode.l10n.t('{0} messages need UCS-2', ucs2.toLocaleString()),
      index: undefined,
    });
  }
  return lines;
}
