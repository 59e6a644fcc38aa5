import type { PriceGroup } from './plan';

/** So many messages of a group stand for all of it when its price is asked. */
const samplesPerGroup = 3;

interface Tally {
  count: number;
  readonly samples: { readonly to: string; readonly text: string }[];
}

interface Addressed {
  readonly e164: string;
  readonly country: string | undefined;
  readonly text: string;
}

/** Counts messages that cost the same. */
export class PriceGroups {
  private readonly tallies = new Map<string, Map<number, Tally>>();

  add({ country = '', e164, text }: Addressed, parts: number): void {
    const ofCountry = this.tallies.get(country) ?? new Map<number, Tally>();
    const tally = ofCountry.get(parts) ?? { count: 0, samples: [] };
    if (tally.count === 0) {
      this.tallies.set(country, ofCountry.set(parts, tally));
    }
    tally.count++;
    if (tally.samples.length < samplesPerGroup) {
      tally.samples.push({ to: e164, text });
    }
  }

  list(): readonly PriceGroup[] {
    return [...this.tallies]
      .flatMap(([country, ofCountry]) =>
        [...ofCountry].map(([parts, tally]) => ({ country, parts, ...tally })),
      )
      .sort((a, b) => b.count - a.count);
  }
}
