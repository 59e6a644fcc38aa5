import http from 'node:http';
import https from 'node:https';
import { ClickSendError } from '../errors';
import { isLoopback, parseUrl } from './baseUrl';
import { TunnelAgent } from './tunnel';

export interface Agents {
  readonly http: http.Agent;
  readonly https: https.Agent;
}

/** Connections for one client; `close` ends the kept-alive ones. */
export interface Connections {
  /** Reads share kept-alive connections; a change gets a new one. */
  agentsFor(url: URL, reuse: boolean): Agents;
  close(): void;
}

/**
 * A change never travels on a kept-alive connection: the server may be closing that one at this very
 * moment, which would leave the change's outcome unknown for no good reason.
 */
export function makeConnections(proxy: string | undefined): Connections {
  const proxyUrl = proxy ? parseProxy(proxy) : undefined;
  const make = (keepAlive: boolean) => ({
    http: new http.Agent({ keepAlive }),
    https: new https.Agent({ keepAlive }),
    tunnel: proxyUrl ? new TunnelAgent(proxyUrl, keepAlive) : undefined,
  });
  const kept = make(true);
  const fresh = make(false);
  return {
    agentsFor: (url, reuse) => {
      const { tunnel, ...direct } = reuse ? kept : fresh;
      return tunnel && !isLoopback(url) ? { ...direct, https: tunnel } : direct;
    },
    close: () => {
      kept.http.destroy();
      kept.https.destroy();
      kept.tunnel?.destroy();
    },
  };
}

/**
 * Going around a proxy that cannot be understood could break a company's rules, so that fails. SOCKS
 * is understood, by the host that patches Node's modules, but not by us.
 */
function parseProxy(proxy: string): URL | undefined {
  const url = parseUrl(/^[a-z][a-z\d+.-]*:\/\//i.test(proxy) ? proxy : `http://${proxy}`);
  if (url && /^https?:$/.test(url.protocol)) {
    return url;
  }
  if (url?.protocol.startsWith('socks')) {
    return undefined;
  }
  throw new ClickSendError('unreachable', { cause: { code: 'ERR_INVALID_PROXY' } });
}
