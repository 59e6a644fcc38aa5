import { packRanges } from '../store/ranges';
import type { OutcomeEntry } from '../store/record';
import type { CampaignBook } from './book';
import { readHistory } from './history';
import { MessageState } from './ledger';
import { MessageFinder } from './messageFinder';
import type { RunOptions } from './options';
import { byBlock, readHistoryRow } from './outcomes';

/** Pauses between looks, in milliseconds, the last one over and over. */
const pauses = [1000, 2000, 5000, 15_000, 30_000];

const open: readonly MessageState[] = [MessageState.unsure, MessageState.absent];

interface Look {
  /** Whether it saw messages of ours that were sent after those it looked for. */
  readonly isLaterShown: boolean;
  /** Rows of the campaign that name no message. */
  readonly nameless: number;
}

/** Looks messages whose request was not answered up in history, by their references. */
export class Reconciler {
  private readonly finder: MessageFinder;

  constructor(
    private readonly book: CampaignBook,
    private readonly options: RunOptions,
  ) {
    this.finder = new MessageFinder(book);
  }

  /**
   * Looks until everything is found, or until history has had time to show it and, read in both
   * orders, does not. What is then missing is absent: for the user to decide, never sent by itself.
   *
   * @param isFresh what is unsure was requested just now, whatever the clock says
   * @throws ClickSendError when history cannot be read; then nothing is called absent
   */
  async settle(signal: AbortSignal, isFresh = false): Promise<void> {
    const { ledger } = this.book;
    const { now, wait, settleMs } = this.options;
    // Only what is waited here counts down: the clock may be set meanwhile.
    let left = isFresh ? settleMs : this.timeToSettle();
    for (let look = 0; ledger.count('unsure') > 0 && !signal.aborted; look++) {
      await this.look('desc', signal);
      if (ledger.count('unsure') === 0) {
        return;
      }
      if (left > 0) {
        const pause = Math.min(pauses[Math.min(look, pauses.length - 1)] ?? 0, left);
        left -= pause;
        await wait(pause, signal);
        continue;
      }
      const { isLaterShown } = await this.look('asc', signal);
      const missing = packRanges(ledger.find(MessageState.unsure));
      if (missing.length === 0) {
        return;
      }
      await this.book.write({ t: 'absent', at: now(), i: missing, later: isLaterShown });
      this.options.onProgress?.();
    }
  }

  private timeToSettle(): number {
    const { now, settleMs } = this.options;
    const { ledger } = this.book;
    const isUnsure = (index: number): boolean => ledger.state(index) === MessageState.unsure;
    const sentAt = ledger.requests.times(isUnsure)?.last ?? 0;
    return Math.min(Math.max(sentAt + settleMs - now(), 0), settleMs);
  }

  /**
   * One more look for what is absent, before the user's word on it counts. Returns how many rows it
   * saw that may be of absent messages, but hide whose they are.
   */
  async lookAgain(signal: AbortSignal): Promise<number> {
    if (this.book.ledger.count('absent') === 0) {
      return 0;
    }
    await this.look('desc', signal);
    if (this.book.ledger.count('absent') === 0) {
      return 0;
    }
    return (await this.look('asc', signal)).nameless;
  }

  private async look(order: 'asc' | 'desc', signal: AbortSignal): Promise<Look> {
    const { ledger } = this.book;
    const times = ledger.requests.times((index) => open.includes(ledger.state(index)));
    if (!times) {
      return { isLaterShown: false, nameless: 0 };
    }
    let newest = 0;
    let nameless = 0;
    const since = Math.max(times.since - this.options.skewSeconds, 0);
    const client = this.options.client;
    await readHistory(client, { since, order, signal }, async (rows) => {
      const found: OutcomeEntry[] = [];
      for (const row of rows) {
        const reference = await this.finder.find(row);
        if (!reference) {
          continue;
        }
        const { index, attempt } = reference;
        if (index === undefined) {
          nameless++;
        } else if (ledger.isOpen(index, attempt)) {
          newest = Math.max(newest, row.date ?? 0);
          if (open.includes(ledger.state(index))) {
            found.push(readHistoryRow(index, row));
          }
        }
      }
      await this.note(found);
      return ledger.count('unsure') + ledger.count('absent') === 0;
    });
    return { isLaterShown: newest > ledger.requests.vendorTime(times.last), nameless };
  }

  private async note(found: readonly OutcomeEntry[]): Promise<void> {
    if (found.length === 0) {
      return;
    }
    const at = this.options.now();
    const records = [...byBlock(found)].map(([b, r]) => ({ t: 'found' as const, at, b, r }));
    await this.book.write(...records);
    this.options.onProgress?.();
  }
}
