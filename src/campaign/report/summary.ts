import { readFile, stat } from 'node:fs/promises';
import type { Refusals } from '../../sms/outcome';
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
    delivered: ledger.deliveryCount(DeliveryState.delivered),
    undelivered: ledger.deliveryCount(DeliveryState.failed),
    cancelled: ledger.deliveryCount(DeliveryState.cancelled),
    spent: ledger.spent,
    refunded: ledger.refunded,
    currency: ledger.estimate?.currency,
    isStarted: ledger.isStarted,
    isCancelled: ledger.isCancelled,
    sendsNow: ledger.sendsNow,
    isRecalled: ledger.isRecalled,
    pausedFor: ledger.pausedFor,
    hasLaterShown: ledger.hasLaterShown,
    lastRequestAt: ledger.lastRequestAt,
  };
}

/** One more whenever a figure is added: what an older one saved lacks it. */
const summaryVersion = 2;

/** Keeps the figures beside the journal, so that a list need not read all of it. */
export async function saveSummary(
  { summary }: CampaignFiles,
  ledger: Ledger,
  journalLength: number,
): Promise<void> {
  const saved = { version: summaryVersion, journalLength, summary: summarize(ledger) };
  await replaceDurably(summary, JSON.stringify(saved));
}

/** The saved figures count only for the journal they were made from, and when they are all there. */
async function savedSummary(files: CampaignFiles): Promise<Summary | undefined> {
  try {
    const [text, { size }] = await Promise.all([
      readFile(files.summary, 'utf8'),
      stat(files.journal),
    ]);
    const saved = JSON.parse(text) as {
      readonly version?: number;
      readonly journalLength: number;
      readonly summary: Summary;
    };
    const isCurrent = saved.version === summaryVersion && saved.journalLength === size;
    return isCurrent ? saved.summary : undefined;
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
