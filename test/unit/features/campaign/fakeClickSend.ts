import { ClickSendError } from '../../../../src/api/errors';
import type { FailureReason } from '../../../../src/api/errors';
import type { HistoryQuery } from '../../../../src/api/client';
import type {
  HistoryMessage,
  MessageResult,
  OutgoingMessage,
  Page,
  SendRequest,
  SendResult,
} from '../../../../src/sms/resources';

/** What happens to one request: how many of its messages are taken, and what is answered. */
export interface Behaviour {
  /** All unless given. */
  readonly takes?: number;
  readonly fails?: FailureReason;
  readonly retryAfterSeconds?: number;
  /** Leaves the last so many messages out of the answer. */
  readonly forgets?: number;
  /** Answers so instead of SUCCESS, though the messages are taken; "" for no reference either. */
  readonly status?: string;
  /** Runs before the answer. */
  readonly before?: () => Promise<void> | void;
}

export const price = 0.0792;

/** Takes messages into a history, and fails as told. The n-th request behaves as the n-th entry. */
export class FakeClickSend {
  readonly rows: HistoryMessage[] = [];
  readonly requests: SendRequest[] = [];
  script: Behaviour[] = [];
  /** Numbers that are refused, with the vendor's code. */
  readonly refused = new Map<string, string>();
  /** How many of the newest rows history does not show yet. */
  hidden = 0;
  historyFails: FailureReason | undefined;
  historyReads = 0;
  /** Custom strings of which everything scheduled was to be cancelled. */
  readonly cancels: string[] = [];
  /** What happens to the n-th of them. */
  cancelFails: (FailureReason | undefined)[] = [];
  /** How history writes a number. */
  writeNumber: (number: string) => string = (number) => number;

  constructor(private readonly clock: { now: number }) {}

  readonly messages = {
    send: async (request: SendRequest): Promise<SendResult> => {
      const behaviour = this.script[this.requests.length] ?? {};
      this.requests.push(request);
      await behaviour.before?.();
      const taken = request.messages.slice(0, behaviour.takes ?? request.messages.length);
      const results = taken.map((message) => this.take(message));
      if (behaviour.fails) {
        throw new ClickSendError(behaviour.fails, {
          retryAfterSeconds: behaviour.retryAfterSeconds,
        });
      }
      const { status } = behaviour;
      if (status !== undefined) {
        results.forEach((result, i) => {
          const customString = status === '' ? '' : result.customString;
          results[i] = { ...result, outcome: 'unknown', status, customString };
        });
      }
      const messages = results.slice(0, results.length - (behaviour.forgets ?? 0)).reverse();
      const totalPrice = price * messages.length;
      const counts = { totalCount: messages.length, queuedCount: messages.length, blockedCount: 0 };
      return { totalPrice, ...counts, messages, currency: undefined };
    },
    cancelAll: (customString = ''): Promise<number> => {
      const fails = this.cancelFails[this.cancels.length];
      this.cancels.push(customString);
      if (fails && fails !== 'outcomeUnknown') {
        return Promise.reject(new ClickSendError(fails));
      }
      let count = 0;
      for (const [i, row] of this.rows.entries()) {
        if (row.status === 'Scheduled' && row.customString === customString) {
          this.rows[i] = { ...row, status: 'Cancelled', statusCode: '301' };
          count++;
        }
      }
      return fails ? Promise.reject(new ClickSendError(fails)) : Promise.resolve(count);
    },
  };

  readonly history = {
    list: (query: HistoryQuery = {}): Promise<Page<HistoryMessage>> => {
      this.historyReads++;
      if (this.historyFails) {
        return Promise.reject(new ClickSendError(this.historyFails));
      }
      const { page = 1, pageSize = 15, filter = {}, orderBy } = query;
      const { dateFrom = 0, dateTo = Infinity } = filter;
      const shown = this.rows
        .slice(0, this.rows.length - this.hidden)
        .filter(({ date = 0 }) => date >= dateFrom && date <= dateTo);
      if (orderBy === 'date:desc') {
        shown.reverse();
      }
      return Promise.resolve({
        items: shown
          .slice((page - 1) * pageSize, page * pageSize)
          .map((row) => ({ ...row, to: this.writeNumber(row.to) })),
        total: shown.length,
        page,
        pageSize,
        lastPage: Math.ceil(shown.length / pageSize),
      });
    },
  };

  /** How often each number got the message. */
  deliveriesTo(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const { to } of this.rows) {
      counts.set(to, (counts.get(to) ?? 0) + 1);
    }
    return counts;
  }

  addRow(message: OutgoingMessage, changes: Partial<HistoryMessage> = {}): HistoryMessage {
    const row: HistoryMessage = {
      messageId: `ID-${this.rows.length + 1}`,
      direction: 'out',
      date: Math.floor(this.clock.now / 1000),
      to: message.to ?? '',
      from: '+61400000000',
      body: message.body,
      status: message.schedule === undefined ? 'Completed' : 'Scheduled',
      statusCode: undefined,
      statusText: undefined,
      errorCode: undefined,
      errorText: undefined,
      schedule: message.schedule,
      parts: 1,
      price,
      customString: message.customString,
      listId: undefined,
      subaccountId: undefined,
      userId: undefined,
      country: 'AU',
      carrier: undefined,
      firstName: undefined,
      lastName: undefined,
      fromEmail: undefined,
      apiUsername: undefined,
      raw: {},
      ...changes,
    };
    this.rows.push(row);
    return row;
  }

  private take(message: OutgoingMessage): MessageResult {
    const status = this.refused.get(message.to ?? '');
    const row = status === undefined ? this.addRow(message) : undefined;
    return {
      outcome: row ? 'accepted' : 'rejected',
      status: status ?? 'SUCCESS',
      to: message.to ?? '',
      body: message.body,
      from: row?.from ?? '',
      messageId: row?.messageId ?? 'REFUSED',
      parts: row ? 1 : undefined,
      price: row ? price : undefined,
      customString: message.customString ?? '',
      country: 'AU',
      carrier: undefined,
      schedule: message.schedule ?? row?.date,
    };
  }
}
