import type { Analysis } from '../../src/features/document/analyses';
import { summariseTable } from '../../src/features/document/recipients/tableSummary';
import type { PriceList } from '../../src/features/document/prices/partPrices';
import { free } from '../../src/features/document/prices/reach';
import { messageOf } from '../../src/sms/document/message';
import { parseDocument } from '../../src/sms/document/syntax';
import { aud } from './pricing';

/** A document as it is known once its table, if it has one, was read. */
export async function anAnalysis(text: string, csv?: string, kept = 5000): Promise<Analysis> {
  const document = parseDocument(text);
  const summary = csv && (await summariseTable([csv], { keptRecipients: kept }));
  return {
    version: 1,
    document,
    message: messageOf(document),
    tableUri: undefined,
    table: summary ? { kind: 'read', summary } : undefined,
    problems: [],
    defaultCountry: undefined,
  };
}

/** What a part costs by country, in ten-thousandths of a dollar. */
export const pricesOf = (prices: Readonly<Record<string, number>>): PriceList => ({
  currency: aud,
  partPrice: (tariff) => (tariff === free ? 0 : prices[tariff]),
});
