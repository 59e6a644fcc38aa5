import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PushServer } from '../../src/features/webhooks/listener/server';
import type { Arrival } from '../../src/features/webhooks/listener/server';
import { bodyBytes } from '../../src/features/webhooks/pushes/caughtPush';
import type { Delivery } from '../../src/features/webhooks/pushes/caughtPush';
import { deliver } from '../../src/features/webhooks/pushes/delivery';
import { DeliveryQueue } from '../../src/features/webhooks/pushes/deliveryQueue';

const token = '00112233445566778899aabbccddeeff';

describe('PushServer', () => {
  let server: PushServer;
  let base: string;
  let caught: Arrival[];

  beforeEach(async () => {
    caught = [];
    server = new PushServer({ token, onPush: (arrival) => caught.push(arrival), now: () => 1234 });
    base = `http://127.0.0.1:${await server.start(0)}`;
  });

  afterEach(() => server.stop());

  it('catches a POST as it came and answers 200', async () => {
    const response = await fetch(`${base}/${token}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'user-agent': 'ClickSend',
        authorization: 'Basic c2VjcmV0',
        cookie: 'a=b',
      },
      body: 'a=1&b=%00',
    });
    assert.equal(response.status, 200);
    assert.deepEqual(caught, [
      {
        receivedAt: 1234,
        raw: {
          method: 'POST',
          query: '',
          contentType: 'application/x-www-form-urlencoded',
          body: 'a=1&b=%00',
        },
        headers: { accept: '*/*', 'user-agent': 'ClickSend' },
      },
    ]);
  });

  it('catches a GET with its query untouched', async () => {
    assert.equal((await fetch(`${base}/${token}?b=%2B61&a=x+y`)).status, 200);
    assert.equal(caught[0]?.raw.query, 'b=%2B61&a=x+y');
  });

  it('keeps the bytes of a body that is not text', async () => {
    const body = Buffer.from([0xff, 0x00, 0xc3, 0x28]);
    await fetch(`${base}/${token}/`, { method: 'POST', body });
    assert.deepEqual(bodyBytes(caught[0]!), body);
  });

  for (const [method, path] of [
    ['GET', '/'],
    ['POST', '/'],
    ['GET', `/${token.slice(1)}`],
    ['GET', `/${token}x`],
    ['GET', `/${token}/x`],
    ['GET', `//${token}`],
    ['GET', `/${token.toUpperCase()}`],
    ['GET', `/?${token}`],
    ['PUT', `/${token}`],
    ['DELETE', `/${token}`],
    ['OPTIONS', `/${token}`],
  ] as const) {
    it(`has nothing but 404 for ${method} ${path.replace(token, 'TOKEN')}`, async () => {
      const response = await fetch(`${base}${path}`, { method });
      assert.equal(response.status, 404);
      assert.equal(await response.text(), '');
      assert.deepEqual(caught, []);
    });
  }

  it('refuses a body over the limit', async () => {
    const body = 'x'.repeat(65 * 1024);
    const response = await fetch(`${base}/${token}`, { method: 'POST', body });
    assert.equal(response.status, 413);
    assert.deepEqual(caught, []);
  });

  it('takes another port when the one asked for is taken', async () => {
    const other = new PushServer({ token, onPush: () => undefined });
    const taken = Number(new URL(base).port);
    const port = await other.start(taken);
    await other.stop();
    assert.notEqual(port, taken);
  });

  it('is gone after stop, and stop may come twice', async () => {
    await server.stop();
    await server.stop();
    await assert.rejects(fetch(`${base}/${token}`));
  });
});

describe('deliver', () => {
  let app: Server;
  let address: URL;
  let seen: { request: IncomingMessage; body: Buffer }[];
  let answer: (response: ServerResponse) => void;

  beforeEach(async () => {
    seen = [];
    answer = (response) => response.end('fine');
    app = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        seen.push({ request, body: Buffer.concat(chunks) });
        answer(response);
      });
    }).listen(0, '127.0.0.1');
    await once(app, 'listening');
    address = new URL(`http://127.0.0.1:${(app.address() as AddressInfo).port}/hook?mine=1`);
  });

  afterEach(async () => {
    app.closeAllConnections();
    app.close();
    await once(app, 'close');
  });

  const body = Buffer.from([0x61, 0x3d, 0xff]);
  const post = {
    raw: { method: 'POST', query: 'q=1', contentType: 'text/odd', body: 'a=\uFFFD' },
    bodyBase64: body.toString('base64'),
    headers: { 'user-agent': 'ClickSend' },
  };
  const give = (parcel: Parameters<typeof deliver>[0], options = {}) =>
    deliver(parcel, address, { kind: 'forward', now: () => 5, ...options });

  it('gives method, query, content type and bytes unchanged, after the query of the app', async () => {
    const delivery = await give(post);
    const [{ request, body: got } = assert.fail()] = seen;
    assert.equal(request.method, 'POST');
    assert.equal(request.url, '/hook?mine=1&q=1');
    assert.equal(request.headers['content-type'], 'text/odd');
    assert.equal(request.headers['user-agent'], 'ClickSend');
    assert.equal(request.headers['content-length'], '3');
    assert.deepEqual(got, body);
    assert.deepEqual(
      { ...delivery, durationMs: 0 },
      {
        kind: 'forward',
        url: address.href,
        at: 5,
        durationMs: 0,
        answer: { status: 200, contentType: '', excerpt: 'fine' },
      },
    );
  });

  it('gives a GET without a body', async () => {
    await give({ raw: { method: 'GET', query: 'a=%2B', contentType: '', body: '' }, headers: {} });
    assert.equal(seen[0]?.request.url, '/hook?mine=1&a=%2B');
    assert.equal(seen[0].request.headers['content-type'], undefined);
    assert.equal(seen[0].request.headers['transfer-encoding'], undefined);
  });

  it("reports the app's failure as it is", async () => {
    answer = (response) => response.writeHead(500, { 'content-type': 'text/plain' }).end('boom');
    assert.deepEqual((await give(post)).answer, {
      status: 500,
      contentType: 'text/plain',
      excerpt: 'boom',
    });
  });

  it('does not follow a redirect', async () => {
    answer = (response) => response.writeHead(302, { location: '/elsewhere' }).end();
    const { answer: got } = await give(post);
    assert.equal('status' in got && got.status, 302);
    assert.equal(seen.length, 1);
  });

  it('cuts off an answer without end', async () => {
    answer = (response) => {
      const write = () => {
        let isWritable = true;
        while (isWritable && !response.destroyed) {
          isWritable = response.write('y'.repeat(65_536));
        }
      };
      response.on('drain', write);
      write();
    };
    const { answer: got } = await give(post);
    assert.equal('excerpt' in got && got.excerpt.length, 4096);
  });

  it('gives up on an app that does not answer', async () => {
    answer = () => undefined;
    assert.deepEqual((await give(post, { timeoutMs: 50 })).answer, { failure: 'timeout' });
  });

  it('stops when asked to', async () => {
    const stop = new AbortController();
    answer = () => {
      stop.abort();
    };
    assert.deepEqual((await give(post, { signal: stop.signal })).answer, { failure: 'stopped' });
  });

  it('says when nobody listens, and when the app hangs up', async () => {
    answer = (response) => response.destroy();
    assert.deepEqual((await give(post)).answer, { failure: 'reset' });
    app.closeAllConnections();
    app.close();
    await once(app, 'close');
    assert.deepEqual((await give(post)).answer, { failure: 'refused' });
    app.listen(0);
    await once(app, 'listening');
  });
});

describe('DeliveryQueue', () => {
  const delivery = {} as Delivery;

  it('runs a few at once, keeps some waiting and refuses the rest', async () => {
    const queue = new DeliveryQueue(2, 3);
    const open: (() => void)[] = [];
    const started: number[] = [];
    const runs = Array.from({ length: 7 }, (_, number) =>
      queue.run(() => {
        started.push(number);
        return new Promise((resolve) => {
          open.push(() => {
            resolve(delivery);
          });
        });
      }),
    );
    assert.deepEqual(started, [0, 1]);
    while (started.length < 5 || open.length > 0) {
      open.shift()?.();
      await new Promise(setImmediate);
    }
    const results = await Promise.all(runs);
    assert.equal(results.filter((result) => result === delivery).length, 5);
    assert.equal(results.filter((result) => result === undefined).length, 2);
  });
});
