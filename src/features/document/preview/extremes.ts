import { measure } from '../../../sms/parts';
import type { Money } from '../../../sms/price';
import type { PriceList } from '../prices/partPrices';
import { tariffOf } from '../prices/reach';
import type { Tariff } from '../prices/reach';

export interface Case {
  /** Row of the table. */
  readonly row: number;
  readonly parts: number;
  readonly units: number;
  /** Position among the recipients, from 0. */
  readonly index: number;
  readonly tariff: Tariff;
}

/** The shortest and the longest message, and all of them together. */
interface Range {
  readonly best: Case;
  readonly worst: Case;
  readonly parts: number;
  readonly messages: number;
}

/** The messages of a table. */
export interface Extremes extends Range {
  readonly ucs2: number;
  /** The same for the recipients of each country. */
  readonly byTariff: ReadonlyMap<Tariff, Range>;
}

export interface Addressed {
  readonly row: number;
  readonly e164: string;
  readonly country: string | undefined;
}

const isLonger = (a: Case, b: Case): boolean =>
  a.parts > b.parts || (a.parts === b.parts && a.units > b.units);

function widened(range: Range | undefined, found: Case): Range {
  if (!range) {
    return { best: found, worst: found, parts: found.parts, messages: 1 };
  }
  return {
    best: isLonger(range.best, found) ? found : range.best,
    worst: isLonger(found, range.worst) ? found : range.worst,
    parts: range.parts + found.parts,
    messages: range.messages + 1,
  };
}

/** Takes in one message after the other. */
export class ExtremesTally {
  private all: Range | undefined;
  private readonly byTariff = new Map<Tariff, Range>();
  private ucs2 = 0;

  add(to: Addressed, text: string): void {
    const { parts, units, encoding } = measure(text);
    const tariff = tariffOf(to);
    const found = { row: to.row, parts, units, index: this.all?.messages ?? 0, tariff };
    if (encoding === 'UCS-2') {
      this.ucs2++;
    }
    this.all = widened(this.all, found);
    this.byTariff.set(tariff, widened(this.byTariff.get(tariff), found));
  }

  /** Undefined without any message. */
  get result(): Extremes | undefined {
    const { all, ucs2, byTariff } = this;
    return all && { ...all, ucs2, byTariff };
  }
}

export interface PricedCase extends Case {
  readonly price: Money;
}

export interface Costs {
  readonly total: Money;
  readonly cheapest: PricedCase;
  readonly dearest: PricedCase;
}

/** What the messages of a table cost; undefined unless the price of each country is known. */
export function costsOf({ byTariff }: Extremes, prices: PriceList): Costs | undefined {
  let costs: Costs | undefined;
  for (const [tariff, { best, worst, parts }] of byTariff) {
    const price = prices.partPrice(tariff);
    if (price === undefined) {
      return undefined;
    }
    const low = { ...best, price: best.parts * price };
    const high = { ...worst, price: worst.parts * price };
    costs = {
      total: (costs?.total ?? 0) + parts * price,
      cheapest: costs && costs.cheapest.price <= low.price ? costs.cheapest : low,
      dearest: costs && costs.dearest.price >= high.price ? costs.dearest : high,
    };
  }
  return costs;
}
