import assert from 'node:assert/strict';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { inspect } from 'node:util';
import { makeClient } from '../../../src/api/client';
import type { ClickSendError } from '../../../src/api/errors';
import { envelope, failure, scriptedServer, type Reply } from '../../support/scriptedServer';
import { aClient, testApiKey, closeClients, failureOf, testUsername } from './clientFixture';

const token = Buffer.from(`${testUsername}:${testApiKey}`).toString('base64');
const send = { messages: [{ to: '+61411111111', body: 'Hi' }] };

function assertNoSecret(value: unknown): void {
  const error = value as Partial<ClickSendError>;
  const shown = [
    inspect(value, { depth: 20, showHidden: true }),
    JSON.stringify(value),
    inspect(error.cause, { depth: 20, showHidden: true }),
    JSON.stringify(error.cause),
    error.stack,
    String(value),
  ].join('\n');
  for (const secret of [testApiKey, token]) {
    assert(!shown.includes(secret), shown);
  }
}

describe('a failed call', () => {
  afterEach(closeClients);

  it('sends the credentials as Basic and shows them nowhere', async () => {
    const replies: readonly Reply[] = [
      failure(401, 'UNAUTHORIZED', `Bad key ${testApiKey} in Basic ${token}`),
      failure(500, testApiKey),
      { body: token },
      (response) => response.destroy(),
      (response) => response.socket?.end(`HTTP/1.1 ${testApiKey}\r\n\r\n`),
      { status: 302, headers: { location: `https://x/${token}` } },
    ];
    for (const reply of replies) {
      const { client, server } = await aClient([reply], { maxAttempts: 1 });
      const error: unknown = await client.account.get().catch((caught: unknown) => caught);
      assert.equal(server.requests[0]?.headers.authorization, `Basic ${token}`);
      assertNoSecret(error);
      assertNoSecret(client);
    }
  });

  it('shows no credentials when unreachable, timed out or cancelled either', async () => {
    const closed = await aClient([]);
    await closed.server.close();
    assertNoSecret(await failureOf(closed.client.messages.send(send), 'unreachable'));
    const silent = await aClient([() => undefined], { timeoutMs: 30 });
    assertNoSecret(await failureOf(silent.client.messages.send(send), 'outcomeUnknown'));
    assertNoSecret(await failureOf(silent.client.account.get(), 'timeout'));
    const signal = AbortSignal.abort(new Error(testApiKey));
    assertNoSecret(await failureOf(silent.client.account.get({ signal }), 'cancelled'));
  });

  it('carries what the vendor said, as one short printable line', async () => {
    const { client } = await aClient([
      failure(
        400,
        'BAD_REQUEST',
        `Line\u0000 one\r\n\u202e\u200bevil\u2066\u{E0041} ${'x'.repeat(1000)}`,
      ),
    ]);
    const { status, responseCode, responseMsg } = await failureOf(
      client.account.get(),
      'badRequest',
    );
    assert.equal(status, 400);
    assert.equal(responseCode, 'BAD_REQUEST');
    assert.match(responseMsg ?? '', /^Line one evil x+…$/);
    assert.equal(responseMsg?.length, 300);
  });

  it('copes with an integer response_code and a data object', async () => {
    const { client } = await aClient([
      { status: 400, body: { http_code: 400, response_code: 400, data: { to: 'is wrong' } } },
    ]);
    assert.equal((await failureOf(client.account.get(), 'badRequest')).responseCode, '400');
  });

  for (const [status, reason] of [
    [302, 'badResponse'],
    [400, 'badRequest'],
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'notFound'],
    [405, 'badRequest'],
    [408, 'timeout'],
    [422, 'badRequest'],
    [429, 'tooManyRequests'],
    [500, 'serverError'],
    [503, 'serverError'],
  ] as const) {
    it(`is ${reason} for HTTP ${status} with a page instead of an envelope`, async () => {
      const { client } = await aClient([{ status, body: '<html>' }]);
      const error = await failureOf(client.account.get(), reason);
      assert.equal(error.status, status);
      assert.equal(error.responseCode, undefined);
    });
  }

  it('is seen in an envelope inside HTTP 200, as text or number', async () => {
    for (const http_code of ['401', 401]) {
      const { client } = await aClient([
        envelope(null, { http_code, response_code: 'UNAUTHORIZED' }),
      ]);
      const error = await failureOf(client.account.get(), 'unauthorized');
      assert.equal(error.responseCode, 'UNAUTHORIZED');
    }
  });

  for (const body of ['', '<html>', '{"http_code":200', 'null', '7', '"text"', '\u0000']) {
    it(`is badResponse for HTTP 200 with ${JSON.stringify(body)}`, async () => {
      const { client } = await aClient([{ body }]);
      await failureOf(client.history.list(), 'badResponse');
    });
  }

  it('is badResponse when one object was asked for and something else came', async () => {
    for (const data of [null, [], 'text', 7]) {
      const { client } = await aClient([envelope(data)]);
      await failureOf(client.account.get(), 'badResponse');
      await failureOf(client.receipts.get('A'), 'badResponse');
    }
  });

  it('is badResponse for an answer larger than any real one', async () => {
    const { client } = await aClient([{ body: ' '.repeat(33 * 1024 * 1024) }]);
    await failureOf(client.account.get(), 'badResponse');
  });

  it('never follows a redirect, so that no other host sees the key', async () => {
    const other = await scriptedServer(envelope({}));
    for (const status of [301, 302, 303, 307, 308]) {
      const { client } = await aClient([{ status, headers: { location: `${other.url}/v3` } }]);
      await failureOf(client.account.get(), 'badResponse');
      await failureOf(
        client.messages.send(send),
        status === 303 ? 'outcomeUnknown' : 'badResponse',
      );
    }
    assert.equal(other.requests.length, 0);
    await other.close();
  });
});

describe('a connection that never stands', () => {
  const sockets = new Set<Socket>();
  const listener = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  let baseUrl = '';

  before(async () => {
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    baseUrl = `https://127.0.0.1:${(listener.address() as AddressInfo).port}`;
  });

  after(() => {
    for (const socket of sockets) {
      socket.destroy();
    }
    listener.close();
  });

  const client = (timeouts: { connectTimeoutMs: number }) =>
    makeClient({ baseUrl, username: 'u', apiKey: 'k', maxAttempts: 1, ...timeouts });

  it('makes a send unreachable, not unknown, when TLS takes too long', async () => {
    await failureOf(client({ connectTimeoutMs: 40 }).messages.send(send), 'unreachable');
  });

  it('makes a send cancelled, not unknown, when cancelled before TLS stands', async () => {
    const controller = new AbortController();
    const sending = client({ connectTimeoutMs: 5000 }).messages.send(send, {
      signal: controller.signal,
    });
    await new Promise<void>((resolve) => listener.once('connection', resolve));
    controller.abort();
    await failureOf(sending, 'cancelled');
  });

  it('makes a send unreachable, not unknown, when TLS fails', async () => {
    listener.once('connection', (socket: Socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await failureOf(client({ connectTimeoutMs: 5000 }).messages.send(send), 'unreachable');
  });
});
