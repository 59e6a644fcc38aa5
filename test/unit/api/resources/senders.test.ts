import assert from 'node:assert/strict';
import { failure, type Reply } from '../../../support/scriptedServer';
import { aClient, closeClients, failureOf } from '../clientFixture';

type Routes = Readonly<Record<string, unknown>>;

/** Answers by path and query; a number is an HTTP status. */
function routed(routes: Routes): Reply {
  return (response, { url = '' }) => {
    const answer = routes[url] ?? routes[url.split('?')[0] ?? ''];
    response.statusCode = typeof answer === 'number' ? answer : 200;
    response.end(typeof answer === 'number' ? '{}' : JSON.stringify(answer));
  };
}

const page = (rows: readonly unknown[], current = 1, last = 1) => ({
  http_code: 200,
  data: { total: rows.length, per_page: 100, current_page: current, last_page: last, data: rows },
});
const own = {
  id: 'x',
  phone_number: '+61412345678',
  country: 'AU',
  label: 'My phone',
  status: 'APPROVED',
};
const tag = {
  id: 'y',
  alpha_tag: 'Abc123',
  status: 'PENDING',
  reason: 'Sole Trader',
  countries: ['AU'],
};
const number = {
  dedicated_number: '+61411111111',
  country: 'AU',
  notes: null,
  status: { value: 0, label: 'REGISTRATION_NOT_REQUIRED', name: 'Ready to use' },
};

describe('senders', () => {
  afterEach(closeClients);

  it('are put together from three lists, two of them without an envelope', async () => {
    const { client } = await aClient([
      routed({
        '/v3/numbers': page([number]),
        '/v3/own-numbers': { own_numbers: [own], _metadata: { pagination: { next: null } } },
        '/v3/alpha-tags': { alpha_tags: [tag], _metadata: {} },
      }),
    ]);
    assert.deepEqual(await client.senders.list(), [
      {
        kind: 'dedicatedNumber',
        senderId: '+61411111111',
        label: undefined,
        country: 'AU',
        status: 'Ready to use',
      },
      {
        kind: 'ownNumber',
        senderId: '+61412345678',
        label: 'My phone',
        country: 'AU',
        status: 'APPROVED',
      },
      {
        kind: 'alphaTag',
        senderId: 'Abc123',
        label: 'Sole Trader',
        country: 'AU',
        status: 'PENDING',
      },
    ]);
  });

  it('come from all pages, by number and by cursor, and only from our own host', async () => {
    const next = 'https://evil.example/v3/own-numbers?offset=f99#8fa&page_size=10';
    const { client, server } = await aClient([
      routed({
        '/v3/numbers?page=1&limit=100': page([number], 1, 2),
        '/v3/numbers?page=2&limit=100': page([{ dedicated_number: '+612' }], 2, 2),
        '/v3/own-numbers?page_size=500': {
          own_numbers: [own],
          _metadata: { pagination: { next } },
        },
        '/v3/own-numbers?page_size=500&offset=f99%238fa': {
          own_numbers: [{ phone_number: '+613' }],
          _metadata: { pagination: { next } },
        },
        '/v3/alpha-tags': { alpha_tags: [] },
      }),
    ]);
    assert.deepEqual(
      (await client.senders.list()).map(({ senderId }) => senderId),
      ['+61411111111', '+612', '+61412345678', '+613'],
    );
    assert.equal(server.requests.length, 5);
  });

  it('leave out a kind that the account may not use', async () => {
    const { client } = await aClient([
      routed({ '/v3/numbers': page([number]), '/v3/own-numbers': 403, '/v3/alpha-tags': 404 }),
    ]);
    assert.equal((await client.senders.list()).length, 1);
  });

  it('fail as a whole when one list fails otherwise', async () => {
    const { client } = await aClient([failure(401, 'UNAUTHORIZED')]);
    await failureOf(client.senders.list(), 'unauthorized');
  });
});
