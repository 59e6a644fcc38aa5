import { ClickSendError } from '../../api/errors';
import { makeReference } from '../plan/reference';
import { TakenOverError } from '../store/journal';
import type { CampaignBook } from './book';
import { judgeFailure, wordOf } from './failure';
import { isFinal } from '../../sms/delivery';
import { followUp } from './followUp';
import { MessageState } from './ledger';
import type { RunOptions } from './options';
import type { Reconciler } from './reconciler';

/** What became of the messages that were scheduled. Together they are all that were. */
export interface RecallResult {
  /** Never sent; what they cost came back. */
  readonly cancelled: number;
  /** Sent before they could be cancelled. */
  readonly gone: number;
  /** Scheduled as before. */
  readonly scheduled: number;
  /** History does not show them, or could not be read. */
  readonly unknown: number;
}

/** Pauses between looks, in milliseconds, the last one over and over. */
const pauses = [1000, 2000, 5000, 15_000, 30_000];

/** What is in flight during the first round is caught by the second. */
const rounds = 2;

/** Takes a scheduled campaign back: one cancel-all for each try, then a look at every message. */
export class Recall {
  constructor(
    private readonly book: CampaignBook,
    private readonly options: RunOptions,
    private readonly reconciler: Reconciler,
  ) {}

  /** @throws ClickSendError when it certainly cancelled nothing */
  async run(signal: AbortSignal): Promise<RecallResult> {
    const { ledger, plan } = this.book;
    if (plan.schedule === 0) {
      throw new Error('The campaign is not scheduled');
    }
    if (ledger.count('waiting') > 0) {
      await this.close();
    }
    for (let round = 1; ; round++) {
      const failure = await this.cancelAll();
      if (failure && round === 1) {
        throw failure;
      }
      const result = await this.account(signal);
      if (result.scheduled === 0 || round === rounds || signal.aborted) {
        await this.close();
        return result;
      }
    }
  }

  /** What is not sent by now is not sent any more. */
  private async close(): Promise<void> {
    if (!this.book.ledger.isCancelled) {
      await this.book.write({ t: 'cancelled', at: this.options.now() });
    }
  }

  /** What ClickSend says against it, if it certainly cancelled nothing of any try. */
  private async cancelAll(): Promise<ClickSendError | undefined> {
    const failures: ClickSendError[] = [];
    const { lastAttempt } = this.book.ledger;
    for (let k = 0; k <= lastAttempt; k++) {
      const failure = await this.cancelTry(k);
      if (failure) {
        failures.push(failure);
      }
    }
    return failures.length > lastAttempt ? failures[0] : undefined;
  }

  private async cancelTry(k: number): Promise<ClickSendError | undefined> {
    const { book, options } = this;
    await book.write({ t: 'recall', at: options.now(), k });
    if (!(await book.holdsLock())) {
      throw new TakenOverError();
    }
    const customString = makeReference(book.plan, { index: undefined, attempt: k });
    try {
      const count = await options.client.messages.cancelAll(customString);
      await book.write({ t: 'recalled', at: options.now(), k, count });
      return undefined;
    } catch (error) {
      if (!(error instanceof ClickSendError)) {
        throw error;
      }
      const at = options.now();
      if (judgeFailure(error).kind === 'unclear') {
        await book.write({ t: 'recalled', at, k });
        return undefined;
      }
      await book.write({ t: 'recallFailed', at, k, why: wordOf(error) });
      return error;
    }
  }

  /** Reads history until it shows what became of everything, or has had time to. */
  private async account(signal: AbortSignal): Promise<RecallResult> {
    const seen = new Map<number, boolean>();
    try {
      await this.reconciler.settle(signal);
      await this.reconciler.lookAgain(signal);
      let left = this.options.settleMs;
      for (let look = 0; ; look++) {
        seen.clear();
        await this.look(seen, signal);
        const { scheduled, unknown } = this.count(seen);
        if (scheduled + unknown === 0 || left <= 0 || signal.aborted) {
          break;
        }
        const pause = Math.min(pauses[Math.min(look, pauses.length - 1)] ?? 0, left);
        left -= pause;
        await this.options.wait(pause, signal);
      }
    } catch (error) {
      // The cancel has taken effect: that is told, with the rest unknown.
      if (!(error instanceof ClickSendError)) {
        throw error;
      }
    }
    this.options.onProgress?.();
    return this.count(seen);
  }

  private async look(seen: Map<number, boolean>, signal: AbortSignal): Promise<void> {
    const { client, now, skewSeconds } = this.options;
    await followUp(this.book, {
      client,
      now,
      skewSeconds,
      signal,
      onRow: (index, { status }) => seen.set(index, status === 'Scheduled'),
    });
  }

  private count(seen: ReadonlyMap<number, boolean>): RecallResult {
    const { ledger } = this.book;
    const counts = { cancelled: 0, gone: 0, scheduled: 0, unknown: 0 };
    for (let index = 0; index < ledger.size; index++) {
      const state = ledger.state(index);
      const isSent = state === MessageState.accepted;
      const isOpen = state === MessageState.unsure || state === MessageState.absent;
      if ((!isSent && !isOpen) || ledger.goesNow(index)) {
        continue;
      }
      const delivery = ledger.delivery(index);
      if (isSent && isFinal(delivery)) {
        counts[delivery === 'cancelled' ? 'cancelled' : 'gone']++;
      } else {
        const isScheduled = seen.get(index);
        counts[isScheduled === undefined ? 'unknown' : isScheduled ? 'scheduled' : 'gone']++;
      }
    }
    return counts;
  }
}
