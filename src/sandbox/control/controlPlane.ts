import type { IncomingMessage, ServerResponse } from 'node:http';
import { Router, type Route } from '../http/call';
import { ApiFailure, type Answer } from '../http/envelope';
import { readTarget } from '../http/gateway';
import { parseJson, readBody } from '../http/requestBody';
import { write } from '../http/write';
import type { Leases } from '../leases';
import type { ControlRoute } from './controlRoutes';
import { ControlFailure } from './controlActions';

const bodyLimit = 16 << 20;
const heartbeatMs = 10_000;

const say = (status: number, data: unknown): Answer => ({ status, body: JSON.stringify(data) });

const complain = (status: number, error: string): Answer => say(status, { error });

function failureOf(error: unknown): Answer {
  if (error instanceof ControlFailure) {
    return complain(error.status, error.message);
  }
  if (error instanceof ApiFailure) {
    return complain(error.status, error.message);
  }
  return complain(500, error instanceof Error ? error.message : 'Something is broken.');
}

/**
 * A change needs JSON's content type or a header of our own: neither can be sent by a web page from
 * elsewhere without asking first, and we never answer that question.
 */
function isDeliberate({ headers }: IncomingMessage): boolean {
  return (
    /^application\/json\b/iu.test(headers['content-type'] ?? '') ||
    headers['x-clicksend-sandbox'] !== undefined
  );
}

/** `/_sandbox/...`: how tests and tools steer the sandbox. Apart from the API and its credentials. */
export class ControlPlane {
  private readonly router: Router;
  private readonly routes = new Map<Route, ControlRoute>();

  constructor(
    routes: readonly ControlRoute[],
    private readonly leases: Leases | undefined,
    private readonly saveNow: () => void,
  ) {
    const plain = routes.map((route) => {
      const { method, path } = route;
      const entry: Route = { method, path, run: () => say(200, null) };
      this.routes.set(entry, route);
      return entry;
    });
    this.router = new Router(plain);
  }

  handle(request: IncomingMessage, response: ServerResponse): void {
    const { method = 'GET' } = request;
    const { path, query } = readTarget(request.url ?? '/');
    if (method === 'GET' && path === '/_sandbox/attach') {
      this.attach(response);
      return;
    }
    const found = this.router.find(method, path);
    const route = found && this.routes.get(found.route);
    if (!route) {
      write(response, complain(this.router.knows(path) ? 405 : 404, 'No such control.'));
    } else if (method !== 'GET' && !isDeliberate(request)) {
      const hint = 'Send Content-Type: application/json, or the header X-ClickSend-Sandbox.';
      write(response, complain(415, hint));
    } else {
      readBody(request, bodyLimit, (bytes, failure) => {
        try {
          if (failure) {
            throw failure;
          }
          const body = parseJson(bytes, false);
          const data = route.run({ query, params: found.params, body });
          this.saveNow();
          if (route.afterwards) {
            response.once('close', route.afterwards);
          }
          write(response, say(200, data));
        } catch (error) {
          write(response, failureOf(error));
        }
      });
    }
  }

  /** Holds the connection open, and with it a lease, until the other side lets go. */
  private attach(response: ServerResponse): void {
    const giveBack = this.leases?.take();
    response.writeHead(200, { 'Content-Type': 'text/plain', 'Cache-Control': 'no-store' });
    response.write('attached\n');
    const heartbeat = setInterval(() => response.write('\n'), heartbeatMs);
    heartbeat.unref();
    response.on('close', () => {
      clearInterval(heartbeat);
      giveBack?.();
    });
  }
}
