import type { IncomingMessage, ServerResponse } from 'node:http';
import type { World } from '../world';
import { Router, type Found, type Route } from './call';
import { ApiFailure, envelope, notFound, suspended, unauthorized, type Answer } from './envelope';
import { misbehave } from './misbehave';
import type { RateLimit } from './rateLimit';
import { parseJson, readBody } from './requestBody';
import { write } from './write';

const noQuery = new URLSearchParams();

const closing = { Connection: 'close' };

/** What an unforeseen error answers; the real API's own 500. */
export const broken = envelope(500, 'INTERNAL_SERVER_ERROR', 'Something is broken.', null);

export function answerOf(error: unknown): Answer {
  return error instanceof ApiFailure ? error.answer : broken;
}

export interface Target {
  readonly path: string;
  readonly query: URLSearchParams;
}

export function readTarget(url: string): Target {
  const mark = url.indexOf('?');
  return mark < 0
    ? { path: url, query: noQuery }
    : { path: url.slice(0, mark), query: new URLSearchParams(url.slice(mark + 1)) };
}

/** The API itself: credentials, routes, bodies, limits and faults. */
export class Gateway {
  private readonly router: Router;

  constructor(
    private readonly world: World,
    routes: readonly Route[],
    private readonly rateLimit: RateLimit,
    private readonly bodyLimit: number,
  ) {
    this.router = new Router(routes);
  }

  handle(request: IncomingMessage, response: ServerResponse): void {
    const method = request.method ?? 'GET';
    const target = readTarget(request.url ?? '/');
    if (method === 'GET' || method === 'HEAD') {
      this.finish(request, response, method, target, undefined);
      return;
    }
    readBody(request, this.bodyLimit, (bytes, failure) => {
      if (failure) {
        write(response, { ...failure.answer, headers: closing });
      } else {
        this.finish(request, response, method, target, bytes);
      }
    });
  }

  private finish(
    request: IncomingMessage,
    response: ServerResponse,
    method: string,
    target: Target,
    bytes: Buffer | undefined,
  ): void {
    const { faults, store } = this.world;
    const fault = faults.strike(method, target.path);
    if (fault) {
      misbehave(response, fault, () => {
        const answer = this.run(request, method, target, bytes);
        store.saveNow();
        return answer;
      });
      return;
    }
    const answer = this.run(request, method, target, bytes);
    // Nobody is told of what a crash could still undo.
    store.afterSave((error) => {
      write(response, error === undefined ? answer : broken);
    });
  }

  private run(
    { headers, socket }: IncomingMessage,
    method: string,
    { path, query }: Target,
    bytes: Buffer | undefined,
  ): Answer {
    const found = this.router.find(method, path);
    const key = `${method} ${found?.route.path ?? ''} ${socket.remoteAddress ?? ''}`;
    const allowance = this.rateLimit.take(key);
    if (allowance?.refusal) {
      return allowance.refusal;
    }
    let answer: Answer;
    try {
      answer = this.answer(headers, method, path, query, bytes, found);
    } catch (error) {
      answer = answerOf(error);
    }
    return allowance ? { ...answer, headers: { ...answer.headers, ...allowance.headers } } : answer;
  }

  private answer(
    headers: IncomingMessage['headers'],
    method: string,
    path: string,
    query: URLSearchParams,
    bytes: Buffer | undefined,
    found: Found | undefined,
  ): Answer {
    const { accounts, decisions } = this.world;
    const isPublic = found?.route.isPublic === true;
    const account = isPublic ? accounts.anybody : accounts.authorize(headers.authorization);
    if (!account || account.profile.state === 'notActive') {
      return unauthorized;
    }
    if (account.profile.state === 'banned') {
      return suspended;
    }
    if (!found) {
      throw this.unknownPath(path, method);
    }
    const isMended = decisions.referenceSamples && path === '/v3/sms/price';
    return found.route.run({
      account,
      query,
      params: found.params,
      body: bytes ? parseJson(bytes, isMended) : undefined,
      origin: `http://${headers.host ?? '127.0.0.1'}`,
      path,
    });
  }

  private unknownPath(path: string, method: string): ApiFailure {
    return this.router.knows(path)
      ? new ApiFailure(405, 'NOT_FOUND', `The ${method} method is not allowed here.`)
      : notFound('Resource not found.');
  }
}
