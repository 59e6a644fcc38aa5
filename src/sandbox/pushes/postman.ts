import type { Clock } from '../clock';
import type { Decisions } from '../decisions';
import type { Account, InboundCopy, Receipt } from '../store/account';
import type { Deliver } from './delivery';
import { outcomeNamed } from '../network/outcome';
import {
  formatPush,
  inboundFields,
  receiptFields,
  type PushFields,
  type PushForm,
  type PushRequest,
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
  /** `refused` was never sent: its address is not allowed. */
  state: 'pending' | 'delivered' | 'failed' | 'refused';
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

const isLoopback = (hostname: string): boolean =>
  /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/iu.test(hostname);

/** Pushes receipts and received messages to webhooks, with retries, and keeps a log of it. */
export class Postman {
  private records: PushRecord[] = [];
  private count = 0;
  /** The sandbox's own port, which is no place for a push. */
  ownPort: number | undefined = undefined;

  constructor(
    private readonly clock: Clock,
    private readonly decisions: Decisions,
    private readonly deliver: Deliver,
  ) {}

  get log(): readonly PushRecord[] {
    return this.records;
  }

  clear(): void {
    this.records = [];
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
    const reason = this.refusalOf(url);
    const request: PushRequest =
      reason === undefined
        ? formatPush(url, fields, form)
        : { method: 'POST', url, contentType: undefined, body: undefined };
    const record: PushRecord = {
      id: ++this.count,
      kind,
      username: account.profile.username,
      rule_id: ruleId ?? null,
      message_id: messageId,
      url: request.url,
      method: request.method,
      content_type: request.contentType ?? null,
      body: request.body ?? null,
      attempts: [],
      state: reason === undefined ? 'pending' : 'refused',
      reason: reason ?? null,
    };
    this.records.push(record);
    if (this.records.length > mostRecords) {
      this.records.shift();
    }
    if (reason === undefined) {
      void this.attempt(record, request);
    }
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

  private async attempt(record: PushRecord, request: PushRequest): Promise<void> {
    const at = this.clock.seconds();
    const started = performance.now();
    const { status, error, answer } = await this.deliver(request, this.decisions.pushTimeoutMs);
    record.attempts.push({
      at,
      status: status ?? null,
      error: error ?? null,
      answer,
      ms: Math.round(performance.now() - started),
    });
    if (status !== undefined && status >= 200 && status < 300) {
      record.state = 'delivered';
      return;
    }
    const pause = this.decisions.pushRetrySeconds[record.attempts.length - 1];
    if (pause === undefined) {
      record.state = 'failed';
      return;
    }
    this.clock.at(this.clock.now() + pause * 1000, () => {
      if (this.records.includes(record)) {
        void this.attempt(record, request);
      }
    });
  }
}
