import assert from 'node:assert/strict';
import { basic, dataOf, openSandbox, rowsOf, type Caller } from './caller';

describe('what an account keeps', () => {
  let caller: Caller;

  beforeEach(async () => {
    caller = await openSandbox();
  });

  afterEach(async () => {
    await caller.sandbox.close();
  });

  it('creates, changes, finds, sorts and deletes templates, and uses no id again', async () => {
    const create = async (template_name: string, body: string): Promise<number> =>
      dataOf(await caller.api('POST', '/v3/sms/templates', { template_name, body }))[
        'template_id'
      ] as number;
    const [a, b] = [await create('Zebra', 'one'), await create('apple', 'two, with 漢字')];
    const names = async (query: string): Promise<string> =>
      rowsOf(await caller.api('GET', `/v3/sms/templates?${query}`))
        .map((row) => row['template_name'])
        .join(' ');
    assert.equal(await names(''), 'Zebra apple');
    assert.equal(await names('order_by=template_name:asc'), 'apple Zebra');
    assert.equal(await names('q=template_name:EBR'), 'Zebra');
    assert.equal(await names('q=body:two,%20with'), 'apple');
    assert.equal(await names(`q=template_id:${a}`), 'Zebra');
    const changed = await caller.api('PUT', `/v3/sms/templates/${b}`, { body: 'three' });
    assert.deepEqual(dataOf(changed), { template_id: b, template_name: 'apple', body: 'three' });
    await caller.api('DELETE', `/v3/sms/templates/${b}`);
    const gone = await caller.api('GET', `/v3/sms/templates/${b}`);
    assert.deepEqual([gone.status, gone.json['response_code']], [404, 'NOT_FOUND']);
    assert.equal(await create('next', ''), b + 1);
  });

  it('keeps lists and contacts, and tells a foreign list from none', async () => {
    const list = dataOf(await caller.api('POST', '/v3/lists', { list_name: 'Mine' }));
    const path = `/v3/lists/${String(list['list_id'])}`;
    const contact = dataOf(
      await caller.api('POST', `${path}/contacts`, { phone_number: '0400000201', first_name: 'A' }),
    );
    assert.equal(contact['phone_number'], '+61400000201');
    const one = `${path}/contacts/${String(contact['contact_id'])}`;
    await caller.api('PUT', one, { last_name: 'B' });
    const { first_name, last_name, _list_name } = dataOf(await caller.api('GET', one));
    assert.deepEqual([first_name, last_name, _list_name], ['A', 'B', 'Mine']);
    assert.equal(dataOf(await caller.api('GET', path))['_contacts_count'], 1);
    const found = rowsOf(await caller.api('GET', '/v3/search/contacts-lists?q=mine'));
    assert.equal(found.length, 1);
    const other = { authorization: basic('somebody else') };
    assert.equal((await caller.api('GET', path, undefined, other)).status, 403);
    assert.equal((await caller.api('GET', '/v3/lists/1/contacts')).status, 404);
    await caller.api('DELETE', one);
    const again = await caller.api('GET', one);
    assert.equal(again.json['response_msg'], 'Contact record not found.');
    await caller.api('DELETE', path);
    assert.equal((await caller.api('GET', path)).status, 404);
  });

  it('changes and deletes rules', async () => {
    for (const [path, id] of [
      ['/v3/automations/sms/inbound', 'inbound_rule_id'],
      ['/v3/automations/sms/receipts', 'receipt_rule_id'],
    ] as const) {
      const rule = dataOf(await caller.api('POST', path, { rule_name: 'R', action: 'POLL' }));
      const one = `${path}/${String(rule[id])}`;
      const changed = dataOf(await caller.api('PUT', one, { enabled: 0 }));
      assert.deepEqual(changed, { ...rule, enabled: 0 });
      assert.deepEqual(dataOf(await caller.api('GET', one)), changed);
      assert.equal(rowsOf(await caller.api('GET', path)).length, 1);
      assert.equal((await caller.api('POST', path, { rule_name: 'R' })).status, 400);
      await caller.api('DELETE', one);
      assert.equal((await caller.api('GET', one)).status, 404);
    }
  });

  it('counts what was sent in usage and statistics', async () => {
    const messages = ['+61400000201', '+61400000309'].map((to) => ({ body: 'x', to }));
    await caller.api('POST', '/v3/sms/send', { messages });
    await caller.control('POST', 'reply', { from: '+61400000201', body: 'Hi' });
    caller.sandbox.clock.advance(60_000);
    const usage = dataOf(await caller.api('GET', '/v3/account/usage/2026/12/subaccount'));
    assert.deepEqual(usage['sms_total'], { count: 2, price: 0.1584 });
    const before = dataOf(await caller.api('GET', '/v3/account/usage/2026/11/subaccount'));
    assert.deepEqual(before['sms'], []);
    const wrong = await caller.api('GET', '/v3/account/usage/2026/12/reseller');
    assert.equal(wrong.json['response_msg'], "Type must be 'subaccount' only.");
    const statistics = dataOf(await caller.api('GET', '/v3/statistics/sms'));
    assert.deepEqual(statistics['total'], {
      outbound: { count: 2, price: 0.1584 },
      inbound: { count: 1, price: 0 },
      bounced: { count: 1, price: 0 },
    });
  });

  it('shows senders of the demo account, with cursors for two kinds', async () => {
    await caller.control('POST', 'reset', { seed: 'demo' });
    const numbers = rowsOf(await caller.api('GET', '/v3/numbers'));
    assert.equal(numbers[0]!['dedicated_number'], '+61480011223');
    const first = await caller.api('GET', '/v3/alpha-tags?page_size=1');
    const { pagination } = first.json['_metadata'] as { pagination: { next: string } };
    const next = new URL(pagination.next);
    const second = await caller.api('GET', next.pathname + next.search);
    const tags = [first, second].map(
      ({ json }) => (json['alpha_tags'] as { alpha_tag: string }[])[0]!.alpha_tag,
    );
    assert.deepEqual(tags, ['MyBrand', 'AcmePromo']);
    assert.equal(
      (second.json['_metadata'] as { pagination: { next: unknown } }).pagination.next,
      null,
    );
  });

  it('names countries to anybody, and no key to anybody who asks for subaccounts', async () => {
    const countries = await caller.api('GET', '/v3/countries', undefined, { authorization: '' });
    assert.equal(countries.status, 200);
    assert.ok((countries.json['data'] as unknown[]).length > 200);
    const subaccounts = await caller.api('GET', '/v3/subaccounts');
    assert.ok(!subaccounts.text.includes('api_key'));
  });
});
