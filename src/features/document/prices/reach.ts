import { isTestNumber } from '../../../sms/numbers/testNumbers';

/** What decides the price of a part: a country (ISO 3166-1 alpha-2), or one of these two. */
export type Tariff = string;

/** ClickSend's test numbers, to which a message costs nothing. */
export const free = 'free';

/** Numbers of no country, such as +800: nobody says what they cost. */
export const unpriced = '';

interface Addressee {
  readonly e164: string;
  readonly country: string | undefined;
}

export function tariffOf({ e164, country }: Addressee): Tariff {
  return isTestNumber(e164) ? free : (country ?? unpriced);
}

/** Those recipients of a message for whom a part costs the same. */
export interface Destination {
  readonly tariff: Tariff;
  readonly recipients: number;
  /** One of their numbers, to ask for the price with. */
  readonly sample: string;
}

export type Reach = readonly Destination[];

/** Takes in one recipient after the other. */
export class ReachTally {
  private readonly found = new Map<Tariff, { count: number; readonly sample: string }>();

  add(to: Addressee): void {
    const tariff = tariffOf(to);
    const known = this.found.get(tariff);
    if (known) {
      known.count++;
    } else {
      this.found.set(tariff, { count: 1, sample: to.e164 });
    }
  }

  get result(): Reach {
    return [...this.found].map(([tariff, { count, sample }]) => ({
      tariff,
      recipients: count,
      sample,
    }));
  }
}
