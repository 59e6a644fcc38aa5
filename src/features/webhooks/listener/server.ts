import { createHash, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { keepBody } from '../pushes/caughtPush';
import type { CaughtPush } from '../pushes/caughtPush';

/** What came in, before it has an id. */
export type Arrival = Omit<CaughtPush, 'id' | 'deliveries'>;

export interface ServerLimits {
  /** The longest SMS, in four fields, percent-encoded, is about 20 kB. */
  readonly bodyBytes: number;
  readonly requestMs: number;
  readonly connections: number;
}

const defaultLimits: ServerLimits = { bodyBytes: 64 * 1024, requestMs: 10_000, connections: 100 };

/** Headers an app may look at. Nothing that names or authenticates someone. */
const keptHeaders = ['accept', 'user-agent'] as const;

export interface ServerOptions {
  /** Hex; the only path that is answered is "/" and this. */
  readonly token: string;
  readonly onPush: (arrival: Arrival) => void;
  readonly now?: () => number;
  readonly limits?: Partial<ServerLimits>;
}

/**
 * The HTTP server that catches pushes, on loopback only. It answers 200 before anybody works on the
 * push, since a slow answer would make ClickSend push again; a request without the token gets 404
 * before its body is read.
 */
export class PushServer {
  private readonly server: Server;
  private readonly limits: ServerLimits;
  private readonly tokenDigest: Buffer;
  private readonly open = new Set<Socket>();
  /** Those of `open` that have sent no request with the token, the oldest first. */
  private readonly idle = new Set<Socket>();

  constructor(private readonly options: ServerOptions) {
    this.limits = { ...defaultLimits, ...options.limits };
    this.tokenDigest = digest(`/${options.token}`);
    const { requestMs } = this.limits;
    this.server = createServer(
      {
        requestTimeout: requestMs,
        headersTimeout: requestMs,
        connectionsCheckingInterval: Math.min(1000, requestMs),
        keepAliveTimeout: 2000,
        maxHeaderSize: this.limits.bodyBytes,
      },
      (request, response) => {
        this.answer(request, response);
      },
    );
    this.server.on('connection', (socket: Socket) => {
      this.admit(socket);
    });
    this.server.on('clientError', (_error, socket) => {
      socket.destroy();
    });
  }

  /** Resolves to the port; falls back to any free one when `port` is taken. */
  async start(port: number): Promise<number> {
    try {
      return await this.listen(port);
    } catch (error) {
      if (port !== 0 && error instanceof Error && 'code' in error && isTaken(error.code)) {
        return this.listen(0);
      }
      throw error;
    }
  }

  async stop(): Promise<void> {
    if (this.server.listening) {
      this.server.close();
      this.server.closeAllConnections();
      await once(this.server, 'close');
    }
  }

  /**
   * When there is no room, the connection that has waited longest without a push has to go, not the
   * new one: idle sockets of anybody would shut out ClickSend.
   */
  private admit(socket: Socket): void {
    this.idle.add(socket);
    this.open.add(socket);
    socket.once('close', () => {
      this.idle.delete(socket);
      this.open.delete(socket);
    });
    if (this.open.size > this.limits.connections) {
      const [oldest = socket] = this.idle;
      oldest.destroy();
    }
  }

  private async listen(port: number): Promise<number> {
    this.server.listen({ port, host: '127.0.0.1' });
    await once(this.server, 'listening');
    return (this.server.address() as AddressInfo).port;
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const [path, query] = split(request.url ?? '');
    const isPush = request.method === 'POST' || request.method === 'GET';
    if (!isPush || !timingSafeEqual(digest(path.replace(/\/$/, '')), this.tokenDigest)) {
      refuse(request, response, 404);
      return;
    }
    if (Number(request.headers['content-length'] ?? 0) > this.limits.bodyBytes) {
      refuse(request, response, 413);
      return;
    }
    this.read(request, response, query);
  }

  private read(request: IncomingMessage, response: ServerResponse, query: string): void {
    const chunks: Buffer[] = [];
    let size = 0;
    this.idle.delete(request.socket);
    response.once('close', () => {
      if (!request.socket.destroyed) {
        this.idle.add(request.socket);
      }
    });
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > this.limits.bodyBytes) {
        chunks.length = 0;
        request.removeAllListeners('data');
        refuse(request, response, 413);
      } else {
        chunks.push(chunk);
      }
    });
    request.on('end', () => {
      if (size <= this.limits.bodyBytes) {
        response.writeHead(200, { 'content-type': 'text/plain' }).end('OK');
        this.options.onPush(arrival(request, query, Buffer.concat(chunks), this.now()));
      }
    });
    request.on('error', () => {
      chunks.length = 0;
    });
  }

  private now(): number {
    return this.options.now?.() ?? Date.now();
  }
}

function arrival(
  { method, headers }: IncomingMessage,
  query: string,
  body: Buffer,
  receivedAt: number,
): Arrival {
  const { text, ...exact } = keepBody(body);
  const kept = keptHeaders.flatMap((name) => {
    const value = headers[name];
    return value === undefined ? [] : [[name, value.slice(0, 200)] as const];
  });
  return {
    receivedAt,
    raw: {
      method: method ?? '',
      query,
      contentType: headers['content-type']?.slice(0, 200) ?? '',
      body: text,
    },
    ...exact,
    headers: Object.fromEntries(kept),
  };
}

/** Answers without reading what may still come, and hangs up. */
function refuse(request: IncomingMessage, response: ServerResponse, status: 404 | 413): void {
  response.on('finish', () => {
    request.socket.destroySoon();
  });
  response.writeHead(status, { connection: 'close', 'content-length': 0 }).end();
}

function split(url: string): readonly [string, string] {
  const at = url.indexOf('?');
  return at < 0 ? [url, ''] : [url.slice(0, at), url.slice(at + 1)];
}

/** Equal length for a comparison whose time tells nothing about the token. */
const digest = (text: string) => createHash('sha256').update(text).digest();

const isTaken = (code: unknown) => code === 'EADDRINUSE' || code === 'EACCES';
