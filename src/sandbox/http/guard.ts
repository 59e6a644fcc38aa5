import type { IncomingMessage } from 'node:http';
import { envelope, type Answer } from './envelope';

const hostPattern =
  /^(localhost|[a-z0-9-]+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/iu;

const foreignHost = envelope(
  403,
  'FORBIDDEN',
  'This sandbox answers on loopback host names only.',
  null,
);

const foreignOrigin = envelope(
  403,
  'FORBIDDEN',
  'This sandbox does not answer web pages from elsewhere.',
  null,
);

/**
 * Keeps web pages out. A page can make a browser send requests to 127.0.0.1, either by a name of
 * its own that resolves there (DNS rebinding: the `Host` tells) or plainly (the `Origin` tells).
 */
export class Guard {
  private readonly allowed: ReadonlySet<string>;
  /** Hosts already found good, because nearly all requests name the same one. */
  private readonly passed = new Set<string>();

  constructor(extraHosts: readonly string[]) {
    this.allowed = new Set(extraHosts.map((host) => host.toLowerCase()));
  }

  refuse({ headers }: IncomingMessage): Answer | undefined {
    const { host, origin } = headers;
    if (host === undefined || !this.isOurs(host)) {
      return foreignHost;
    }
    if (headers['sec-fetch-site'] === 'cross-site') {
      return foreignOrigin;
    }
    return origin === undefined || this.isLocalOrigin(origin) ? undefined : foreignOrigin;
  }

  private isOurs(host: string): boolean {
    if (this.passed.has(host)) {
      return true;
    }
    const name = host.toLowerCase();
    const isOurs = hostPattern.test(host) || this.allowed.has(name.replace(/:\d+$/u, ''));
    if (isOurs && this.passed.size < 100) {
      this.passed.add(host);
    }
    return isOurs;
  }

  private isLocalOrigin(origin: string): boolean {
    if (origin.startsWith('vscode-webview://')) {
      return true;
    }
    return URL.canParse(origin) && this.isOurs(new URL(origin).host);
  }
}
