import assert from 'node:assert/strict';
import type { ClickSendClient } from '../../../src/api/client';
import { envelope, failure, type Reply } from '../../support/scriptedServer';
import { aClient, closeClients, failureOf } from './clientFixture';
import { invalid, sent } from './sentFixture';

const sendRequest = { messages: [{ to: '+61411111111', body: 'Hi', fromEmail: 'a@b.c' }] };
const send = (client: ClickSendClient, signal?: AbortSignal) =>
  client.messages.send(sendRequest, signal ? { signal } : {});

describe('sending', () => {
  afterEach(closeClients);

  it('posts the documented field names and leaves out what was not given', async () => {
    const { client, server } = await aClient([envelope(sent)]);
    await client.messages.send({
      messages: [{ to: '+61411111111', body: 'Hi', schedule: 1730000000, customString: 'x' }],
      shortenUrls: true,
    });
    assert.equal(server.requests[0]?.method, 'POST');
    assert.equal(server.requests[0].url, '/v3/sms/send');
    assert.match(server.requests[0].headers['content-type'] ?? '', /^application\/json/);
    assert.deepEqual(JSON.parse(server.requests[0].body), {
      messages: [{ to: '+61411111111', body: 'Hi', schedule: 1730000000, custom_string: 'x' }],
      shorten_urls: true,
    });
  });

  it('tells the three shapes of a message apart', async () => {
    const { client } = await aClient([envelope(sent)]);
    const result = await send(client);
    assert.deepEqual(
      result.messages.map(({ outcome }) => outcome),
      ['accepted', 'blocked', 'rejected'],
    );
    assert.deepEqual(result.messages[0], {
      outcome: 'accepted',
      status: 'SUCCESS',
      to: '+61411111111',
      body: 'Hi',
      from: '+61447254068',
      messageId: '1EF66A4E-0BD6-6A2E-9C9D-0B0C3F6E3F54',
      parts: 1,
      price: 0.0792,
      customString: 'order 7',
      country: 'AU',
      carrier: 'Telstra',
      schedule: 1724994321,
    });
    assert.equal(result.messages[2]?.price, undefined);
    assert.equal(result.messages[2]?.schedule, undefined);
    assert.equal(result.totalPrice, 0.0792);
    assert.deepEqual(result.currency, { code: 'AUD', prefix: '$', name: 'Australian Dollars' });
  });

  it('says of no message that it was not sent unless its status is known to refuse', async () => {
    const words = ['QUEUED', 'WAITING_FOR_APPROVAL', 'SUCCESS ', 'BRAND_NEW_CODE', '', null];
    const doubtful = [...words, 'INTERNAL_ERROR', 'SOMETHING_IS_WRONG', 'ALREADY_EXISTS'];
    const { client } = await aClient([
      envelope({
        messages: doubtful.flatMap((status) => [
          { ...invalid, status },
          { ...sent.messages[1], status },
        ]),
      }),
    ]);
    const { messages } = await send(client);
    assert.equal(messages.length, 2 * doubtful.length);
    assert.deepEqual([...new Set(messages.map(({ outcome }) => outcome))], ['unknown']);
    assert.equal(messages[6]?.status, 'BRAND_NEW_CODE');
  });

  it('counts for itself where the answer has no counts', async () => {
    const { client } = await aClient([
      envelope({ messages: sent.messages, currency: sent._currency }),
    ]);
    const { totalCount, queuedCount, blockedCount, totalPrice, currency } = await send(client);
    assert.deepEqual(
      { totalCount, queuedCount, blockedCount, totalPrice, code: currency?.code },
      { totalCount: 3, queuedCount: 1, blockedCount: 1, totalPrice: 0.0792, code: 'AUD' },
    );
  });

  const unclear: Readonly<Record<string, Reply>> = {
    'a connection that breaks after the request': (response) => response.destroy(),
    'a body cut short': (response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"http_code":200');
      setImmediate(() => response.destroy());
    },
    'status 500': failure(500, 'INTERNAL_SERVER_ERROR'),
    'status 503 with an HTML page': { status: 503, body: '<h1>Try later</h1>' },
    'status 200 with an HTML page': { body: '<html>Sign in to the Wi-Fi</html>' },
    'malformed JSON': { body: '{"http_code":200,' },
    'a list of messages that is missing': envelope({}),
    'no data': envelope(null),
    'status 200 whose envelope says 500': envelope(null, { http_code: 500 }),
    'status 303': { status: 303, headers: { location: '/elsewhere' } },
  };
  for (const [name, reply] of Object.entries(unclear)) {
    it(`ends in outcomeUnknown and is not repeated after ${name}`, async () => {
      const { client, server } = await aClient([reply]);
      await failureOf(send(client), 'outcomeUnknown');
      assert.equal(server.requests.length, 1);
    });
  }

  it('ends in outcomeUnknown and is not repeated when no answer comes in time', async () => {
    const { client, server } = await aClient([() => undefined], { timeoutMs: 40 });
    await failureOf(send(client), 'outcomeUnknown');
    assert.equal(server.requests.length, 1);
  });

  it('ends in outcomeUnknown when cancelled after the request went out', async () => {
    const { client, server } = await aClient([() => undefined]);
    const controller = new AbortController();
    const sending = send(client, controller.signal);
    await server.nextRequest();
    controller.abort();
    await failureOf(sending, 'outcomeUnknown');
    assert.equal(server.requests.length, 1);
  });

  it('is cancelled, without a request, when cancelled before', async () => {
    const { client, server } = await aClient([envelope(sent)]);
    await failureOf(send(client, AbortSignal.abort()), 'cancelled');
    assert.equal(server.requests.length, 0);
  });

  const refused = [
    [400, 'BAD_REQUEST', 'badRequest'],
    [401, 'UNAUTHORIZED', 'unauthorized'],
    [402, 'PAYMENT', 'badRequest'],
    [403, 'FORBIDDEN', 'forbidden'],
    [404, 'NOT_FOUND', 'notFound'],
    [429, 'HTTP_TOO_MANY_REQUESTS', 'tooManyRequests'],
  ] as const;
  for (const [status, code, reason] of refused) {
    it(`says ${reason} for ${status}, since nothing was sent, and does not repeat`, async () => {
      const { client, server } = await aClient([failure(status, code)]);
      const error = await failureOf(send(client), reason);
      assert.equal(error.status, status);
      assert.equal(error.responseCode, code);
      assert.equal(server.requests.length, 1);
    });
  }

  it('is unreachable, not unknown, when nobody listens', async () => {
    const { client, server, pauses } = await aClient([]);
    await server.close();
    await failureOf(send(client), 'unreachable');
    assert.deepEqual(pauses, []);
  });

  it('takes a new connection, so that a dying kept-alive one cannot blur the outcome', async () => {
    const ports: (number | undefined)[] = [];
    const note: Reply = (response, request) => {
      ports.push(request.socket.remotePort);
      response.end(JSON.stringify({ http_code: 200, data: sent }));
    };
    const { client } = await aClient([note]);
    await client.account.get();
    await client.account.get();
    await send(client);
    assert.equal(ports[0], ports[1]);
    assert.notEqual(ports[1], ports[2]);
  });

  it('runs to its end when the client is disposed meanwhile', async () => {
    const held: (() => void)[] = [];
    const { client, server } = await aClient([
      (response) => held.push(() => response.end(JSON.stringify({ http_code: 200, data: sent }))),
    ]);
    const sending = send(client);
    await server.nextRequest();
    client.dispose();
    held[0]?.();
    assert.equal((await sending).messages.length, 3);
  });

  it('still succeeds when the log fails', async () => {
    const { client } = await aClient([envelope(sent)], {
      onRequest: () => {
        throw new Error('log is full');
      },
    });
    assert.equal((await send(client)).queuedCount, 1);
  });
});
