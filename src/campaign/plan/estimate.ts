import type { ClientSlice } from '../../api/client';
import { parseMoney } from '../../sms/price';
import type { Money } from '../../sms/price';
import type { Currency, MessageResult, OutgoingMessage } from '../../sms/resources';
import { blockSize } from './block';
import type { Plan, PriceGroup } from './plan';

export interface EstimateLine {
  readonly country: string;
  readonly parts: number;
  readonly count: number;
  /** For one message; undefined when ClickSend would refuse them, or did not say. */
  readonly each: Money | undefined;
  /** The vendor's code when it would refuse them. */
  readonly refusal: string | undefined;
}

/** What a campaign will cost, and which of it ClickSend would refuse as things stand. */
export interface Estimate {
  readonly total: Money;
  readonly currency: Currency | undefined;
  readonly lines: readonly EstimateLine[];
  readonly refusedCount: number;
  /** Senders that ClickSend says it would use. */
  readonly senders: readonly string[];
}

function lineOf(group: PriceGroup, results: readonly MessageResult[]): EstimateLine {
  const { country, parts, count } = group;
  const accepted = results.filter(({ outcome }) => outcome === 'accepted');
  // A test number is free and a sample may be one; the dearest sample speaks for the group.
  const prices = accepted.map(({ price }) => parseMoney(price ?? 0) ?? 0);
  const refusal = accepted.length > 0 ? undefined : results[0]?.status;
  const each = accepted.length > 0 ? Math.max(...prices) : undefined;
  return { country, parts, count, each, refusal };
}

interface Asked {
  readonly group: PriceGroup;
  readonly sample: PriceGroup['samples'][number];
}

function askedFor(asked: readonly Asked[], { customString, to }: MessageResult): Asked | undefined {
  return /^\d+$/.test(customString)
    ? asked[Number(customString)]
    : asked.find(({ sample }) => sample.to === to);
}

/**
 * Prices a plan by asking for a few messages of each country and length, mostly in one call: ten
 * thousand messages of one length to one country cost the same each. Nothing is sent.
 *
 * @throws ClickSendError
 */
export async function estimatePrice(
  client: ClientSlice<'messages.price'>,
  plan: Plan,
  signal?: AbortSignal,
): Promise<Estimate> {
  const asked: readonly Asked[] = plan.groups.flatMap((group) =>
    group.samples.map((sample) => ({ group, sample })),
  );
  const results = new Map<PriceGroup, MessageResult[]>();
  const senders = new Set<string>();
  let currency: Currency | undefined;
  for (let at = 0; at < asked.length; at += blockSize) {
    const slice = asked.slice(at, at + blockSize);
    const messages = slice.map(({ sample }, i): OutgoingMessage => ({
      body: sample.text,
      to: sample.to,
      customString: String(i),
      ...(plan.from === '' ? {} : { from: plan.from }),
      ...(plan.schedule === 0 ? {} : { schedule: plan.schedule }),
    }));
    const priced = await client.messages.price(
      { messages, shortenUrls: plan.shortenUrls },
      signal && { signal },
    );
    currency ??= priced.currency;
    for (const result of priced.messages) {
      const group = askedFor(slice, result)?.group;
      if (group) {
        results.set(group, [...(results.get(group) ?? []), result]);
      }
      if (result.outcome === 'accepted' && result.from !== '') {
        senders.add(result.from);
      }
    }
  }
  const lines = plan.groups.map((group) => lineOf(group, results.get(group) ?? []));
  const total = lines.reduce((sum, { each, count }) => sum + (each ?? 0) * count, 0);
  const refused = lines.filter(({ refusal }) => refusal !== undefined);
  const refusedCount = refused.reduce((sum, { count }) => sum + count, 0);
  return { total, currency, lines, refusedCount, senders: [...senders] };
}
