import { readFile, stat } from 'node:fs/promises';
import type { Money } from '../../sms/price';
import type { Currency } from '../../sms/resources';
import { readPlan } from '../plan/plan';
import type { Plan } from '../plan/plan';
import { readCampaign } from '../run/book';
import { DeliveryState } from '../run/ledger';
import type { Counts, Ledger } from '../run/ledger';
import { campaignFiles } from '../store/directory';
import type { CampaignFiles } from '../store/directory';
import { replaceDurably } from '../store/durable';
import type { PauseReason } from '../store/record';

/** A campaign in figures, for a list. */
export interface Summary {
  readonly counts: Counts;
  readonly delivered: number;
  /** With those that were cancelled. */
  readonly undelivered: number;
  readonly cancelled: number;
  /** Without what came back. */
  readonly spent: Money;
  readonly refunded: Money;
  readonly currency?: Currency | undefined;
  readonly isStarted: boolean;
  readonly isCancelled: boolean;
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
    delivered: ledger.deliveryCount(DeliveryState.delivered),
    undelivered:
      ledger.deliveryCount(DeliveryState.failed) + ledger.deliveryCount(DeliveryState.cancelled),
    cancelled: ledger.deliveryCount(DeliveryState.cancelled),
    spent: ledger.spent,
    refunded: ledger.refunded,
    currency: ledger.estimate?.currency,
    isStarted: ledger.isStarted,
    isCancelled: ledger.isCancelled,
    isRecalled: ledger.isRecalled,
    pausedFor: ledger.pausedFor,
    hasLaterShown: ledger.hasLaterShown,
    lastRequestAt: ledger.lastRequestAt,
  };
}

/** Keeps the figures beside the journal, so that a list need not read all of it. */
export async function saveSummary(
  { summary }: CampaignFiles,
  ledger: Ledger,
  journalLength: number,
): Promise<void> {
  await replaceDurably(summary, JSON.stringify({ journalLength, summary: summarize(ledger) }));
}

/** The saved figures count only for the journal they were made from. */
async function savedSummary(files: CampaignFiles): Promise<Summary | undefined> {
  try {
    const [text, { size }] = await Promise.all([
      readFile(files.summary, 'utf8'),
      stat(files.journal),
    ]);
    const saved = JSON.parse(text) as { readonly journalLength: number; readonly summary: Summary };
    return saved.journalLength === size ? saved.summary : undefined;
  } catch {
    return undefined;
  }
}

export async function readSummary(
  directory: string,
): Promise<{ readonly plan: Plan; readonly summary: Summary }> {
  const files = campaignFiles(directory);
  const saved = await savedSummary(files);
  if (saved) {
    return { plan: await readPlan(files), summary: saved };
  }
  const { plan, ledger } = await readCampaign(directory);
  return { plan, summary: summarize(ledger) };
}
