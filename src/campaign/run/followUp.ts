import { deliveryState, isFinal } from '../../sms/delivery';
import type { DeliveryState } from '../../sms/delivery';
import type { HistoryMessage } from '../../sms/resources';
import type { DeliveryEntry, DeliveryLetter } from '../store/record';
import type { CampaignBook } from './book';
import { readHistory } from './history';
import type { HistoryReader } from './history';
import { MessageState, stateOf } from './ledger';
import { MessageFinder } from './messageFinder';
import { byBlock } from './outcomes';

const hour = 3_600_000;

/** Pauses between looks, in milliseconds. A receipt can take three days. */
const pausesMs = [60_000, 5 * 60_000, 15 * 60_000, hour, 6 * hour];
const giveUpAfter = 72 * hour;

/** The sandbox delivers within seconds. */
const sandboxPauses = [4000, 15_000, 60_000];

export interface FollowUpTimes {
  /** When the last request was made; as all of these in milliseconds since 1970. */
  readonly endedAt: number;
  /** When the messages are scheduled for; 0 for at once. */
  readonly dueAt?: number;
  readonly now: number;
  readonly isSandbox?: boolean;
}

/**
 * How long to wait before the `look`th look (from 0), in milliseconds; undefined when the messages
 * went out so long ago that nothing more will come, by the clock or by what was waited.
 */
export function nextFollowUp(
  look: number,
  { endedAt, dueAt = 0, now, isSandbox = false }: FollowUpTimes,
): number | undefined {
  const pauses = isSandbox ? sandboxPauses : pausesMs;
  const pauseBefore = (each: number): number => pauses[Math.min(each, pauses.length - 1)] ?? 0;
  let waited = 0;
  for (let each = 0; each < look; each++) {
    waited += pauseBefore(each);
  }
  const until = Math.max(endedAt, dueAt) + giveUpAfter;
  return now > until || waited > until - endedAt ? undefined : pauseBefore(look);
}

const letters: Readonly<Record<DeliveryState, DeliveryLetter>> = {
  scheduled: 'w',
  pending: 'w',
  retrying: 'w',
  received: 'w',
  delivered: 'd',
  failed: 'f',
  cancelled: 'c',
};

function letterOf({ status, statusCode }: HistoryMessage): DeliveryLetter {
  return letters[deliveryState(status, statusCode) ?? 'pending'];
}

/** How many accepted messages have no final word yet. */
export function openDeliveries({ ledger, plan }: Pick<CampaignBook, 'ledger' | 'plan'>): number {
  let open = 0;
  for (let index = 0; index < plan.count; index++) {
    const isAccepted = ledger.state(index) === MessageState.accepted;
    if (isAccepted && !isFinal(ledger.delivery(index))) {
      open++;
    }
  }
  return open;
}

/**
 * Reads from history how accepted messages fared and writes down what is new. Returns how many are
 * still open.
 *
 * @throws ClickSendError
 */
export async function followUp(
  book: CampaignBook,
  {
    client,
    now,
    skewSeconds,
    signal,
    onRow,
  }: {
    readonly client: HistoryReader;
    readonly now: () => number;
    readonly skewSeconds: number;
    readonly signal: AbortSignal;
    /** Told of every row of an accepted message that had no final word. */
    readonly onRow?: ((index: number, row: HistoryMessage) => void) | undefined;
  },
): Promise<number> {
  const { ledger } = book;
  let open = openDeliveries(book);
  if (open === 0 || ledger.requests.firstAt === undefined) {
    return open;
  }
  const finder = new MessageFinder(book);
  const since = ledger.requests.startOfHistory(skewSeconds);
  await readHistory(client, { since, order: 'asc', signal }, async (rows) => {
    const news: DeliveryEntry[] = [];
    for (const row of rows) {
      const { index, attempt = 0 } = (await finder.find(row)) ?? {};
      if (index === undefined || !ledger.isOpen(index, attempt)) {
        continue;
      }
      const before = ledger.delivery(index);
      if (ledger.state(index) !== MessageState.accepted || isFinal(before)) {
        continue;
      }
      onRow?.(index, row);
      const letter = letterOf(row);
      if (stateOf[letter] === before) {
        continue;
      }
      news.push([index, letter, row.statusCode ?? row.status]);
      if (isFinal(stateOf[letter])) {
        open--;
      }
    }
    const records = [...byBlock(news)].map(([b, r]) => ({
      t: 'delivery' as const,
      at: now(),
      b,
      r,
    }));
    if (records.length > 0) {
      await book.write(...records);
    }
    return open === 0;
  });
  return open;
}
