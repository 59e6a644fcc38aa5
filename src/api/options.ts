import type { HistoryFilter, WebhookType } from '../sms/resources';

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

export interface DownloadOptions extends CallOptions {
  readonly onProgress?: (bytes: number, total: number | undefined) => void;
}

export interface InboundRuleDraft {
  readonly name: string;
  readonly dedicatedNumber: string;
  readonly searchType: number;
  readonly searchTerm: string;
  readonly action: string;
  readonly actionAddress: string;
  /** The text of an AUTO_REPLY or SMS; a change that leaves it out may lose it. */
  readonly body?: string;
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
  /**
   * URL of an http or https proxy, for https requests through CONNECT; loopback is never proxied.
   * Absent, or SOCKS, leaves proxies to the host, which patches Node's own modules inside VS Code.
   */
  readonly proxy?: string;
  /** Longest wait for a whole answer once connected, in milliseconds; 30,000 unless given. */
  readonly timeoutMs?: number;
  /** Longest wait for a connection including TLS, in milliseconds; 10,000 unless given. */
  readonly connectTimeoutMs?: number;
  /** How often a read is tried in all; 3 unless given. */
  readonly maxAttempts?: number;
  readonly onRequest?: (line: RequestLine) => void;
  /** Waits between retries; injected by tests. */
  readonly wait?: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly random?: () => number;
}
