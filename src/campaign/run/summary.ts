import { readFile } from 'node:fs/promises';
import type { Refusals } from '../../sms/outcome';
import type { Money } from '../../sms/price';
import type { Currency } from '../../sms/resources';
import type { Counts, Ledger } from './ledger';
import { checkedText, readChecked } from '../../disk/checked';
import type { CampaignFiles } from '../store/directory';
import { replaceDurably } from '../../disk/durable';
import type { PauseReason } from '../store/record';

/** A campaign in figures, for a list. */
export interface Summary {
  readonly counts: Counts;
  readonly refusals: Refusals;
  readonly delivered: number;
  readonly undelivered: number;
  /** Accepted, and cancelled before it was sent. */
  readonly cancelled: number;
  /** Without what came back. */
  readonly spent: Money;
  readonly refunded: Money;
  readonly currency?: Currency | undefined;
  readonly isStarted: boolean;
  readonly isCancelled: boolean;
  /** The time the campaign was scheduled for passed, and the rest of it went out at once. */
  readonly sendsNow: boolean;
  /** ClickSend was asked to cancel what was scheduled. */
  readonly isRecalled: boolean;
  readonly pausedFor?: PauseReason | undefined;
  readonly hasLaterShown: boolean;
  /** Milliseconds since 1970. */
  readonly lastRequestAt?: number | undefined;
}

export function summarize(ledger: Ledger): Summary {
  return {
    counts: ledger.totals,
    refusals: ledger.refused,
    delivered: ledger.deliveryCount('delivered'),
    undelivered: ledger.deliveryCount('failed'),
    cancelled: ledger.deliveryCount('cancelled'),
    spent: ledger.spent,
    refunded: ledger.refunded,
    currency: ledger.estimate?.currency,
    isStarted: ledger.isStarted,
    isCancelled: ledger.isCancelled,
    sendsNow: ledger.sendsNow,
    isRecalled: ledger.isRecalled,
    pausedFor: ledger.pausedFor,
    hasLaterShown: ledger.hasLaterShown,
    lastRequestAt: ledger.requests.lastAt,
  };
}

interface Saved {
  /** Bytes. */
  readonly journalLength: number;
  readonly summary: Summary;
}

/** Keeps the figures beside the journal, so that a list need not read all of it. */
export async function saveSummary(
  { summary }: CampaignFiles,
  ledger: Ledger,
  journalLength: number,
): Promise<void> {
  const saved: Saved = { journalLength, summary: summarize(ledger) };
  await replaceDurably(summary, checkedText(0, JSON.stringify(saved)));
}

/** Undefined when there is none, or a damaged one. */
export async function readSaved({ summary }: CampaignFiles): Promise<Saved | undefined> {
  try {
    const checked = readChecked(await readFile(summary));
    return checked && (JSON.parse(checked.text) as Saved);
  } catch {
    return undefined;
  }
}
