import { ClickSendError } from '../errors';
import type { CallOptions, ClientOptions } from '../options';
import { makeConnections, type Connections } from './agents';
import { parseBaseUrl } from './baseUrl';
import { pathAndQuery, type Call } from './call';
import { anyOf, throwIfCancelled, waitFor, waitOrCancel } from './cancel';
import { tryReadEnvelope, type Answer } from './envelope';
import { exchange, ExchangeFailure, type ExchangeRequest } from './exchange';
import { failedAnswer, failedDecode, failedExchange, type FailedTry } from './failure';
import { makeCleaner } from './outsideText';
import { retryDelay } from './retry';

const maxAnswerBytes = 32 * 1024 * 1024;

/** Makes calls; resources know nothing of HTTP beyond this. */
export interface Transport {
  /** Calls, and decodes a success. `decode` may throw 'badResponse'. */
  call<Result>(
    call: Call,
    decode: (answer: Answer) => Result,
    options?: CallOptions,
  ): Promise<Result>;
}

/** `Transport` with what only the client and the download need. */
export interface HttpTransport extends Transport {
  readonly baseUrl: URL;
  readonly connections: Connections;
  readonly connectTimeoutMs: number;
  readonly timeoutMs: number;
  /** Ends kept-alive connections; reads on their way fail as 'cancelled', changes run to their end. */
  dispose(): void;
}

/**
 * The credentials live only in this closure, so that no inspection of the client or of an error can
 * show them.
 */
export function makeTransport(options: ClientOptions): HttpTransport {
  const { username, apiKey, wait = waitFor, random = Math.random, maxAttempts = 3 } = options;
  const baseUrl = parseBaseUrl(options.baseUrl);
  const token = Buffer.from(`${username}:${apiKey}`).toString('base64');
  const clean = makeCleaner([apiKey, token]);
  const connections = makeConnections(options.proxy);
  const disposal = new AbortController();
  const limits = {
    connectTimeoutMs: options.connectTimeoutMs ?? 10_000,
    timeoutMs: options.timeoutMs ?? 30_000,
    maxBytes: maxAnswerBytes,
  };

  const tryOnce = async (
    call: CallHead,
    request: ExchangeRequest,
    attempt: number,
    signal: AbortSignal | undefined,
  ): Promise<ReadAnswer | FailedTry> => {
    const agents = connections.agentsFor(request.url, call.kind !== 'change');
    const started = performance.now();
    const answer = await exchange(request, { ...limits, agents, signal }).catch(onlyFailure);
    const failed = answer instanceof ExchangeFailure;
    const { method, path } = call;
    const durationMs = Math.round(performance.now() - started);
    const status = failed ? undefined : answer.status;
    quietly(() => options.onRequest?.({ method, path, status, durationMs, attempt }));
    if (failed) {
      return failedExchange(call.kind, answer, clean);
    }
    const envelope = tryReadEnvelope(answer.status === 204 ? '{}' : answer.text);
    return failedAnswer(call.kind, answer, envelope, clean) ?? { status: answer.status, envelope };
  };

  const tryUntilAnswered = async <Result>(
    call: CallHead,
    request: ExchangeRequest,
    decode: (answer: Answer) => Result,
    signal: AbortSignal | undefined,
  ): Promise<Result> => {
    const stop = call.kind === 'change' ? signal : anyOf(signal, disposal.signal);
    for (let attempt = 1; ; attempt++) {
      throwIfCancelled(stop, disposal.signal);
      const tried = await tryOnce(call, request, attempt, stop);
      const result = 'error' in tried ? tried : decoded(call, tried, decode);
      if (!('error' in result)) {
        return result.value;
      }
      const pause = retryDelay(call.kind, result, attempt, random);
      if (pause === undefined || attempt >= maxAttempts) {
        throw result.error;
      }
      await waitOrCancel(() => wait(pause, stop), stop);
    }
  };

  return {
    baseUrl,
    connections,
    ...limits,
    dispose: () => {
      disposal.abort();
      connections.close();
    },
    // Not async: the body, up to a thousand messages, is let go of once it is written as JSON.
    call: (call, decode, { signal } = {}) => {
      const request = requestFor(baseUrl, call, `Basic ${token}`);
      const { kind, method, path } = call;
      return tryUntilAnswered({ kind, method, path }, request, decode, signal);
    },
  };
}

/** What the log and the rules of retrying need to know of a call. */
type CallHead = Pick<Call, 'kind' | 'method' | 'path'>;

/** An answer of which the JSON is read, once: a big send comes back as some 400 KB. */
interface ReadAnswer {
  readonly status: number;
  /** Undefined when it is no JSON. */
  readonly envelope: Answer | undefined;
}

function decoded<Result>(
  { kind }: CallHead,
  { status, envelope }: ReadAnswer,
  decode: (answer: Answer) => Result,
): { value: Result } | FailedTry {
  if (!envelope) {
    return failedDecode(kind, status);
  }
  try {
    return { value: decode(envelope) };
  } catch (error) {
    if (error instanceof ClickSendError) {
      return failedDecode(kind, status);
    }
    throw error;
  }
}

function requestFor(baseUrl: URL, call: Call, authorization: string): ExchangeRequest {
  const body = call.body === undefined ? undefined : JSON.stringify(call.body);
  return {
    method: call.method,
    url: new URL(baseUrl.origin + baseUrl.pathname.replace(/(?<!\/)\/+$/, '') + pathAndQuery(call)),
    headers: {
      accept: 'application/json',
      'user-agent': 'clicksend-sms (VS Code extension, unofficial)',
      authorization,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body,
  };
}

function onlyFailure(error: unknown): ExchangeFailure {
  if (error instanceof ExchangeFailure) {
    return error;
  }
  throw error;
}

/** A log that fails must not make a send look failed. */
function quietly(log: () => void): void {
  try {
    log();
  } catch {
    return;
  }
}
