import assert from 'node:assert/strict';
import type { FailureReason } from '../../../src/api/errors';
import { envelope, failure, type Reply } from '../../support/scriptedServer';
import { aClient, closeClients, failureOf } from './clientFixture';
import { sent } from './sentFixture';

const request = { messages: [{ to: '+61411111111', body: 'Hi', fromEmail: 'a@b.c' }] };

describe('pricing', () => {
  afterEach(closeClients);

  it('asks without from_email, which the price schema lacks', async () => {
    const { client, server } = await aClient([envelope(sent)]);
    await client.messages.price(request);
    assert.equal(server.requests[0]?.url, '/v3/sms/price');
    assert.deepEqual(JSON.parse(server.requests[0].body), {
      messages: [{ to: '+61411111111', body: 'Hi' }],
    });
  });

  it('is not repeated once the request may have arrived, and reports plainly', async () => {
    for (const [reply, reason] of [
      [failure(500, 'INTERNAL_SERVER_ERROR'), 'serverError'],
      [failure(429, 'TOO_MANY_REQUESTS'), 'tooManyRequests'],
      [(response) => response.destroy(), 'unreachable'],
      [{ body: '<html>' }, 'badResponse'],
    ] as readonly (readonly [Reply, FailureReason])[]) {
      const { client, server } = await aClient([reply]);
      await failureOf(client.messages.price(request), reason);
      assert.equal(server.requests.length, 1);
    }
  });

  it('is tried again while nobody listens', async () => {
    const { client, server, pauses } = await aClient([]);
    await server.close();
    await failureOf(client.messages.price(request), 'unreachable');
    assert.equal(pauses.length, 2);
  });
});
