import type { Money } from '../network/prices';
import { outcomeNamed, scheduledStep, type Outcome, type Step } from '../network/outcome';
import type { Account } from './account';

/** Position of a scheduled message before its time has come. */
export const waitingStep = -1;

/**
 * How a message is written to the log: short, because there may be a million of them.
 * `k` is the step of its outcome it stands at.
 */
export interface MessageRow {
  readonly i: string;
  readonly to: string;
  readonly f: string;
  readonly b: string;
  /** Outcome by name. */
  readonly o: string;
  readonly k: number;
  readonly p: number;
  readonly c: Money;
  readonly y: string;
  /** Schedule, when later than its date. */
  readonly s?: number;
  /** Date, when other than that of its request. */
  readonly d?: number;
  readonly u?: string;
  readonly l?: number;
  readonly n?: number;
  readonly e?: string;
  /** Received, not sent. */
  readonly in?: 1;
}

/** A row of history. Mutable only by the store. */
export class Message {
  readonly id: string;
  readonly to: string;
  readonly from: string;
  readonly body: string;
  /** Unix seconds. */
  readonly date: number;
  readonly schedule: number;
  readonly parts: number;
  readonly price: Money;
  readonly country: string;
  readonly customString: string;
  readonly listId: number | undefined;
  readonly contactId: number | undefined;
  readonly fromEmail: string | undefined;
  readonly isInbound: boolean;
  outcome: Outcome;
  position: number;
  /** The last receipt that was put into the pull list, for looking it up by id. */
  receipt: Receipt | undefined = undefined;

  constructor(
    readonly seq: number,
    readonly account: Account,
    date: number,
    row: MessageRow,
  ) {
    this.id = row.i;
    this.to = row.to;
    this.from = row.f;
    this.body = row.b;
    this.date = row.d ?? date;
    this.schedule = row.s ?? this.date;
    this.parts = row.p;
    this.price = row.c;
    this.country = row.y;
    this.customString = row.u ?? '';
    this.listId = row.l;
    this.contactId = row.n;
    this.fromEmail = row.e;
    this.isInbound = row.in === 1;
    this.outcome = outcomeNamed(row.o);
    this.position = row.k;
  }

  get step(): Step {
    return this.outcome.steps[this.position] ?? scheduledStep;
  }

  get isWaiting(): boolean {
    return this.position === waitingStep;
  }

  get isFinal(): boolean {
    return this.position >= this.outcome.steps.length - 1;
  }
}

/** A delivery receipt in the pull list; for a test receipt there is no message. */
export interface Receipt {
  readonly message: Message | undefined;
  readonly messageId: string;
  readonly step: Step;
  /** When it came; Unix seconds. */
  readonly at: number;
}

/** A received message in the pull list, once for every POLL rule that matched. */
export interface InboundCopy {
  readonly messageId: string;
  readonly originalId: string;
  readonly originalBody: string;
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly customString: string;
  readonly at: number;
}
