import assert from 'node:assert/strict';
import { envelope, failure, type Reply } from '../../support/scriptedServer';
import { aClient, closeClients, failureOf } from './clientFixture';

const ok = envelope({ user_id: 1, username: 'u' });
const breakOff: Reply = (response) => response.destroy();
const limited = (headers: Readonly<Record<string, string>>): Reply => ({
  status: 429,
  headers,
  body: { http_code: 429, response_code: 'HTTP_TOO_MANY_REQUESTS', data: null },
});

describe('retries of a read', () => {
  afterEach(closeClients);

  it('waits as long as a 429 asks, plus jitter', async () => {
    const { client, server, pauses } = await aClient([limited({ 'retry-after': '7' }), ok]);
    assert.equal((await client.account.get()).userId, 1);
    assert.equal(server.requests.length, 2);
    assert.deepEqual(pauses, [7250]);
  });

  it('understands a date, and ratelimit-reset as seconds left', async () => {
    const date = new Date(Date.now() + 20_000).toUTCString();
    const { client, pauses } = await aClient([
      limited({ 'retry-after': date }),
      limited({ 'ratelimit-reset': '39' }),
      ok,
    ]);
    await client.account.get();
    assert(pauses[0]! > 15_000 && pauses[0]! <= 21_250, String(pauses[0]));
    assert.equal(pauses[1], 39_500);
  });

  it('gives up at once when asked to wait longer than a person would', async () => {
    const { client, server } = await aClient([limited({ 'retry-after': '3600' })]);
    const error = await failureOf(client.account.get(), 'tooManyRequests');
    assert.equal(error.retryAfterSeconds, 3600);
    assert.equal(server.requests.length, 1);
  });

  it('ignores a Retry-After that is none', async () => {
    const { client, pauses } = await aClient([limited({ 'retry-after': 'soon' }), ok]);
    await client.account.get();
    assert.deepEqual(pauses, [250]);
  });

  for (const [name, reply] of [
    ['a 500', failure(500, 'INTERNAL_SERVER_ERROR')],
    ['a 502 HTML page', { status: 502, body: '<h1>Bad gateway</h1>' }],
    ['a broken connection', breakOff],
    ['an envelope that says 500', envelope(null, { http_code: '500' })],
  ] as const) {
    it(`comes after ${name}`, async () => {
      const { client, server } = await aClient([reply, ok]);
      await client.account.get();
      assert.equal(server.requests.length, 2);
    });
  }

  it('backs off exponentially with full jitter and stops after the third try', async () => {
    const { client, server, pauses } = await aClient([failure(500, 'X')], { random: () => 1 });
    await failureOf(client.account.get(), 'serverError');
    assert.equal(server.requests.length, 3);
    assert.deepEqual(pauses, [500, 1000]);
  });

  it('makes as many tries as it is told to', async () => {
    const { client, server } = await aClient([failure(500, 'X')], { maxAttempts: 1 });
    await failureOf(client.account.get(), 'serverError');
    assert.equal(server.requests.length, 1);
  });

  it('comes while nobody listens', async () => {
    const { client, server, pauses } = await aClient([]);
    await server.close();
    const error = await failureOf(client.account.get(), 'unreachable');
    assert.equal(pauses.length, 2);
    assert.equal((error.cause as { code: string }).code, 'ECONNREFUSED');
  });

  for (const [name, reply, reason] of [
    ['a 401', failure(401, 'UNAUTHORIZED'), 'unauthorized'],
    ['a 404', failure(404, 'NOT_FOUND'), 'notFound'],
    ['malformed JSON', { body: '{' }, 'badResponse'],
    ['a redirect', { status: 302, headers: { location: '/v3/account' } }, 'badResponse'],
  ] as const) {
    it(`does not come after ${name}`, async () => {
      const { client, server } = await aClient([reply, ok]);
      await failureOf(client.account.get(), reason);
      assert.equal(server.requests.length, 1);
    });
  }

  it('does not come after a time-out, nor does the read become outcomeUnknown', async () => {
    const { client, server } = await aClient([() => undefined], { timeoutMs: 40 });
    await failureOf(client.account.get(), 'timeout');
    assert.equal(server.requests.length, 1);
  });

  it('counts a body that never ends as a time-out', async () => {
    const { client } = await aClient([(response) => response.write('{"data":')], { timeoutMs: 40 });
    await failureOf(client.account.get(), 'timeout');
  });

  it('ends when cancelled during the wait', async () => {
    const controller = new AbortController();
    const { client, server } = await aClient([failure(500, 'X')], {
      wait: (_ms, signal) => {
        controller.abort();
        return signal?.aborted ? Promise.reject(new Error('stopped')) : Promise.resolve();
      },
    });
    await failureOf(client.account.get({ signal: controller.signal }), 'cancelled');
    assert.equal(server.requests.length, 1);
  });

  it('really waits unless told how, and stops waiting when cancelled', async () => {
    const { client, server } = await aClient([limited({ 'retry-after': '50' })]);
    const { makeClient } = await import('../../../src/api/client');
    const waiting = makeClient({ baseUrl: server.url, username: 'u', apiKey: 'k' });
    const controller = new AbortController();
    const reading = waiting.account.get({ signal: controller.signal });
    await server.nextRequest();
    setImmediate(() => {
      controller.abort();
    });
    await failureOf(reading, 'cancelled');
    waiting.dispose();
    client.dispose();
  });

  for (const stop of ['signal', 'dispose'] as const) {
    it(`does not come once the read on its way is ended by ${stop}`, async () => {
      const { client, server } = await aClient([() => undefined]);
      const controller = new AbortController();
      const reading = client.account.get({ signal: controller.signal });
      await server.nextRequest();
      if (stop === 'signal') {
        controller.abort();
      } else {
        client.dispose();
      }
      await failureOf(reading, 'cancelled');
      assert.equal(server.requests.length, 1);
    });
  }
});

describe('retries of a change', () => {
  afterEach(closeClients);

  it('come for marking read up to a moment, which twice is the same as once', async () => {
    for (const group of ['receipts', 'inbound'] as const) {
      const { client, server } = await aClient([failure(500, 'X'), breakOff, envelope(null)]);
      await client[group].markRead(1722565660);
      assert.equal(server.requests.length, 3);
      assert.deepEqual(JSON.parse(server.requests[0]!.body), { date_before: 1722565660 });
    }
  });

  it('never come for anything else', async () => {
    const template = { templateId: 1, name: 'n', body: 'b' };
    const rule = { name: 'n', matchType: 0, action: 'POLL', actionAddress: '', enabled: true };
    const inbound = { ...rule, dedicatedNumber: '*', searchType: 0, searchTerm: '' };
    const { client, server } = await aClient([failure(500, 'X')]);
    const calls = [
      client.receipts.createTest('poll'),
      client.inbound.createTest('poll'),
      client.receipts.markRead(),
      client.inbound.markRead(),
      client.inbound.markMessageRead('A'),
      client.messages.cancel('A'),
      client.messages.cancelAll(),
      client.templates.create(template),
      client.templates.update(template),
      client.templates.delete(1),
      client.inboundRules.create(inbound),
      client.inboundRules.update(1, inbound),
      client.inboundRules.delete(1),
      client.receiptRules.create(rule),
      client.receiptRules.update(1, rule),
      client.receiptRules.delete(1),
    ];
    for (const call of calls) {
      await failureOf(call, 'outcomeUnknown');
    }
    assert.equal(server.requests.length, calls.length);
  });
});

describe('the request log', () => {
  afterEach(closeClients);

  it('has a line for every try, without ids, queries or credentials', async () => {
    const { client, lines } = await aClient([
      failure(500, 'X'),
      breakOff,
      envelope({ message_id: 'A' }),
    ]);
    await client.receipts.get('SECRET-ID');
    assert.deepEqual(
      lines.map(({ method, path, status, attempt }) => ({ method, path, status, attempt })),
      [500, undefined, 200].map((status, index) => ({
        method: 'GET',
        path: '/v3/sms/receipts/{id}',
        status,
        attempt: index + 1,
      })),
    );
    assert(lines.every(({ durationMs }) => durationMs >= 0));
  });
});
