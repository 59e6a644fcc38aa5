import * as vscode from 'vscode';
import { ClickSendError } from '../../../../src/api/errors';
import type { HistoryQuery } from '../../../../src/api/options';
import { Documents } from '../../../../src/platform/documents';
import { ErrorBoundary } from '../../../../src/platform/errors';
import { Spending } from '../../../../src/platform/spending';
import type { SendReport } from '../../../../src/sms/draft';
import type { HistoryMessage, Page, Sender } from '../../../../src/sms/resources';
import type { HistoryClient } from '../../../../src/features/history/services';
import type { ActiveAccount } from '../../../../src/platform/session';

/** A history kept in memory, newest first, that notes what it was asked. */
export class FakeHistoryClient implements HistoryClient {
  readonly queries: HistoryQuery[] = [];
  readonly cancelled: string[] = [];
  readonly cancelledAll: (string | undefined)[] = [];
  readonly failures: Error[] = [];
  knownSenders: readonly Sender[] = [];
  csv = 'a,b\n';
  downloadFails: unknown;
  /** Called instead of cancelling. */
  onCancel: ((messageId: string) => Promise<void>) | undefined;
  private readonly made: ((index: number) => HistoryMessage) | undefined;

  constructor(
    public rows: readonly HistoryMessage[] = [],
    private readonly endless?: {
      readonly total: number;
      readonly at: (index: number) => HistoryMessage;
    },
  ) {
    this.made = endless?.at;
  }

  readonly history = {
    list: (query: HistoryQuery = {}): Promise<Page<HistoryMessage>> => {
      this.queries.push(query);
      const failure = this.failures.shift();
      if (failure !== undefined) {
        return Promise.reject(failure);
      }
      const { page = 1, pageSize = 15, filter = {} } = query;
      const from = (page - 1) * pageSize;
      if (this.endless && this.made && filter.status === undefined) {
        const { total } = this.endless;
        const count = Math.max(0, Math.min(pageSize, total - from));
        const items = Array.from({ length: count }, (_unused, index) =>
          this.endless!.at(from + index),
        );
        return Promise.resolve({
          items,
          total,
          page,
          pageSize,
          lastPage: Math.ceil(total / pageSize),
        });
      }
      const found = this.rows.filter(
        (message) =>
          (filter.status === undefined || message.status === filter.status) &&
          (filter.to === undefined || message.to === filter.to) &&
          (filter.messageId === undefined || message.messageId === filter.messageId),
      );
      return Promise.resolve({
        items: found.slice(from, from + pageSize),
        total: found.length,
        page,
        pageSize,
        lastPage: Math.ceil(found.length / pageSize),
      });
    },
    export: (filename: string, query?: HistoryQuery): Promise<string> => {
      this.queries.push(query ?? {});
      return Promise.resolve(`https://files.example/${filename}`);
    },
    download: async (_url: string, sink: NodeJS.WritableStream): Promise<number> => {
      await new Promise<void>((resolve, reject) => {
        sink.write(this.csv, (error) => {
          if (error) {
            reject(error);
          } else {
            resolve();
          }
        });
      });
      if (this.downloadFails !== undefined) {
        throw this.downloadFails as Error;
      }
      await new Promise<void>((resolve) => {
        sink.end(() => {
          resolve();
        });
      });
      return Buffer.byteLength(this.csv);
    },
  };

  readonly receipts = {
    get: (): Promise<never> => {
      return Promise.reject(new ClickSendError('notFound'));
    },
  };

  readonly inbound = {
    getReplyTo: (): Promise<never> => {
      return Promise.reject(new ClickSendError('notFound'));
    },
  };

  readonly messages = {
    cancel: async (messageId: string): Promise<void> => {
      this.cancelled.push(messageId);
      await this.onCancel?.(messageId);
      this.setStatus(messageId, 'Cancelled');
    },
    cancelAll: (customString?: string): Promise<number> => {
      this.cancelledAll.push(customString);
      const hit = this.rows.filter(
        (message) =>
          message.status === 'Scheduled' &&
          (customString === undefined || message.customString === customString),
      );
      for (const { messageId } of hit) {
        this.setStatus(messageId, 'Cancelled');
      }
      return Promise.resolve(hit.length);
    },
  };

  readonly account = {
    listSubaccounts: (): ReturnType<HistoryClient['account']['listSubaccounts']> => {
      return Promise.resolve({ items: [], total: 0, page: 1, pageSize: 100, lastPage: 0 });
    },
    get: (): ReturnType<HistoryClient['account']['get']> => {
      return Promise.resolve({ country: 'AU' } as Awaited<
        ReturnType<HistoryClient['account']['get']>
      >);
    },
  };

  readonly senders = {
    list: (): Promise<readonly Sender[]> => {
      return Promise.resolve(this.knownSenders);
    },
  };

  setStatus(messageId: string, status: string): void {
    this.rows = this.rows.map((message) =>
      message.messageId === messageId ? { ...message, status } : message,
    );
  }
}

export const sandboxAccount: ActiveAccount = {
  id: 'sandbox',
  kind: 'sandbox',
  username: 'sandbox',
  label: 'Sandbox',
};

export function historyServices(client: FakeHistoryClient) {
  const switched = new vscode.EventEmitter<ActiveAccount | undefined>();
  const sent = new vscode.EventEmitter<SendReport>();
  const session = {
    active: sandboxAccount as ActiveAccount | undefined,
    ready: Promise.resolve(),
    onDidChangeActive: switched.event,
    client: (): Promise<HistoryClient> => Promise.resolve(client),
  };
  const errors = new ErrorBoundary(
    vscode.window.createOutputChannel('ClickSend', { log: true }),
    (error) =>
      error instanceof ClickSendError
        ? { message: `API: ${error.reason}`, logLine: error.reason }
        : undefined,
  );
  return {
    services: {
      session,
      errors,
      spending: new Spending(),
      documents: new Documents(),
      sends: { onDidSend: sent.event },
    },
    switchTo: (account: ActiveAccount | undefined) => {
      session.active = account;
      switched.fire(account);
    },
    send: (report: SendReport) => {
      sent.fire(report);
    },
  };
}
