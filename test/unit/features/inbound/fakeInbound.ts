import * as vscode from 'vscode';
import { ClickSendError } from '../../../../src/api/errors';
import type { PageOptions } from '../../../../src/api/options';
import type { InboundClient } from '../../../../src/features/inbound/services';
import type { ActiveAccount } from '../../../../src/platform/session';
import { Documents } from '../../../../src/platform/documents';
import { ErrorBoundary } from '../../../../src/platform/errors';
import { Spending } from '../../../../src/platform/spending';
import type { InboundMessage, InboundRule, Page, Sender } from '../../../../src/sms/resources';

/** An inbox as ClickSend keeps it: lists unread ones, one copy for each POLL rule. */
export class FakeInboundClient implements InboundClient {
  readonly requests: number[] = [];
  readonly marked: string[] = [];
  readonly markedBefore: (number | undefined)[] = [];
  readonly failures: Error[] = [];
  readonly read = new Set<string>();
  rules: InboundRule[] = [pollRule];
  knownSenders: readonly Sender[] = [];
  onMark: ((messageId: string) => void) | undefined;

  constructor(
    public messages: readonly InboundMessage[] = [],
    private readonly copies = 1,
  ) {}

  readonly inbound = {
    list: ({ page = 1, pageSize = 15 }: PageOptions = {}): Promise<Page<InboundMessage>> => {
      this.requests.push(page);
      const failure = this.failures.shift();
      if (failure) {
        return Promise.reject(failure);
      }
      const unread = this.messages
        .filter(({ messageId }) => !this.read.has(messageId))
        .flatMap((message) => Array.from({ length: this.copies }, () => message));
      return Promise.resolve({
        items: unread.slice((page - 1) * pageSize, page * pageSize),
        total: unread.length,
        page,
        pageSize,
        lastPage: Math.ceil(unread.length / pageSize),
      });
    },
    getReplyTo: (originalMessageId: string): Promise<InboundMessage> => {
      const found = this.messages.find((each) => each.originalMessageId === originalMessageId);
      return found ? Promise.resolve(found) : Promise.reject(new ClickSendError('notFound'));
    },
    markRead: (before?: number): Promise<void> => {
      this.markedBefore.push(before);
      for (const { messageId, timestamp } of this.messages) {
        if (before === undefined || (timestamp ?? 0) < before) {
          this.read.add(messageId);
        }
      }
      return Promise.resolve();
    },
    markMessageRead: (messageId: string): Promise<number> => {
      this.marked.push(messageId);
      try {
        this.onMark?.(messageId);
      } catch (error) {
        return Promise.reject(error instanceof Error ? error : new Error('mark'));
      }
      this.read.add(messageId);
      return Promise.resolve(this.copies);
    },
  };

  readonly inboundRules = {
    list: (): Promise<Page<InboundRule>> => {
      const items = this.rules;
      return Promise.resolve({ items, total: items.length, page: 1, pageSize: 100, lastPage: 1 });
    },
    create: (draft: Parameters<InboundClient['inboundRules']['create']>[0]) => {
      const rule = { ...pollRule, ...draft, ruleId: this.rules.length + 1 } as InboundRule;
      this.rules = [...this.rules, rule];
      return Promise.resolve(rule);
    },
  };

  readonly senders = {
    list: (): Promise<readonly Sender[]> => {
      return Promise.resolve(this.knownSenders);
    },
  };
}

export const pollRule: InboundRule = {
  ruleId: 1,
  name: 'poll',
  dedicatedNumber: '*',
  searchType: 0,
  searchTerm: '',
  action: 'POLL',
  actionAddress: '',
  webhookType: undefined,
  enabled: true,
  raw: {},
};

export function inboundServices(client: FakeInboundClient) {
  const switched = new vscode.EventEmitter<ActiveAccount | undefined>();
  const session = {
    active: { id: 'a', kind: 'sandbox', username: 'a', label: 'Sandbox' } as
      ActiveAccount | undefined,
    ready: Promise.resolve(),
    onDidChangeActive: switched.event,
    client: (): Promise<InboundClient> => Promise.resolve(client),
  };
  const errors = new ErrorBoundary(
    vscode.window.createOutputChannel('ClickSend', { log: true }),
    (error) =>
      error instanceof ClickSendError
        ? { message: `API: ${error.reason}`, logLine: error.reason }
        : undefined,
  );
  return {
    services: { session, errors, spending: new Spending(), documents: new Documents() },
    switchTo: (account: ActiveAccount | undefined) => {
      session.active = account;
      switched.fire(account);
    },
  };
}
