import { ClickSendError } from '../../api/errors';
import type { Estimate } from '../plan/estimate';
import { packRanges } from '../store/ranges';
import { TakenOverError } from '../store/journal';
import type { Decision, PauseReason } from '../store/record';
import type { CampaignBook } from './book';
import { MessageState } from './ledger';
import type { RunOptions } from './options';
import { Recall } from './recall';
import type { RecallResult } from './recall';
import { Reconciler } from './reconciler';
import { Sender } from './sender';
import type { SendingEnd } from './sender';

/** Requests without a known outcome, one after the other, after which the campaign waits. */
const maxUnclear = 3;

export type RunEnd =
  | { readonly kind: 'finished' }
  /** Everything is sent but what the user has to decide on. */
  | { readonly kind: 'undecided' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'paused'; readonly why: PauseReason };

/**
 * History has rows of a scheduled campaign that hide their numbers, so nobody can tell whether they
 * are the messages it seems not to show.
 */
export class NamelessRowsError extends Error {
  override readonly name = 'NamelessRowsError';

  constructor() {
    super('History hides whose some messages are');
  }
}

/**
 * Runs a campaign that this process holds. First of all it looks up what an earlier run left
 * unsure; nothing is sent twice unless the user says so.
 */
export class CampaignRun {
  private readonly reconciler: Reconciler;

  constructor(
    readonly book: CampaignBook,
    private readonly options: RunOptions,
  ) {
    this.reconciler = new Reconciler(book, options);
  }

  /** The user has confirmed the campaign, at a price. */
  async confirm(estimate?: Pick<Estimate, 'total' | 'currency'>): Promise<void> {
    const { ledger, plan } = this.book;
    if (ledger.isStarted) {
      return;
    }
    await this.book.write({
      t: 'started',
      at: this.options.now(),
      count: plan.count,
      ...(estimate && { estimate: { total: estimate.total, currency: estimate.currency } }),
    });
  }

  /**
   * Sends until there is nothing left to send, or until something is in the way. Aborting lets
   * requests in flight be answered. Rejects only when the disk fails, or an option makes no sense.
   */
  async run(signal: AbortSignal): Promise<RunEnd> {
    try {
      return await this.sendAll(signal);
    } catch (error) {
      if (error instanceof TakenOverError) {
        return { kind: 'paused', why: 'lockLost' };
      }
      throw error;
    }
  }

  /** Looks up what is unsure or absent, without sending anything. */
  async reconcileOnly(signal: AbortSignal): Promise<void> {
    await this.reconciler.settle(signal);
    await this.reconciler.lookAgain(signal);
  }

  /**
   * Takes the user's word on messages that history does not show. Before they are sent again history
   * is read once more. Returns how many messages it is about.
   *
   * @throws ClickSendError when history cannot be read
   * @throws NamelessRowsError when they may be sent already
   */
  async decide(what: Decision, signal: AbortSignal): Promise<number> {
    if (what === 'send' && (await this.reconciler.lookAgain(signal)) > 0) {
      throw new NamelessRowsError();
    }
    const absent = this.book.ledger.find(MessageState.absent);
    if (absent.length === 0 || signal.aborted) {
      return 0;
    }
    await this.book.write({ t: 'decided', at: this.options.now(), what, i: packRanges(absent) });
    return absent.length;
  }

  /** Lets the next run try the rejected messages again. Returns how many there are. */
  async retryRejected(): Promise<number> {
    const rejected = this.book.ledger.find(MessageState.rejected);
    if (rejected.length > 0) {
      await this.book.write({ t: 'retry', at: this.options.now(), i: packRanges(rejected) });
    }
    return rejected.length;
  }

  async sendNow(): Promise<void> {
    await this.book.write({ t: 'sendNow', at: this.options.now() });
  }

  /** What is not sent stays unsent; what is unsure stays so. */
  async cancel(): Promise<void> {
    await this.book.write({ t: 'cancelled', at: this.options.now() });
  }

  /**
   * Has ClickSend cancel what is scheduled, and says what became of each message. Nothing is sent
   * any more.
   *
   * @throws ClickSendError when ClickSend certainly cancelled nothing
   */
  cancelScheduled(signal: AbortSignal): Promise<RecallResult> {
    return new Recall(this.book, this.options, this.reconciler).run(signal);
  }

  private async sendAll(signal: AbortSignal): Promise<RunEnd> {
    const { ledger } = this.book;
    if (!ledger.isStarted) {
      throw new Error('The campaign was not confirmed');
    }
    if (ledger.isCancelled) {
      return { kind: 'cancelled' };
    }
    if (ledger.pausedFor) {
      await this.book.write({ t: 'resumed', at: this.options.now() });
    }
    for (let unclear = 0, round = 0; ; round++) {
      const before = this.answered;
      const failed = await this.reconcile(signal, round > 0);
      if (failed) {
        return this.pause(failed);
      }
      if (signal.aborted) {
        return this.pause('asked');
      }
      if (ledger.count('waiting') === 0) {
        return this.end();
      }
      const { nextNumber } = ledger.requests;
      const end = await new Sender(this.book, this.options, signal).run();
      if (end === 'done' && ledger.requests.nextNumber === nextNumber) {
        throw new Error('Messages wait, and none was sent');
      }
      if (isPause(end)) {
        return this.pauseAfterLook(end, signal);
      }
      if (end !== 'unclear') {
        unclear = 0;
      } else {
        unclear = this.answered > before && unclear > 0 ? 1 : unclear + 1;
      }
      if (unclear >= maxUnclear) {
        return this.pauseAfterLook('noAnswers', signal);
      }
    }
  }

  private get answered(): number {
    return this.book.ledger.count('accepted') + this.book.ledger.count('rejected');
  }

  private end(): RunEnd {
    const { ledger } = this.book;
    const isOpen = ledger.count('unsure') + ledger.count('absent') > 0;
    return { kind: isOpen ? 'undecided' : 'finished' };
  }

  /** Why the campaign has to wait, if history could not be read. */
  private async reconcile(signal: AbortSignal, isFresh: boolean): Promise<PauseReason | undefined> {
    try {
      await this.reconciler.settle(signal, isFresh);
      return undefined;
    } catch (error) {
      if (!(error instanceof ClickSendError)) {
        throw error;
      }
      if (signal.aborted) {
        return 'asked';
      }
      return error.reason === 'unauthorized' ? 'unauthorized' : 'historyUnavailable';
    }
  }

  /**
   * Other requests may have become unclear meanwhile; the pause is for the first reason. What has
   * nothing left to send does not wait for anything.
   */
  private async pauseAfterLook(why: PauseReason, signal: AbortSignal): Promise<RunEnd> {
    if (why === 'lockLost') {
      return this.pause(why);
    }
    await this.reconcile(signal, true);
    const { ledger } = this.book;
    const isDone = ledger.count('waiting') + ledger.count('unsure') === 0;
    return isDone ? this.end() : this.pause(why);
  }

  private async pause(why: PauseReason): Promise<RunEnd> {
    // Whoever took the campaign over keeps its journal from now on.
    if (why !== 'lockLost') {
      await this.book.write({ t: 'paused', at: this.options.now(), why });
    }
    return { kind: 'paused', why };
  }
}

function isPause(end: SendingEnd): end is PauseReason {
  return end !== 'done' && end !== 'unclear' && end !== 'interrupted';
}
