import { request as requestHttp } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { RawPush } from '../../../sms/webhooks/rawPush';
import { bodyBytes } from './caughtPush';
import type { Delivery, DeliveryFailure, DeliveryKind } from './caughtPush';

/** What to give to an app. */
export interface Parcel {
  readonly raw: RawPush;
  readonly bodyBase64?: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface DeliveryOptions {
  readonly kind: DeliveryKind;
  readonly signal?: AbortSignal;
  /** ClickSend itself is reported to wait 15 to 30 s; a debugger at a breakpoint wants the most. */
  readonly timeoutMs?: number;
  readonly now?: () => number;
}

/** An answer is shown, not processed: more than this is cut off. */
const excerptBytes = 4096;

/**
 * Gives a push to the user's app as it came: method, content type, query and the body's bytes.
 * Never throws; redirects are not followed, because ClickSend's would not be seen to be either.
 */
export async function deliver(
  parcel: Parcel,
  address: URL,
  { kind, signal, timeoutMs = 30_000, now = Date.now }: DeliveryOptions,
): Promise<Delivery> {
  const at = now();
  const started = performance.now();
  const timeout = AbortSignal.timeout(timeoutMs);
  const stop = signal ? AbortSignal.any([signal, timeout]) : timeout;
  let answer: Delivery['answer'];
  try {
    answer = await exchange(parcel, address, stop);
  } catch (error) {
    answer = { failure: timeout.aborted ? 'timeout' : signal?.aborted ? 'stopped' : why(error) };
  }
  const durationMs = Math.round((performance.now() - started) * 10) / 10;
  return { kind, url: address.href, at, durationMs, answer };
}

function exchange(
  parcel: Parcel,
  address: URL,
  signal: AbortSignal,
): Promise<Extract<Delivery['answer'], { status: number }>> {
  const { method, query, contentType } = parcel.raw;
  const body = method === 'GET' ? undefined : bodyBytes(parcel);
  const start = address.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const request = start(
      withQuery(address, query),
      {
        method,
        signal,
        agent: false,
        headers: {
          ...parcel.headers,
          ...(contentType && { 'content-type': contentType }),
          ...(body && { 'content-length': body.length }),
        },
      },
      (response) => {
        readExcerpt(response, reject, (excerpt) => {
          const { statusCode = 0, headers } = response;
          resolve({ status: statusCode, contentType: headers['content-type'] ?? '', excerpt });
        });
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

function readExcerpt(
  response: IncomingMessage,
  reject: (error: Error) => void,
  done: (excerpt: string) => void,
): void {
  const chunks: Buffer[] = [];
  let size = 0;
  const finish = () => {
    done(Buffer.concat(chunks).subarray(0, excerptBytes).toString('utf8'));
  };
  response.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= excerptBytes) {
      finish();
      response.destroy();
    }
  });
  response.on('end', finish);
  response.on('error', reject);
}

/** The app's own query stays; the push's comes after it, unchanged. */
function withQuery(address: URL, query: string): URL {
  if (query === '') {
    return address;
  }
  const url = new URL(address);
  url.search = url.search === '' ? query : `${url.search}&${query}`;
  return url;
}

function why(error: unknown): DeliveryFailure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ECONNREFUSED') {
    return 'refused';
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return 'unknownHost';
  }
  if (code === 'ECONNRESET' || code === 'EPIPE' || code.startsWith('HPE_')) {
    return 'reset';
  }
  return /CERT|TLS|SSL|ALTNAME/.test(code) ? 'tls' : 'other';
}
