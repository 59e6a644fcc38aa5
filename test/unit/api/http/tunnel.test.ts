import assert from 'node:assert/strict';
import http from 'node:http';
import https from 'node:https';
import { connect, type AddressInfo, type Server } from 'node:net';
import { makeClient } from '../../../../src/api/client';
import { TunnelAgent } from '../../../../src/api/http/tunnel';
import { envelope, scriptedServer } from '../../../support/scriptedServer';
import { testCertificate } from '../../../support/testCertificate';
import { failureOf } from '../clientFixture';

const send = { messages: [{ to: '+61411111111', body: 'Hi' }] };

interface Proxy {
  readonly url: string;
  readonly requests: readonly http.IncomingMessage[];
}

describe('a proxy', () => {
  const closing: (() => void)[] = [];
  afterEach(() => {
    for (const close of closing.splice(0)) {
      close();
    }
  });

  async function listening(server: Server & { closeAllConnections(): void }): Promise<number> {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closing.push(() => {
      server.closeAllConnections();
      server.close();
    });
    return (server.address() as AddressInfo).port;
  }

  /** Tunnels every CONNECT to `port`, or answers it with a status when there is none. */
  async function proxy(port: number | undefined, status = 403): Promise<Proxy> {
    const requests: http.IncomingMessage[] = [];
    const server = http.createServer((request, response) => {
      requests.push(request);
      response.end();
    });
    server.on('connect', (request, socket) => {
      requests.push(request);
      socket.on('error', () => undefined);
      if (port === undefined) {
        socket.end(`HTTP/1.1 ${status} No\r\n\r\n`);
        return;
      }
      const target = connect(port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        target.pipe(socket).pipe(target);
      });
      closing.push(() => target.destroy());
    });
    return { url: `http://127.0.0.1:${await listening(server)}`, requests };
  }

  const client = (options: { baseUrl: string; proxy: string }) => {
    const made = makeClient({ username: 'u', apiKey: 'KEY', maxAttempts: 1, ...options });
    closing.push(() => {
      made.dispose();
    });
    return made;
  };

  it('is asked to connect, and TLS with the server goes through it', async () => {
    const seen: http.IncomingMessage[] = [];
    const server = https.createServer(testCertificate, (request, response) => {
      seen.push(request);
      response.end('through');
    });
    const { url, requests } = await proxy(await listening(server));
    const proxyUrl = new URL(url);
    proxyUrl.username = 'me@corp';
    proxyUrl.password = 'p:w';
    const agent = new TunnelAgent(proxyUrl, false);
    const options = { agent, ca: testCertificate.cert, headers: { authorization: 'Basic KEY' } };
    const text = await new Promise<string>((resolve, reject) => {
      https
        .get('https://api.example.test/v3', options, (response) => {
          response.setEncoding('utf8').on('data', resolve);
        })
        .on('error', reject);
    });
    assert.equal(text, 'through');
    assert.equal(seen[0]?.headers.authorization, 'Basic KEY');
    assert.equal(requests[0]?.url, 'api.example.test:443');
    assert.equal(requests[0].headers.authorization, undefined);
    assert.equal(
      requests[0].headers['proxy-authorization'],
      `Basic ${Buffer.from('me@corp:p:w').toString('base64')}`,
    );
  });

  for (const status of [403, 407, 502]) {
    it(`makes a send unreachable, not unknown, when it refuses with ${status}`, async () => {
      const { url, requests } = await proxy(undefined, status);
      const error = await failureOf(
        client({ baseUrl: 'https://api.example.test', proxy: url }).messages.send(send),
        'unreachable',
      );
      assert.match((error.cause as { message: string }).message, new RegExp(String(status)));
      assert.equal(requests.length, 1);
      assert.equal(requests[0]?.headers.authorization, undefined);
    });
  }

  it('makes a send unreachable, not unknown, when the certificate behind it is not trusted', async () => {
    let reached = 0;
    const server = https.createServer(testCertificate, () => reached++);
    const { url } = await proxy(await listening(server));
    const error = await failureOf(
      client({ baseUrl: 'https://api.example.test', proxy: url }).messages.send(send),
      'unreachable',
    );
    assert.equal((error.cause as { code: string }).code, 'DEPTH_ZERO_SELF_SIGNED_CERT');
    assert.equal(reached, 0);
  });

  it('makes a send unreachable when nobody listens there', async () => {
    const gone = await scriptedServer();
    await gone.close();
    await failureOf(
      client({ baseUrl: 'https://api.example.test', proxy: gone.url }).messages.send(send),
      'unreachable',
    );
  });

  it('is never used for loopback', async () => {
    const { url, requests } = await proxy(undefined);
    const server = await scriptedServer(envelope({ user_id: 1 }));
    const { userId } = await client({ baseUrl: server.url, proxy: url }).account.get();
    assert.equal(userId, 1);
    assert.equal(requests.length, 0);
    await server.close();
  });

  it('is not silently left out when its address makes no sense', () => {
    assert.throws(
      () => client({ baseUrl: 'https://api.example.test', proxy: 'ftp://127.0.0.1:1' }),
      { reason: 'unreachable' },
    );
  });
});
