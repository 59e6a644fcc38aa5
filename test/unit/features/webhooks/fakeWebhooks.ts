import * as vscode from 'vscode';
import type { ErrorBoundary } from '../../../../src/platform/errors';
import { Documents } from '../../../../src/platform/documents';
import { ErrorBoundary as Boundary } from '../../../../src/platform/errors';
import type { ActiveAccount } from '../../../../src/platform/session';
import { openWebhooks } from '../../../../src/features/webhooks/webhooks';
import { treeHost } from '../../../support/treeHost';
import type { WebhookClient } from '../../../../src/features/webhooks/services';
import type { WebhookNode } from '../../../../src/features/webhooks/view/node';
import type { InboundRuleDraft, ReceiptRuleDraft } from '../../../../src/api/options';
import type {
  DeliveryReceipt,
  HistoryMessage,
  InboundMessage,
  InboundRule,
  Page,
  ReceiptRule,
} from '../../../../src/sms/resources';
import { created, host } from '../../../support/vscode';
import { aMemento } from '../../../support/mementos';

export const aReceipt = (changes: Partial<DeliveryReceipt> = {}): DeliveryReceipt => ({
  messageId: '2336751A-BBBE-4887-9D7C-CB7558F00208',
  sentAt: 1722565400,
  receivedAt: 1722565411,
  statusCode: '201',
  statusText: 'Success: Message received on handset.',
  errorCode: undefined,
  errorText: undefined,
  customString: undefined,
  messageType: 'sms',
  subaccountId: 1,
  raw: { status_code: '201' },
  ...changes,
});

const anInbound: InboundMessage = {
  messageId: '7E0F75B6-8CE0-4202-B589-8BA8E5CBA661',
  originalMessageId: undefined,
  originalBody: undefined,
  from: '+61487722156',
  to: '+61411111111',
  body: 'This is a test',
  timestamp: 1722580202,
  customString: undefined,
  keyword: 'this',
  raw: {},
};

export const aReceiptRule = (changes: Partial<ReceiptRule> = {}): ReceiptRule => ({
  ruleId: 1,
  name: 'To my app',
  matchType: 0,
  action: 'URL',
  actionAddress: 'https://example.com/hook',
  enabled: true,
  raw: {},
  ...changes,
});

export const anInboundRule = (changes: Partial<InboundRule> = {}): InboundRule => ({
  ruleId: 2,
  name: 'Replies',
  dedicatedNumber: '*',
  searchType: 2,
  searchTerm: 'yes',
  action: 'URL',
  actionAddress: 'https://example.com/hook',
  webhookType: 'json',
  enabled: true,
  raw: {},
  ...changes,
});

/** An account's side of webhooks, kept in arrays, and what was asked of it. */
export class FakeClickSend {
  readonly calls: (readonly unknown[])[] = [];
  receipts: readonly DeliveryReceipt[] = [];
  receiptRules: readonly ReceiptRule[] = [];
  inboundRules: readonly InboundRule[] = [];
  history: readonly HistoryMessage[] = [];
  failure: Error | undefined;

  readonly client: WebhookClient = {
    receipts: {
      createTest: (url) => this.answer(aReceipt(), 'receipts.createTest', url),
      list: ({ page = 1, pageSize = 50 } = {}) =>
        this.answer(pageOf(this.receipts, page, pageSize), 'receipts.list', page),
      get: (id) => this.answer(aReceipt({ messageId: id }), 'receipts.get', id),
      markRead: (before) => this.answer(undefined, 'receipts.markRead', before),
    },
    inbound: { createTest: (url, type) => this.answer(anInbound, 'inbound.createTest', url, type) },
    receiptRules: {
      list: () => this.answer(pageOf(this.receiptRules, 1, 100), 'receiptRules.list'),
      create: (draft: ReceiptRuleDraft) =>
        this.answer(aReceiptRule(), 'receiptRules.create', draft),
      update: (id, draft) => this.answer(aReceiptRule(), 'receiptRules.update', id, draft),
      delete: (id) => this.answer(undefined, 'receiptRules.delete', id),
    },
    inboundRules: {
      list: () => this.answer(pageOf(this.inboundRules, 1, 100), 'inboundRules.list'),
      create: (draft: InboundRuleDraft) =>
        this.answer(anInboundRule(), 'inboundRules.create', draft),
      update: (id, draft) => this.answer(anInboundRule(), 'inboundRules.update', id, draft),
      delete: (id) => this.answer(undefined, 'inboundRules.delete', id),
    },
    history: { list: () => this.answer(pageOf(this.history, 1, 50), 'history.list') },
  };

  called(name: string): readonly (readonly unknown[])[] {
    return this.calls.filter(([called]) => called === name).map(([, ...args]) => args);
  }

  private answer<T>(value: T, ...call: readonly unknown[]): Promise<T> {
    this.calls.push(call);
    return this.failure ? Promise.reject(this.failure) : Promise.resolve(value);
  }
}

function pageOf<T>(items: readonly T[], page: number, pageSize: number): Page<T> {
  return {
    items: items.slice((page - 1) * pageSize, page * pageSize),
    total: items.length,
    page,
    pageSize,
    lastPage: Math.ceil(items.length / pageSize),
  };
}

/** The feature as extension.ts registers it, on a fake account. */
export class WebhookStage {
  readonly clickSend = new FakeClickSend();
  readonly memory = aMemento();
  readonly controls: (readonly unknown[])[] = [];
  private readonly activeChanged = new vscode.EventEmitter<ActiveAccount | undefined>();
  private readonly feature: vscode.Disposable;
  active: ActiveAccount | undefined;

  constructor(kind: 'sandbox' | 'live', storage: string, documents: Documents = new Documents()) {
    this.active = { id: kind, kind, username: 'me', label: kind };
    host.settings.set('clicksend.webhooks.port', 0);
    const log = vscode.window.createOutputChannel('ClickSend', { log: true });
    const errors: ErrorBoundary = new Boundary(log, () => undefined);
    const stage = {
      get active() {
        return current();
      },
      ready: Promise.resolve(),
      onDidChangeActive: this.activeChanged.event,
      client: () => Promise.resolve(this.clickSend.client),
    };
    const current = () => this.active;
    this.feature = openWebhooks(
      {
        session: stage,
        sandbox: {
          control: (...args: readonly unknown[]) => {
            this.controls.push(args);
            return Promise.resolve({});
          },
        },
        errors,
        documents,
        memory: this.memory,
        storage: vscode.Uri.file(storage),
      },
      treeHost('clicksend.webhooks'),
    );
  }

  signOut(): void {
    this.active = undefined;
    this.activeChanged.fire(undefined);
  }

  /** Everything printed to the panel. */
  get panel(): string {
    return host.logLines
      .filter(({ level }) => level === 'appendLine')
      .map(({ text }) => text)
      .join('\n');
  }

  private get tree() {
    return created.treeViews.get('clicksend.webhooks')!.options.treeDataProvider as {
      getChildren(node?: WebhookNode): Promise<WebhookNode[]>;
      getTreeItem(node: WebhookNode): vscode.TreeItem;
    };
  }

  async nodes(parent?: WebhookNode): Promise<WebhookNode[]> {
    return this.tree.getChildren(parent);
  }

  /** "label | description" of each row below a parent. */
  async rows(parent?: WebhookNode): Promise<string[]> {
    return (await this.nodes(parent)).map((node) => {
      const { label, description } = this.tree.getTreeItem(node);
      return `${label as string} | ${description as string}`;
    });
  }

  dispose(): void {
    this.feature.dispose();
  }
}
