import type {
  Account,
  Contact,
  ContactList,
  Country,
  DeliveryReceipt,
  HistoryFilter,
  HistoryMessage,
  InboundMessage,
  InboundRule,
  Page,
  ReceiptRule,
  SendRequest,
  SendResult,
  Sender,
  SmsStatistics,
  Subaccount,
  Template,
  UsageRow,
  WebhookType,
} from '../sms/resources';

export interface CallOptions {
  readonly signal?: AbortSignal;
}

export interface PageOptions extends CallOptions {
  /** From 1. */
  readonly page?: number;
  /** 15 to 100. */
  readonly pageSize?: number;
}

export interface TemplateQuery extends PageOptions {
  /** One `field:value` pair, sent as `q`. */
  readonly where?: {
    readonly field: 'template_id' | 'template_name' | 'body';
    readonly value: string;
  };
  readonly orderBy?: `${'template_id' | 'template_name' | 'body'}:${'asc' | 'desc'}`;
}

export interface HistoryQuery extends PageOptions {
  readonly filter?: HistoryFilter;
  readonly orderBy?: `${'date' | 'username' | 'from' | 'to' | 'status' | 'body'}:${'asc' | 'desc'}`;
}

export interface InboundRuleDraft {
  readonly name: string;
  readonly dedicatedNumber: string;
  readonly searchType: number;
  readonly searchTerm: string;
  readonly action: string;
  readonly actionAddress: string;
  readonly webhookType?: WebhookType;
  readonly enabled: boolean;
}

export interface ReceiptRuleDraft {
  readonly name: string;
  readonly matchType: number;
  readonly action: string;
  readonly actionAddress: string;
  readonly enabled: boolean;
}

/** What the client writes to the log for one request: no query values, no credentials, no bodies. */
export interface RequestLine {
  readonly method: string;
  /** Path with ids replaced, for example `/v3/sms/receipts/{id}`. */
  readonly path: string;
  readonly status: number | undefined;
  readonly durationMs: number;
  readonly attempt: number;
}

export interface ClientOptions {
  /** For example `https://rest.clicksend.com`; https only unless loopback. */
  readonly baseUrl: string;
  readonly username: string;
  readonly apiKey: string;
  readonly proxy?: string;
  readonly timeoutMs?: number;
  readonly onRequest?: (line: RequestLine) => void;
  /** Waits between retries; injected by tests. */
  readonly wait?: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly random?: () => number;
}

/**
 * ClickSend's REST v3 API. Every method throws `ClickSendError`; every method takes an
 * `AbortSignal`. Reads are retried where that is safe; a send never is.
 */
export declare class ClickSendClient {
  constructor(options: ClientOptions);

  sendSms(request: SendRequest, options?: CallOptions): Promise<SendResult>;
  priceSms(request: SendRequest, options?: CallOptions): Promise<SendResult>;

  createTestReceipt(url: string, options?: CallOptions): Promise<DeliveryReceipt>;
  listReceipts(options?: PageOptions): Promise<Page<DeliveryReceipt>>;
  getReceipt(messageId: string, options?: CallOptions): Promise<DeliveryReceipt>;
  /** Without `before` (Unix seconds) everything is marked. */
  markReceiptsRead(before?: number, options?: CallOptions): Promise<void>;

  createTestInbound(
    url: string,
    webhookType?: WebhookType,
    options?: CallOptions,
  ): Promise<InboundMessage>;
  listInbound(options?: PageOptions): Promise<Page<InboundMessage>>;
  /** The first reply to one of our messages, read or not. */
  getInboundReplyTo(originalMessageId: string, options?: CallOptions): Promise<InboundMessage>;
  markInboundRead(before?: number, options?: CallOptions): Promise<void>;
  /** Returns how many copies were marked. */
  markInboundMessageRead(messageId: string, options?: CallOptions): Promise<number>;

  cancelSms(messageId: string, options?: CallOptions): Promise<void>;
  /** Without `customString` everything scheduled is cancelled. Returns how many were. */
  cancelAllSms(customString?: string, options?: CallOptions): Promise<number>;

  listTemplates(query?: TemplateQuery): Promise<Page<Template>>;
  createTemplate(template: Omit<Template, 'templateId'>, options?: CallOptions): Promise<Template>;
  getTemplate(templateId: number, options?: CallOptions): Promise<Template>;
  updateTemplate(template: Template, options?: CallOptions): Promise<Template>;
  deleteTemplate(templateId: number, options?: CallOptions): Promise<void>;

  listHistory(query?: HistoryQuery): Promise<Page<HistoryMessage>>;
  /** Makes a CSV and returns its short-lived download address. */
  exportHistory(filename: string, query?: HistoryQuery): Promise<string>;
  /** Streams an export to `sink`, without our credentials. Returns the bytes written. */
  downloadExport(
    url: string,
    sink: NodeJS.WritableStream,
    options?: CallOptions & {
      readonly onProgress?: (bytes: number, total: number | undefined) => void;
    },
  ): Promise<number>;

  getAccount(options?: CallOptions): Promise<Account>;
  /** Per-subaccount usage of one month; answers without leaking keys, so it tests credentials. */
  getUsage(year: number, month: number, options?: CallOptions): Promise<readonly UsageRow[]>;
  getSmsStatistics(options?: CallOptions): Promise<SmsStatistics>;
  listSubaccounts(options?: PageOptions): Promise<Page<Subaccount>>;
  listContactLists(options?: PageOptions): Promise<Page<ContactList>>;
  listContacts(listId: number, options?: PageOptions): Promise<Page<Contact>>;
  listCountries(options?: CallOptions): Promise<readonly Country[]>;
  /** Dedicated numbers, own numbers and alpha tags together; all pages. */
  listSenders(options?: CallOptions): Promise<readonly Sender[]>;

  listInboundRules(options?: PageOptions): Promise<Page<InboundRule>>;
  createInboundRule(draft: InboundRuleDraft, options?: CallOptions): Promise<InboundRule>;
  updateInboundRule(
    ruleId: number,
    draft: InboundRuleDraft,
    options?: CallOptions,
  ): Promise<InboundRule>;
  deleteInboundRule(ruleId: number, options?: CallOptions): Promise<void>;
  listReceiptRules(options?: PageOptions): Promise<Page<ReceiptRule>>;
  createReceiptRule(draft: ReceiptRuleDraft, options?: CallOptions): Promise<ReceiptRule>;
  updateReceiptRule(
    ruleId: number,
    draft: ReceiptRuleDraft,
    options?: CallOptions,
  ): Promise<ReceiptRule>;
  deleteReceiptRule(ruleId: number, options?: CallOptions): Promise<void>;

  /** Closes kept-alive connections. */
  dispose(): void;
}
