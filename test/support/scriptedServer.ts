import http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface RecordedRequest {
  readonly method: string;
  /** Path and query as they came over the wire. */
  readonly url: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

export type Reply =
  | {
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
      /** Text goes out as it is, anything else as JSON. */
      readonly body?: unknown;
    }
  | ((response: http.ServerResponse, request: http.IncomingMessage) => void);

export interface ScriptedServer {
  readonly url: string;
  readonly port: number;
  readonly requests: readonly RecordedRequest[];
  /** Settles when the next request has come in whole. */
  nextRequest(): Promise<RecordedRequest>;
  close(): Promise<void>;
}

/**
 * An HTTP server on loopback that gives one reply after another, the last one again and again.
 * Requests that come when there is no reply at all get 500.
 */
export async function scriptedServer(...replies: Reply[]): Promise<ScriptedServer> {
  const requests: RecordedRequest[] = [];
  const waiting: ((request: RecordedRequest) => void)[] = [];
  const server = http.createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('error', () => undefined);
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const recorded = {
        method: request.method ?? '',
        url: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(pieces).toString(),
      };
      const reply = replies[Math.min(requests.length, replies.length - 1)] ?? { status: 500 };
      requests.push(recorded);
      give(reply, response, request);
      for (const resolve of waiting.splice(0)) {
        resolve(recorded);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    requests,
    nextRequest: () => new Promise((resolve) => waiting.push(resolve)),
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function give(reply: Reply, response: http.ServerResponse, request: http.IncomingMessage): void {
  if (typeof reply === 'function') {
    reply(response, request);
    return;
  }
  const { status = 200, headers = {}, body = '' } = reply;
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

/** ClickSend's envelope around `data`. */
export function envelope(data: unknown, rest: Readonly<Record<string, unknown>> = {}): Reply {
  return {
    body: {
      http_code: 200,
      response_code: 'SUCCESS',
      response_msg: 'Here are your data.',
      data,
      ...rest,
    },
  };
}

export function failure(status: number, code: string, message = 'No.'): Reply {
  return {
    status,
    body: { http_code: status, response_code: code, response_msg: message, data: null },
  };
}
