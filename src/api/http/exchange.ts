import axios from 'axios';
import type { AxiosResponse } from 'axios';
import http from 'node:http';
import https from 'node:https';
import tls from 'node:tls';
import type { Agents } from './agents';

export interface ExchangeRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

export interface ExchangeSettings {
  readonly agents: Agents;
  readonly connectTimeoutMs: number;
  readonly timeoutMs: number;
  readonly maxBytes: number;
  readonly signal?: AbortSignal | undefined;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** Why no whole answer came, and whether the server may have received the request. */
export class ExchangeFailure extends Error {
  constructor(
    readonly what: 'aborted' | 'connectTimeout' | 'readTimeout' | 'tooLarge' | 'network',
    readonly maybeSent: boolean,
    readonly code: string | undefined,
    message: string,
  ) {
    super(message);
  }
}

/**
 * One HTTP request and its whole answer, without redirects. Throws `ExchangeFailure`, which holds
 * nothing of the request: an axios error would carry the credentials along in its `config`.
 */
export async function exchange(
  request: ExchangeRequest,
  settings: ExchangeSettings,
): Promise<RawAnswer> {
  const watch = new Watch(settings);
  try {
    const { status, headers, data } = await send<Buffer>(request, settings, watch, {
      responseType: 'arraybuffer',
      maxContentLength: settings.maxBytes,
    });
    return {
      status,
      headers: Object.fromEntries(Object.entries(headers)),
      text: readText(data),
    };
  } catch (error) {
    throw watch.failure(error);
  } finally {
    watch.end();
  }
}

/** As a `TextDecoder` would read it, several times as fast: an answer has up to half a megabyte. */
function readText(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/** The bare axios call, watched. Only `exchange` and the download use it. */
export function send<Body>(
  { method, url, headers, body }: ExchangeRequest,
  { agents }: Pick<ExchangeSettings, 'agents'>,
  watch: Watch,
  shape: {
    responseType: 'arraybuffer' | 'stream';
    maxContentLength?: number;
    decompress?: boolean;
  },
): Promise<AxiosResponse<Body>> {
  return axios.request<Body>({
    ...shape,
    method,
    url: url.href,
    headers,
    data: body,
    transformRequest: [],
    transformResponse: [],
    validateStatus: () => true,
    maxRedirects: 0,
    maxBodyLength: Infinity,
    // The host or our own tunnel decides; axios would read proxy variables of the environment.
    proxy: false,
    httpAgent: agents.http,
    httpsAgent: agents.https,
    signal: watch.signal,
    transport: {
      request: (options: https.RequestOptions, onResponse: (res: http.IncomingMessage) => void) => {
        // Through the module object, because VS Code patches it.
        const made = (url.protocol === 'https:' ? https : http).request(options, onResponse);
        watch.follow(made, url.protocol === 'https:');
        return made;
      },
    },
  });
}

/** Times one request and knows how far it got. */
export class Watch {
  private readonly abort = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private ended: 'aborted' | 'connectTimeout' | 'readTimeout' | undefined;
  private connected = false;

  constructor(private readonly settings: Omit<ExchangeSettings, 'agents' | 'maxBytes'>) {
    this.limit('connectTimeout', settings.connectTimeoutMs);
    if (settings.signal?.aborted) {
      this.cancelled();
    } else {
      settings.signal?.addEventListener('abort', this.cancelled);
    }
  }

  get signal(): AbortSignal {
    return this.abort.signal;
  }

  /** Bytes can leave only after the connection, TLS included, stands. */
  follow(request: http.ClientRequest, secure: boolean): void {
    request.once('socket', (socket) => {
      const handshaking =
        socket instanceof tls.TLSSocket && Reflect.get(socket, 'secureConnecting') === true;
      if (socket.connecting || handshaking) {
        socket.once(secure ? 'secureConnect' : 'connect', this.hasConnected);
        request.once('close', () => socket.off('connect', this.hasConnected));
      } else {
        this.hasConnected();
      }
    });
    request.once('response', this.hasConnected);
  }

  /** Starts the wait for an answer anew; for a download, after each piece. */
  restart(): void {
    if (this.ended === undefined) {
      this.limit('readTimeout', this.settings.timeoutMs);
    }
  }

  failure(error: unknown): ExchangeFailure {
    const { code, message } = describe(error);
    const tooLarge = axios.isAxiosError(error) && message.includes('maxContentLength');
    const what = this.ended ?? (tooLarge ? 'tooLarge' : 'network');
    return new ExchangeFailure(what, this.connected, code, message);
  }

  end(): void {
    clearTimeout(this.timer);
    this.settings.signal?.removeEventListener('abort', this.cancelled);
  }

  private readonly hasConnected = (): void => {
    if (this.connected) {
      return;
    }
    this.connected = true;
    this.restart();
  };

  private readonly cancelled = (): void => {
    this.stop('aborted');
  };

  private limit(what: 'connectTimeout' | 'readTimeout', ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.stop(what);
    }, ms);
  }

  private stop(what: NonNullable<Watch['ended']>): void {
    this.ended ??= what;
    this.abort.abort();
  }
}

function describe(error: unknown): { code: string | undefined; message: string } {
  if (!(error instanceof Error)) {
    return { code: undefined, message: 'unknown failure' };
  }
  const code: unknown = Reflect.get(error, 'code');
  return { code: typeof code === 'string' ? code : undefined, message: error.message };
}
