import type { Clock } from '../clock';
import type { Decisions } from '../decisions';
import type { Account, InboundCopy, Receipt } from '../store/account';
import type { PushRow } from '../store/change';
import type { Store } from '../store/store';
import type { Deliver } from './delivery';
import { PushQueue, type Queued } from './pushQueue';
import { outcomeNamed } from '../network/outcome';
import {
  formatPush,
  inboundFields,
  receiptFields,
  type PushFields,
  type PushForm,
} from './pushForms';

export interface Attempt {
  /** Unix seconds. */
  readonly at: number;
  readonly status: number | null;
  readonly error: string | null;
  readonly answer: string;
  readonly ms: number;
}

/** What was sent where, and what came back. */
export interface PushRecord {
  readonly id: number;
  readonly kind: 'receipt' | 'inbound';
  readonly username: string;
  readonly rule_id: number | null;
  readonly message_id: string;
  readonly url: string;
  readonly method: string;
  readonly content_type: string | null;
  readonly body: string | null;
  readonly attempts: Attempt[];
  /** `refused` was never sent: its address is not allowed. Nor was `dropped`: too many waited. */
  state: 'pending' | 'delivered' | 'failed' | 'refused' | 'dropped';
  reason: string | null;
}

interface Push {
  readonly kind: PushRecord['kind'];
  readonly account: Account;
  readonly ruleId: number | undefined;
  readonly messageId: string;
  readonly url: string;
  readonly fields: PushFields;
  readonly form: PushForm;
}

const mostRecords = 1000;
/** Connections at once to one receiver; what comes faster waits. */
const mostInFlight = 64;
/** What waits is kept in memory. */
const mostWaiting = 100_000;

interface Waiting extends Queued {
  readonly row: PushRow;
  readonly record: PushRecord;
  tried: number;
}

const isLoopback = (hostname: string): boolean =>
  /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/iu.test(hostname);

/**
 * Pushes receipts and received messages to webhooks, with retries, and keeps a log of the newest.
 * What waits is in the store, so that it outlives its record and this process.
 */
export class Postman {
  private records: PushRecord[] = [];
  private queues = new Map<string, PushQueue<Waiting>>();
  private count = 0;
  /** Counts resets: what was under way before one is not heard of after it. */
  private round = 0;
  private readonly tally = { delivered: 0, failed: 0, refused: 0, dropped: 0 };
  /** The sandbox's own port, which is no place for a push. */
  ownPort: number | undefined = undefined;

  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly decisions: Decisions,
    private readonly deliver: Deliver,
    private readonly most = mostWaiting,
  ) {}

  get log(): readonly PushRecord[] {
    return this.records;
  }

  /** Of all pushes since the start, those that left the log too. */
  get counts() {
    return { pending: this.store.pushes.size, ...this.tally };
  }

  /** Goes on with what waited when the process ended. */
  resume(): void {
    this.count = this.store.lastPushId;
    for (const { row, tried } of this.store.pushes.values()) {
      const username = this.store.accounts[row.a]?.profile.username ?? '';
      this.enqueue(row, this.keep(row, username, undefined), tried);
    }
  }

  /** Lets everything go. */
  clear(): void {
    this.round++;
    for (const queue of this.queues.values()) {
      queue.close();
    }
    this.queues = new Map();
    this.records = [];
    Object.assign(this.tally, { delivered: 0, failed: 0, refused: 0, dropped: 0 });
  }

  testReceipt(messageId: string, at: number): Receipt {
    const step = outcomeNamed('delivered').steps[2];
    if (!step) {
      throw new Error('The outcome "delivered" has three steps');
    }
    return { message: undefined, messageId, step, at };
  }

  pushReceipt(account: Account, receipt: Receipt, url: string, ruleId: number | undefined): void {
    const fields = receiptFields(receipt, account);
    const { messageId } = receipt;
    this.push({ kind: 'receipt', account, ruleId, messageId, url, fields, form: 'post' });
  }

  pushInbound(
    account: Account,
    copy: InboundCopy,
    url: string,
    form: PushForm,
    ruleId: number | undefined,
  ): void {
    const fields = inboundFields(copy, account, form);
    const { messageId } = copy;
    this.push({ kind: 'inbound', account, ruleId, messageId, url, fields, form });
  }

  private push({ kind, account, ruleId, messageId, url, fields, form }: Push): void {
    const refusal = this.refusalOf(url);
    const row: PushRow = {
      id: ++this.count,
      kind,
      a: account.index,
      rule: ruleId,
      message: messageId,
      request:
        refusal === undefined
          ? formatPush(url, fields, form)
          : { method: 'POST', url, contentType: undefined, body: undefined },
    };
    const record = this.keep(row, account.profile.username, refusal);
    if (refusal !== undefined) {
      this.settle(record, 'refused');
    } else if (this.store.pushes.size >= this.most) {
      record.reason = `${this.most} pushes wait already`;
      this.settle(record, 'dropped');
    } else {
      this.store.commit({ t: 'push', p: row });
      this.enqueue(row, record, 0);
    }
  }

  /** The record of a push, in the log. */
  private keep(row: PushRow, username: string, reason: string | undefined): PushRecord {
    const { id, kind, rule, message, request } = row;
    const record: PushRecord = {
      id,
      kind,
      username,
      rule_id: rule ?? null,
      message_id: message,
      url: request.url,
      method: request.method,
      content_type: request.contentType ?? null,
      body: request.body ?? null,
      attempts: [],
      state: 'pending',
      reason: reason ?? null,
    };
    this.records.push(record);
    if (this.records.length > mostRecords) {
      this.records.shift();
    }
    return record;
  }

  private settle(record: PushRecord, state: Exclude<PushRecord['state'], 'pending'>): void {
    record.state = state;
    this.tally[state]++;
  }

  private enqueue(row: PushRow, record: PushRecord, tried: number): void {
    const { origin } = new URL(row.request.url);
    const queue = this.queues.get(origin) ?? this.openQueue(origin);
    queue.add({ lane: `${row.rule ?? ''} ${row.message}`, row, record, tried });
  }

  private openQueue(origin: string): PushQueue<Waiting> {
    const queue = new PushQueue<Waiting>(
      mostInFlight,
      (waiting) => this.attempt(waiting),
      (ms, run) => {
        this.clock.at(this.clock.now() + ms, run);
      },
    );
    this.queues.set(origin, queue);
    return queue;
  }

  private refusalOf(address: string): string | undefined {
    if (!URL.canParse(address)) {
      return 'not an address';
    }
    const { protocol, hostname, port } = new URL(address);
    if (protocol !== 'http:' && protocol !== 'https:') {
      return 'not http or https';
    }
    if (isLoopback(hostname)) {
      return port === String(this.ownPort) ? "the sandbox's own address" : undefined;
    }
    return this.decisions.allowRemotePush
      ? undefined
      : 'not on this machine (switch on allowRemotePush to push there)';
  }

  private async attempt(waiting: Waiting): Promise<number | undefined> {
    const { row, record } = waiting;
    const { round } = this;
    const at = this.clock.seconds();
    const started = performance.now();
    const { status, error, answer } = await this.deliver(row.request, this.decisions.pushTimeoutMs);
    if (round !== this.round) {
      return undefined;
    }
    record.attempts.push({
      at,
      status: status ?? null,
      error: error ?? null,
      answer,
      ms: Math.round(performance.now() - started),
    });
    const isTaken = status !== undefined && status >= 200 && status < 300;
    const pause = isTaken ? undefined : this.decisions.pushRetrySeconds[waiting.tried];
    waiting.tried++;
    if (pause === undefined) {
      this.settle(record, isTaken ? 'delivered' : 'failed');
      this.store.commit({ t: 'pushOver', i: row.id });
      return undefined;
    }
    this.store.commit({ t: 'pushTried', i: row.id, n: waiting.tried });
    return pause * 1000;
  }
}
