import type { Refusals } from '../../sms/outcome';
import type { Money } from '../../sms/price';
import type { Plan } from '../plan/plan';
import type { Reference } from '../plan/reference';
import type { Placed } from '../store/journal';
import type { Currency } from '../../sms/resources';
import { eachIndex, packRanges } from '../store/ranges';
import type { Ranges } from '../store/ranges';
import { Answer } from '../store/record';
import type { DeliveryLetter, JournalRecord, OutcomeEntry, PauseReason } from '../store/record';
import { Requests } from './requests';

/** Where a message stands. */
export const MessageState = {
  /** Not sent, and free to be. */
  waiting: 0,
  /** In a request whose answer we do not have: it may have been sent. */
  unsure: 1,
  /** As unsure, and history does not show it. Only the user can say what becomes of it. */
  absent: 2,
  accepted: 3,
  rejected: 4,
  /** The user said that it was sent. */
  markedSent: 5,
  /** The user said that it was not, and is not to be. */
  markedNotSent: 6,
} as const;
export type MessageState = (typeof MessageState)[keyof typeof MessageState];

/** What the journal tells apart of how a message fared; a byte of the ledger is an index of this. */
const deliveryStates = [undefined, 'pending', 'delivered', 'failed', 'cancelled'] as const;
export type FollowedState = (typeof deliveryStates)[number];

export const stateOf: Readonly<Record<DeliveryLetter, FollowedState>> = {
  w: 'pending',
  d: 'delivered',
  f: 'failed',
  c: 'cancelled',
};

export type Counts = Readonly<Record<keyof typeof MessageState, number>>;

/** Where the lines with outcomes of a block stand in the journal. */
export interface Place {
  readonly offset: number;
  readonly length: number;
}

/** ClickSend gives the money back for what the user cancels; of its own reviews it does not say so. */
export function isRefunded(letter: DeliveryLetter, code: string): boolean {
  return letter === 'c' && code !== 'CancelledAfterReview';
}

const isOutcome = ({ t }: JournalRecord): boolean =>
  t === 'answer' || t === 'found' || t === 'delivery';

/**
 * The ledger: where each message of a campaign stands now. It is what the journal adds up to, a
 * byte or two for each message, and where to find the rest. The same records give the same ledger,
 * whether they are read from the file or come from a run.
 */
export class Ledger {
  private readonly states: Uint8Array;
  private readonly attempts: Uint8Array;
  /** The first try that is not known to have been rejected. */
  private readonly openFrom: Uint8Array;
  private readonly deliveries: Uint8Array;
  /** By message, where in `codes` the reason of its rejection stands. */
  private readonly refusals: Uint8Array;
  private readonly codes: string[] = [];
  /** What each accepted message costs. */
  private readonly prices: Uint32Array;
  /** Messages whose last request asked to send at once. */
  private readonly sentNow: Uint8Array;
  private readonly counts: number[] = Object.values(MessageState).map(() => 0);
  readonly requests = new Requests();
  /** Messages by their ids, of which an answer did not say whether they were sent. */
  private readonly doubtful = new Map<string, number>();
  private readonly places = new Map<number, Place[]>();
  private money: Money = 0;
  private refund: Money = 0;
  isStarted = false;
  /** What the user was told it would cost. */
  estimate: { readonly total: Money; readonly currency?: Currency | undefined } | undefined;
  isCancelled = false;
  /** ClickSend was asked to cancel what is scheduled, and may have done so. */
  isRecalled = false;
  private wasRecalled = false;
  /** The user sends what was scheduled for a time that has passed. */
  sendsNow = false;
  pausedFor: PauseReason | undefined;
  /** Whether history showed newer messages of ours when it did not show the absent ones. */
  hasLaterShown = false;

  /** @param createdAt of the plan, in milliseconds since 1970 */
  constructor(
    readonly size: number,
    private readonly createdAt: number,
  ) {
    this.states = new Uint8Array(size);
    this.attempts = new Uint8Array(size);
    this.openFrom = new Uint8Array(size);
    this.deliveries = new Uint8Array(size);
    this.refusals = new Uint8Array(size);
    this.prices = new Uint32Array(size);
    this.sentNow = new Uint8Array(size);
    this.counts[MessageState.waiting] = size;
  }

  /** What ClickSend said it charges, without what came back. */
  get spent(): Money {
    return this.money - this.refund;
  }

  /** For messages that were cancelled before their time. */
  get refunded(): Money {
    return this.refund;
  }

  count(state: keyof typeof MessageState): number {
    return this.counts[MessageState[state]] ?? 0;
  }

  get totals(): Counts {
    const entries = Object.entries(MessageState).map(([name, state]) => [name, this.counts[state]]);
    return Object.fromEntries(entries) as Counts;
  }

  deliveryCount(state: FollowedState): number {
    const wanted = deliveryStates.indexOf(state);
    let count = 0;
    for (const each of this.deliveries) {
      if (each === wanted) {
        count++;
      }
    }
    return count;
  }

  /** The rejected messages, by the vendor's code. */
  get refused(): Refusals {
    const counts = this.codes.map(() => 0);
    for (let index = 0; index < this.size; index++) {
      if (this.states[index] === MessageState.rejected) {
        const code = this.refusals[index] ?? 0;
        counts[code] = (counts[code] ?? 0) + 1;
      }
    }
    return this.codes.flatMap((code, i): Refusals => (counts[i] ? [[code, counts[i]]] : []));
  }

  state(index: number): MessageState {
    return (this.states[index] ?? 0) as MessageState;
  }

  /** Undefined when nothing was heard of it yet. */
  delivery(index: number): FollowedState {
    return deliveryStates[this.deliveries[index] ?? 0];
  }

  /** Which try of the message the next or the last request is; 0 for the first. */
  attempt(index: number): number {
    return this.attempts[index] ?? 0;
  }

  /** The highest try of any message; what is scheduled has a custom string for each try. */
  get lastAttempt(): number {
    return this.attempts.reduce((last, attempt) => Math.max(last, attempt), 0);
  }

  /** Whether a row of history for this try can stand for the message: a rejected try cannot. */
  isOpen(index: number, attempt: number): boolean {
    return index < this.size && attempt >= (this.openFrom[index] ?? 0);
  }

  /** The message with this id, if ClickSend's answer on it did not say whether it was sent. */
  doubtfulWith(messageId: string): number | undefined {
    return messageId === '' ? undefined : this.doubtful.get(messageId);
  }

  /** Whether the last request of the message, or its next one, asks to send at once. */
  goesNow(index: number): boolean {
    return this.states[index] === MessageState.waiting ? this.sendsNow : this.sentNow[index] === 1;
  }

  /** Up to `limit` indices in the state, ascending, from an index on. */
  find(state: MessageState, from = 0, limit = Infinity): number[] {
    const found: number[] = [];
    for (let index = from; index < this.size && found.length < limit; index++) {
      if (this.states[index] === state) {
        found.push(index);
      }
    }
    return found;
  }

  placesOf(block: number): readonly Place[] {
    return this.places.get(block) ?? [];
  }

  /** Takes up a record, with its place in the file when it is there already. */
  apply(record: JournalRecord, place?: Place): void {
    this.requests.noteTime(record.at);
    switch (record.t) {
      case 'started':
        this.isStarted = true;
        this.estimate = record.estimate;
        break;
      case 'request':
        this.requests.open(record.n, record.at, record.i);
        this.leaveUnsure(record.i);
        break;
      case 'answer':
        if (record.c !== undefined) {
          this.requests.noteAnswer(record.at, record.c);
        }
        for (const entry of record.r) {
          this.settle(entry);
        }
        break;
      case 'found':
        for (const entry of record.r) {
          this.settle(entry);
        }
        break;
      case 'notSent':
        this.move(this.requests.drop(record.n), [MessageState.unsure], 'waiting');
        break;
      case 'absent':
        this.move(record.i, [MessageState.unsure], 'absent');
        this.hasLaterShown = record.later;
        break;
      case 'decided':
        this.decide(record.what, record.i);
        break;
      case 'retry':
        for (const index of this.raise(this.move(record.i, [MessageState.rejected], 'waiting'))) {
          this.openFrom[index] = this.attempt(index);
        }
        break;
      case 'sendNow':
        this.sendsNow = true;
        break;
      case 'paused':
        this.pausedFor = record.why;
        break;
      case 'resumed':
        this.pausedFor = undefined;
        break;
      case 'cancelled':
        this.isCancelled = true;
        break;
      case 'delivery':
        for (const [index, letter, code] of record.r) {
          this.deliver(index, letter, code);
        }
        break;
      case 'recall':
        this.isRecalled = true;
        break;
      case 'recalled':
        this.wasRecalled = true;
        break;
      case 'recallFailed':
        this.isRecalled = this.wasRecalled;
        break;
      case 'mended':
        this.isStarted = true;
        this.requests.openLost(record.at, record.i, this.createdAt);
        this.leaveUnsure(record.i);
        break;
      case 'unclear':
        break;
    }
    if (place) {
      this.notePlace(record, place);
    }
  }

  notePlace(record: JournalRecord, { offset, length }: Place): void {
    if (!isOutcome(record) || !('b' in record)) {
      return;
    }
    const places = this.places.get(record.b);
    if (places) {
      places.push({ offset, length });
    } else {
      this.places.set(record.b, [{ offset, length }]);
    }
  }

  /**
   * For a journal with a hole: whatever has no outcome, or was to be tried again after a refusal,
   * may have been sent, since the line that would say so may be the one that is lost.
   */
  get distrusted(): Ranges {
    const { waiting, rejected, unsure } = MessageState;
    const states: readonly MessageState[] = [waiting, rejected, unsure];
    const indices: number[] = [];
    for (let index = 0; index < this.size; index++) {
      if (states.includes(this.state(index))) {
        indices.push(index);
      }
    }
    return packRanges(indices);
  }

  private leaveUnsure(indices: Ranges): void {
    eachIndex(indices, (index) => {
      this.put(index, MessageState.unsure);
      this.sentNow[index] = this.sendsNow ? 1 : 0;
    });
  }

  private settle([index, answer, messageId, , price, , status = '']: OutcomeEntry): void {
    if (index < 0 || index >= this.size || this.states[index] === MessageState.accepted) {
      return;
    }
    if (answer === Answer.unknown) {
      this.doubtful.set(messageId, index);
      return;
    }
    const isAccepted = answer === Answer.accepted;
    if (isAccepted) {
      this.money += price ?? 0;
      this.prices[index] = price ?? 0;
    } else {
      this.refusals[index] = this.numberOf(status);
    }
    this.put(index, isAccepted ? MessageState.accepted : MessageState.rejected);
  }

  /** A byte tells 256 codes apart, five times what ClickSend has; the last stands for any others. */
  private numberOf(code: string): number {
    const known = this.codes.indexOf(code);
    return known >= 0 || this.codes.length > 255 ? known & 255 : this.codes.push(code) - 1;
  }

  private deliver(index: number, letter: DeliveryLetter, code: string): void {
    if (this.deliveries[index] === undefined) {
      return;
    }
    const comesBack = isRefunded(letter, code);
    if (comesBack && this.delivery(index) !== 'cancelled') {
      this.refund += this.prices[index] ?? 0;
    }
    this.deliveries[index] = deliveryStates.indexOf(stateOf[letter]);
  }

  private decide(what: 'send' | 'sent' | 'notSent', indices: Ranges): void {
    const from = [MessageState.absent];
    if (what === 'send') {
      this.raise(this.move(indices, from, 'waiting'));
    } else {
      this.move(indices, from, what === 'sent' ? 'markedSent' : 'markedNotSent');
    }
  }

  private move(
    indices: Ranges,
    from: readonly MessageState[],
    to: keyof typeof MessageState,
  ): readonly number[] {
    const moved: number[] = [];
    eachIndex(indices, (index) => {
      if (!from.includes(this.state(index))) {
        return;
      }
      this.put(index, MessageState[to]);
      moved.push(index);
    });
    return moved;
  }

  private raise(indices: readonly number[]): readonly number[] {
    for (const index of indices) {
      this.attempts[index] = Math.min((this.attempts[index] ?? 0) + 1, 255);
    }
    return indices;
  }

  private put(index: number, state: MessageState): void {
    const before = this.states[index];
    if (before === undefined) {
      return;
    }
    this.counts[before] = (this.counts[before] ?? 0) - 1;
    this.counts[state] = (this.counts[state] ?? 0) + 1;
    this.states[index] = state;
  }
}

/** The ledger of a journal that is read from its beginning. */
export function addTo(ledger: Ledger): (placed: Placed) => void {
  return ({ record, offset, length }) => {
    ledger.apply(record, { offset, length });
  };
}

/** How the last request of a message named it, or the next one will. */
export function referenceOf(
  { schedule }: Pick<Plan, 'schedule'>,
  ledger: Ledger,
  index: number,
): Reference {
  const isScheduled = schedule !== 0 && !ledger.goesNow(index);
  return { index: isScheduled ? undefined : index, attempt: ledger.attempt(index) };
}
