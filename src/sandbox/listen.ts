import { createServer, STATUS_CODES, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { envelope } from './http/envelope';

/** Longer than clients keep theirs, so that none reuses a connection just as it is closed here. */
const keepAliveMs = 65_000;

function makeServer(prepare: (server: Server) => void, headersTimeoutMs: number): Server {
  const server = createServer({
    keepAliveTimeout: keepAliveMs,
    // Time limits for whoever sends a request drop by drop.
    headersTimeout: headersTimeoutMs,
    requestTimeout: 6 * headersTimeoutMs,
    connectionsCheckingInterval: headersTimeoutMs / 5,
    maxHeaderSize: 16 << 10,
    // The guard refuses a request without one, in the API's own words.
    requireHostHeader: false,
  });
  prepare(server);
  return server;
}

const listen = (server: Server, host: string, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port, exclusive: true }, () => {
      server.removeListener('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });

export interface Listening {
  readonly servers: readonly Server[];
  readonly port: number;
}

/** Listens on 127.0.0.1 and, where there is one, on ::1 with the same port; nowhere else. */
export async function listenOnLoopback(
  port: number,
  prepare: (server: Server) => void,
  headersTimeoutMs = 10_000,
): Promise<Listening> {
  const first = makeServer(prepare, headersTimeoutMs);
  const actual = await listen(first, '127.0.0.1', port);
  const second = makeServer(prepare, headersTimeoutMs);
  try {
    await listen(second, '::1', actual);
    return { servers: [first, second], port: actual };
  } catch {
    // No IPv6 here, or the port is taken there: 127.0.0.1 will do.
    return { servers: [first], port: actual };
  }
}

const unreadable = envelope(400, 'BAD_REQUEST', 'The request could not be read.', null);

/** Answers what is not even HTTP in the API's own frame, and hangs up. */
export function answerBrokenRequest(error: Error & { code?: string }, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const { status, body } = unreadable;
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\n` +
      `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
