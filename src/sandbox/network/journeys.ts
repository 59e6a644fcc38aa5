import type { Clock } from '../clock';
import type { Decisions } from '../decisions';
import type { Change } from '../store/change';
import { waitingStep, type Message } from '../store/account';
import type { Store } from '../store/store';
import type { Step } from './outcome';

export interface JourneyEvents {
  /** A step with a receipt was reached. `at` is Unix seconds. */
  readonly onReceipt: (message: Message, step: Step, at: number) => void;
  /** The message has reached the handset. `atMs` is when. */
  readonly onArrival: (message: Message, atMs: number) => void;
}

type Move = Extract<Change, { t: 'moved' }>['m'][number];

/** Takes messages through the steps of their outcomes as the clock goes on. */
export class MessageJourneys {
  private moves: Move[] = [];
  /** Messages whose plan was overtaken by a forced outcome or a cancellation. */
  private readonly plans = new WeakMap<Message, number>();

  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly decisions: Decisions,
    private readonly events: JourneyEvents,
  ) {}

  /** Plans the next step of a message. `sinceMs` is when it came to where it is. */
  follow(message: Message, sinceMs: number): void {
    this.planAfter(message, message.position, sinceMs);
  }

  /** After a restart: everything that was on its way goes on. */
  followAll(): void {
    for (const message of this.store.messagesFrom(0)) {
      if (!message.isFinal) {
        this.follow(message, Math.max(message.date, message.schedule) * 1000);
      }
    }
  }

  /** Gives messages another outcome from the given step on. */
  turn(messages: readonly Message[], outcome: string, position: number): void {
    this.flush();
    this.store.commit({ t: 'turned', n: messages.map(({ seq }) => seq), o: outcome, k: position });
    for (const message of messages) {
      this.plans.set(message, (this.plans.get(message) ?? 0) + 1);
      this.follow(message, this.clock.now());
    }
  }

  /** Takes a message to the end of another outcome at once, with the receipts on the way. */
  force(message: Message, outcome: string): void {
    const { position } = message;
    // It has been handed to the network already: that part is not told again.
    const from = position >= 1 && message.outcome.steps[1]?.code === 200 ? 1 : 0;
    this.turn([message], outcome, from);
    this.plans.set(message, (this.plans.get(message) ?? 0) + 1);
    const now = this.clock.seconds();
    for (let next = message.position + 1; next < message.outcome.steps.length; next++) {
      this.moves.push([message.seq, next, now]);
    }
    this.flush();
  }

  /** Writes the moves made since the last bunch, and tells of the receipts they caused. */
  flush(): void {
    const { moves } = this;
    if (moves.length === 0) {
      return;
    }
    this.moves = [];
    this.store.commit({ t: 'moved', m: moves });
    for (const [seq, position, at] of moves) {
      const message = this.store.messageAt(seq);
      const step = message?.outcome.steps[position];
      if (!message || !step) {
        continue;
      }
      if (step.receipt) {
        this.events.onReceipt(message, step, at);
      }
      if (step.code === 201) {
        this.events.onArrival(message, at * 1000);
      }
    }
  }

  private delay({ after }: Step): number {
    if (after === 'none') {
      return 0;
    }
    return after === 'send' ? this.decisions.sendDelayMs : this.decisions.deliveryDelayMs;
  }

  /**
   * The step after `position`, which may be ahead of the message's own: the store gets a bunch of
   * moves at its end, and the next step may be due within the same bunch.
   */
  private planAfter(message: Message, position: number, sinceMs: number): void {
    const next = message.outcome.steps[position + 1];
    if (!next) {
      return;
    }
    const due = position === waitingStep ? message.schedule * 1000 : sinceMs + this.delay(next);
    const plan = this.plans.get(message);
    this.clock.at(due, (dueMs) => {
      if (this.plans.get(message) === plan) {
        this.moves.push([message.seq, position + 1, Math.floor(dueMs / 1000)]);
        this.planAfter(message, position + 1, dueMs);
      }
    });
  }
}
