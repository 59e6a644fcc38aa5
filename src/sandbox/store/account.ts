import type { Money } from '../network/prices';
import { outcomeNamed, scheduledStep, type Outcome, type Step } from '../network/outcome';
import type { Belongings, Contact } from './kept';
import type { MessageRow } from './messageRow';
import { Timeline } from './timeline';

export type AccountState = 'ok' | 'notActive' | 'banned';

export interface AccountProfile {
  readonly username: string;
  readonly userId: number;
  readonly subaccountId: number;
  readonly apiKey: string;
  readonly country: string;
  readonly state: AccountState;
  readonly createdAt: number;
}

type Shelves = { readonly [Kind in keyof Belongings]: ReadonlyMap<string, Belongings[Kind]> };

/** An account and what belongs to it. Only the store writes to it. */
export class Account {
  readonly balance: Money;
  readonly timeline = new Timeline<Message>();
  /** Unread only: reading is what takes something out of a pull list. */
  readonly receipts: readonly Receipt[] = [];
  readonly inbound: readonly InboundCopy[] = [];
  /** Read or not, by the id of the message that was answered; the first reply stays. */
  readonly repliesByOriginal: ReadonlyMap<string, InboundCopy> = new Map();
  readonly testReceipts: ReadonlyMap<string, Receipt> = new Map();
  /** Highest number ever given out, by kind: numbers are not used again. */
  readonly lastIds: ReadonlyMap<string, number> = new Map();
  /** By list. */
  readonly contacts: ReadonlyMap<number, ReadonlyMap<number, Contact>> = new Map();
  readonly optedOut: ReadonlySet<string> = new Set();
  readonly shelves: Shelves = {
    template: new Map(),
    inboundRule: new Map(),
    receiptRule: new Map(),
    list: new Map(),
    number: new Map(),
    ownNumber: new Map(),
    alphaTag: new Map(),
  };

  constructor(
    readonly index: number,
    readonly profile: AccountProfile,
    balance: Money,
  ) {
    this.balance = balance;
  }

  all<Kind extends keyof Belongings>(kind: Kind): readonly Belongings[Kind][] {
    return [...this.shelves[kind].values()];
  }
}

/** Position of a scheduled message before its time has come. */
export const waitingStep = -1;

/** A row of history. Only the store writes to it. */
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
  readonly outcome: Outcome;
  readonly position: number;
  /** The last receipt that was put into the pull list, for looking it up by id. */
  readonly receipt: Receipt | undefined = undefined;

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

/** How the store, and nobody else, sees what everybody else may only read. */
export type Writable<T> = { -readonly [Key in keyof T]: WritableValue<T[Key]> };

type WritableValue<T> =
  T extends ReadonlyMap<infer Key, infer Value>
    ? Map<Key, WritableValue<Value>>
    : T extends ReadonlySet<infer Item>
      ? Set<Item>
      : T extends readonly (infer Item)[]
        ? Item[]
        : T;

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

/** What the pull list and pushes tell of a received message. */
export function inboundCopyOf(message: Message, original: Message | undefined): InboundCopy {
  return {
    messageId: message.id,
    originalId: original?.id ?? '',
    originalBody: original?.body ?? '',
    from: message.from,
    to: message.to,
    body: message.body,
    customString: original?.customString ?? '',
    at: message.date,
  };
}
