import type { OutgoingMessage, SendResult } from '../../sms/resources';
import { DamagedFileError } from '../../disk/checked';
import { blockSize } from '../plan/block';
import type { PlannedMessage } from '../plan/block';
import { makeReference, referenceReader } from '../plan/reference';
import { packRanges } from '../store/ranges';
import { Answer } from '../store/record';
import type { JournalRecord, PauseReason } from '../store/record';
import type { CampaignBook } from './book';
import { judgeFailure, wordOf } from './failure';
import { MessageState, referenceOf } from './ledger';
import type { RunOptions } from './options';
import { byBlock, readAnswer } from './outcomes';

/** After so many requests in a row without effect the campaign waits for the user. */
const maxRetries = 8;
const firstPauseMs = 1000;
const longestPauseMs = 60_000;
/** However long ClickSend asks to wait, one try is made after this. */
const longestHoldMs = 600_000;
/** More requests at a time are no faster, whatever a setting says. */
const maxLanes = 32;

/** Why sending came to its end. `unclear`: an outcome has to be looked up before it goes on. */
export type SendingEnd = 'done' | 'unclear' | 'interrupted' | PauseReason;

/**
 * Sends the waiting messages in requests of up to 1,000. Each is in the journal before it goes out,
 * and its outcome before the next one does. A request whose outcome is not known ends all sending.
 */
export class Sender {
  private readonly readReference: ReturnType<typeof referenceReader>;
  private cursor = 0;
  private ahead: Promise<readonly PlannedMessage[]> | undefined;
  private nextRequest: number;
  private end: SendingEnd | undefined;
  private retries = 0;
  /** Nobody sends before this resolves. */
  private held: Promise<void> = Promise.resolve();
  private readonly stopped = new AbortController();
  private lastWrite: Promise<void> = Promise.resolve();

  constructor(
    private readonly book: CampaignBook,
    private readonly options: RunOptions,
    private readonly signal: AbortSignal,
  ) {
    this.readReference = referenceReader(book.plan.id);
    this.nextRequest = book.ledger.requests.nextNumber;
  }

  async run(): Promise<SendingEnd> {
    const { concurrency } = this.options;
    if (!Number.isInteger(concurrency) || concurrency < 1) {
      throw new RangeError('The number of requests at a time must be a positive whole number');
    }
    const length = Math.min(concurrency, maxLanes);
    const lanes = Array.from({ length }, () => this.lane());
    const [failure] = (await Promise.allSettled(lanes)).filter(
      ({ status }) => status === 'rejected',
    );
    if (failure?.status === 'rejected') {
      throw failure.reason;
    }
    await this.lastWrite;
    return this.end ?? (this.signal.aborted ? 'interrupted' : 'done');
  }

  private async lane(): Promise<void> {
    try {
      while (this.goesOn()) {
        const messages = await this.take();
        if (messages.length === 0) {
          return;
        }
        await this.send(messages);
      }
    } catch (error) {
      if (error instanceof DamagedFileError) {
        this.stop('planDamaged');
        return;
      }
      // The disk, not the network: the other lanes must not go on without a journal either.
      this.stop('interrupted');
      throw error;
    }
  }

  private goesOn(): boolean {
    return this.end === undefined && !this.signal.aborted;
  }

  /** The next waiting messages, read while earlier ones were under way. */
  private take(): Promise<readonly PlannedMessage[]> {
    const taken = this.ahead ?? this.readNext();
    this.ahead = this.readNext();
    return taken;
  }

  /** Nobody else takes these, for the cursor only moves on. What is never sent stays waiting. */
  private readNext(): Promise<readonly PlannedMessage[]> {
    const size = Math.min(this.options.requestSize ?? blockSize, blockSize);
    const indices = this.book.ledger.find(MessageState.waiting, this.cursor, size);
    this.cursor = (indices.at(-1) ?? this.book.ledger.size) + 1;
    const messages = this.book.messages.messages(indices);
    // A failure is told when their turn comes, and not at all when there is none.
    messages.catch(() => undefined);
    return messages;
  }

  /** Sends one request, again and again while it is certain that it had no effect. */
  private async send(messages: readonly PlannedMessage[]): Promise<void> {
    for (;;) {
      await this.waitForTurn();
      if (!this.goesOn()) {
        return;
      }
      if (this.isSchedulePast()) {
        this.stop('schedulePassed');
        return;
      }
      if (await this.tryOnce(messages)) {
        return;
      }
    }
  }

  /** Whether the request has run its course. */
  private async tryOnce(messages: readonly PlannedMessage[]): Promise<boolean> {
    const { book, options } = this;
    const n = this.nextRequest++;
    const references = this.references(messages);
    const i = packRanges(messages.map(({ index }) => index));
    await book.write({ t: 'request', at: options.now(), n, i });
    // This process may have slept since it last looked: a laptop, a network disk that stood still.
    if (!(await book.holdsLock())) {
      this.stop('lockLost');
      return true;
    }
    if (!this.goesOn()) {
      await book.write({ t: 'notSent', at: options.now(), n, why: 'stopped' });
      return true;
    }
    let answer;
    try {
      answer = await options.client.messages.send({
        messages: this.outgoing(messages, references),
        shortenUrls: book.plan.shortenUrls,
      });
    } catch (error) {
      return this.fail(n, error);
    }
    this.retries = 0;
    const entries = readAnswer(messages, references, answer.messages, this.readReference);
    const at = options.now();
    const clock = this.clockOffset(answer, at);
    const records = [...byBlock(entries)].map(([b, r]) => ({
      t: 'answer' as const,
      at,
      n,
      b,
      ...clock,
      r,
    }));
    this.note(records);
    if (entries.filter(([, answer]) => answer !== Answer.unknown).length < messages.length) {
      this.stop('unclear');
    }
    if (entries.some(([, , , , , , status]) => status === 'INSUFFICIENT_CREDIT')) {
      this.stop('noCredit');
    }
    options.onProgress?.();
    return true;
  }

  /**
   * Does not wait for the disk: the journal keeps the order, so the next request, which does wait,
   * has this outcome before it.
   */
  private note(records: readonly JournalRecord[]): void {
    this.lastWrite = Promise.all([this.lastWrite, this.book.write(...records)]).then(
      () => undefined,
    );
    this.lastWrite.catch(() => undefined);
  }

  /** An accepted message that is not scheduled comes back with the time it was taken. */
  private clockOffset({ messages }: SendResult, at: number): { readonly c?: number } {
    const isNow = this.book.plan.schedule === 0 || this.book.ledger.sendsNow;
    const taken = messages.find(({ outcome }) => outcome === 'accepted')?.schedule;
    return isNow && taken ? { c: taken - Math.round(at / 1000) } : {};
  }

  /** Whether the request has run its course, namely unless it is to be repeated. */
  private async fail(n: number, error: unknown): Promise<boolean> {
    const { book, options } = this;
    const at = options.now();
    const failure = judgeFailure(error);
    if (failure.kind === 'unclear') {
      // First: whoever waits for the disk meanwhile must not begin another request.
      this.stop('unclear');
      await book.write({ t: 'unclear', at, n, why: wordOf(error) });
      options.onProgress?.();
      return true;
    }
    await book.write({ t: 'notSent', at, n, why: wordOf(error) });
    if (failure.kind === 'stop' || ++this.retries > maxRetries) {
      this.stop(failure.why);
      return true;
    }
    const backOff = Math.min(firstPauseMs * 2 ** (this.retries - 1), longestPauseMs);
    this.hold(failure.afterMs ?? backOff);
    options.onProgress?.();
    return false;
  }

  /** Not by the clock, which may be set while we wait. */
  private hold(ms: number): void {
    const rest = this.options.wait(
      Math.min(Math.max(ms, 0), longestHoldMs),
      AbortSignal.any([this.signal, this.stopped.signal]),
    );
    this.held = Promise.all([this.held, rest]).then(() => undefined);
  }

  private async waitForTurn(): Promise<void> {
    for (let held; held !== this.held;) {
      held = this.held;
      await held;
    }
  }

  /** No request is begun any more, for the first reason there was. */
  private stop(end: SendingEnd): void {
    this.end ??= end;
    this.stopped.abort();
  }

  private isSchedulePast(): boolean {
    const { plan, ledger } = this.book;
    const isPast = plan.schedule !== 0 && plan.schedule * 1000 <= this.options.now();
    return isPast && !ledger.sendsNow;
  }

  /** Each of one shape, field by field: to spread common fields into a thousand takes 4 ms. */
  private outgoing(
    messages: readonly PlannedMessage[],
    references: readonly string[],
  ): readonly OutgoingMessage[] {
    const { plan, ledger } = this.book;
    const source = 'vscode';
    const from = plan.from || undefined;
    const schedule = ledger.sendsNow ? undefined : plan.schedule || undefined;
    const fromEmail = plan.fromEmail || undefined;
    return messages.map(({ to, text: body }, i) => {
      const customString = references[i];
      return { source, body, to, from, schedule, fromEmail, customString };
    });
  }

  private references(messages: readonly PlannedMessage[]): readonly string[] {
    const { plan, ledger } = this.book;
    return messages.map(({ index }) => makeReference(plan, referenceOf(plan, ledger, index)));
  }
}
