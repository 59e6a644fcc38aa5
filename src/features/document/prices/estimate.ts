import { findEntry } from '../../../sms/document/syntax';
import { measure } from '../../../sms/parts';
import { parsePastedNumbers } from '../../../sms/numbers/pastedNumbers';
import { eachPlaceholder } from '../../../sms/placeholders';
import type { Money } from '../../../sms/price';
import type { Analysis } from '../analyses';
import { fillFor } from '../draft';
import type { Extremes } from '../preview/extremes';
import type { TableSummary } from '../recipients/tableSummary';
import type { PriceList } from './partPrices';
import { ReachTally, tariffOf } from './reach';
import type { Reach, Tariff } from './reach';

/** The lengths of a message, as far as its recipients were looked at. */
export interface Lengths {
  readonly least: number;
  readonly most: number;
  /** Whether that were all. */
  readonly isWhole: boolean;
  /** Parts of a message on average. */
  average(tariff: Tariff): number;
}

/**
 * Enough for 1,000 recipients of an ordinary message, and done well within a frame: how long the
 * messages of a longer table are is said of some of them, what they cost only of all.
 */
const lookedAtCharacters = 200_000;

/** To whom the message goes; empty when nobody is known, as with a contact list. */
export function reachOf({ document, table, defaultCountry }: Analysis): Reach {
  if (table) {
    return table.kind === 'read' ? table.summary.reach : [];
  }
  const tally = new ReachTally();
  const to = findEntry(document, 'to')?.value ?? '';
  for (const number of parsePastedNumbers(to, { defaultCountry }).good) {
    tally.add(number);
  }
  return tally.result;
}

function everyLength(parts: number): Lengths {
  return { least: parts, most: parts, isWhole: true, average: () => parts };
}

function tableLengths(body: string, { recipients, columns }: TableSummary): Lengths | undefined {
  if (eachPlaceholder(body).next().done) {
    return everyLength(measure(body).parts);
  }
  const { first: kept, count } = recipients;
  const affordable = Math.max(1, Math.floor(lookedAtCharacters / body.length));
  const looked = Math.min(kept.length, affordable);
  const fill = fillFor(body, columns);
  const sums = new Map<Tariff, { parts: number; messages: number }>();
  const all = { least: Infinity, most: 0, parts: 0 };
  for (let i = 0; i < looked; i++) {
    const recipient = kept[Math.floor((i * kept.length) / looked)];
    if (!recipient) {
      continue;
    }
    const { parts } = measure(fill(recipient));
    const tariff = tariffOf(recipient);
    const sum = sums.get(tariff) ?? { parts: 0, messages: 0 };
    sums.set(tariff, { parts: sum.parts + parts, messages: sum.messages + 1 });
    all.least = Math.min(all.least, parts);
    all.most = Math.max(all.most, parts);
    all.parts += parts;
  }
  if (looked === 0) {
    return undefined;
  }
  return {
    least: all.least,
    most: all.most,
    isWhole: looked === count,
    average: (tariff) => {
      const sum = sums.get(tariff);
      return sum ? sum.parts / sum.messages : all.parts / looked;
    },
  };
}

/** How long the message is, with the cells of a table in place of its placeholders. */
export function lengthsOf({ message, table }: Analysis): Lengths {
  const filled = table?.kind === 'read' ? tableLengths(message.text, table.summary) : undefined;
  return filled ?? everyLength(measure(message.text).parts);
}

/** The same once each message of a table was measured. */
export function lengthsOfAll({ best, worst, parts, messages, byTariff }: Extremes): Lengths {
  return {
    least: best.parts,
    most: worst.parts,
    isWhole: true,
    average: (tariff) => {
      const range = byTariff.get(tariff);
      return range ? range.parts / range.messages : parts / messages;
    },
  };
}

/**
 * What the message costs to all; undefined unless each message was measured and the price of each
 * country is known.
 */
export function totalOf(reach: Reach, lengths: Lengths, prices: PriceList): Money | undefined {
  if (!lengths.isWhole) {
    return undefined;
  }
  let total = 0;
  for (const { tariff, recipients } of reach) {
    const price = prices.partPrice(tariff);
    if (price === undefined) {
      return undefined;
    }
    total += recipients * lengths.average(tariff) * price;
  }
  return reach.length === 0 ? undefined : Math.round(total);
}
