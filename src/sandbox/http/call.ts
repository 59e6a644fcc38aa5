import type { Account } from '../store/account';
import type { Answer } from './envelope';

/** A request, as a route sees it. */
export interface Call {
  readonly account: Account;
  readonly query: URLSearchParams;
  /** What stood in place of `{...}` in the route's path, in order. */
  readonly params: readonly string[];
  /** The JSON sent, or undefined when there was none. */
  readonly body: unknown;
  /** `http://host:port` as the client wrote it. */
  readonly origin: string;
  /** Without the query. */
  readonly path: string;
}

export type Run = (call: Call) => Answer;

export interface Route {
  readonly method: string;
  /** With `{name}` for a part that varies. */
  readonly path: string;
  /** Answers without credentials, and then for nobody's account. */
  readonly isPublic?: boolean;
  readonly run: Run;
}

export interface Found {
  readonly route: Route;
  readonly params: readonly string[];
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Finds a route by method and path. */
export class Router {
  private readonly fixed = new Map<string, Route>();
  private readonly varying: { readonly route: Route; readonly pattern: RegExp }[] = [];

  constructor(routes: readonly Route[]) {
    for (const route of routes) {
      if (!route.path.includes('{')) {
        this.fixed.set(`${route.method} ${route.path}`, route);
      } else {
        const pattern = route.path.replace(/\{\w+\}/gu, '([^/]+)');
        this.varying.push({ route, pattern: new RegExp(`^${pattern}$`, 'u') });
      }
    }
  }

  find(method: string, path: string): Found | undefined {
    const route = this.fixed.get(`${method} ${path}`);
    if (route) {
      return { route, params: [] };
    }
    for (const candidate of this.varying) {
      if (candidate.route.method !== method) {
        continue;
      }
      const match = candidate.pattern.exec(path);
      if (match) {
        return { route: candidate.route, params: match.slice(1).map(decode) };
      }
    }
    return undefined;
  }

  /** Whether another method would have found something. */
  knows(path: string): boolean {
    return ['GET', 'POST', 'PUT', 'DELETE'].some((method) => this.find(method, path));
  }
}
