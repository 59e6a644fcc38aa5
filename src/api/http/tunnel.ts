import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import tls from 'node:tls';

const proxyTimeoutMs = 30_000;

type Created = (error: Error | null, socket: Duplex) => void;

/**
 * Reaches https servers through an http or https proxy with CONNECT. axios can do that too, but
 * hands a proxy's refusal on as if the server had answered; then a refused send could not be told
 * from one whose outcome is unknown. Here a socket exists only once TLS with the server stands.
 */
export class TunnelAgent extends https.Agent {
  constructor(
    private readonly proxy: URL,
    keepAlive: boolean,
  ) {
    super({ keepAlive });
  }

  override createConnection(options: https.RequestOptions, callback?: Created): undefined {
    const target = `${options.host ?? ''}:${options.port ?? 443}`;
    const request = this.connect(target);
    const fail = (error: Error): void => {
      // Node types the callback as if there were a socket even with an error.
      Reflect.apply(callback ?? (() => undefined), undefined, [error]);
    };
    request.once('error', fail);
    request.once('timeout', () => request.destroy(new Error('The proxy did not answer')));
    request.once('response', ({ statusCode }) => {
      request.destroy(new Error(`The proxy answered ${statusCode ?? 0}`));
    });
    request.once('connect', ({ statusCode }, socket: Socket) => {
      if (statusCode !== 200) {
        socket.destroy();
        fail(new Error(`The proxy answered ${statusCode ?? 0}`));
        return;
      }
      const secured = tls.connect({ ...(options as tls.ConnectionOptions), socket });
      secured.once('error', fail);
      secured.once('secureConnect', () => {
        secured.off('error', fail);
        callback?.(null, secured);
      });
    });
    request.end();
    return undefined;
  }

  private connect(target: string): http.ClientRequest {
    const secure = this.proxy.protocol === 'https:';
    return (secure ? https : http).request({
      host: this.proxy.hostname.replace(/^\[|\]$/g, ''),
      port: this.proxy.port || (secure ? 443 : 80),
      method: 'CONNECT',
      path: target,
      headers: { host: target, ...proxyAuthorization(this.proxy) },
      agent: false,
      timeout: proxyTimeoutMs,
    });
  }
}

function proxyAuthorization(proxy: URL): Record<string, string> {
  if (!proxy.username) {
    return {};
  }
  const pair = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}` };
}
