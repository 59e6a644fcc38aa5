import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { envelope, failure } from '../../../support/scriptedServer';
import { aClient, closeClients, failureOf } from '../clientFixture';

const sampleCurrency = {
  currency_name_short: 'AUD',
  currency_prefix_d: '$',
  currency_prefix_c: 'c',
  currency_name_long: 'Australian Dollars',
};
const sampleAccount = {
  user_id: '496596',
  username: 'someone@example.com',
  user_email: 'someone@example.com',
  active: 1,
  banned: 0,
  balance: '4.998000',
  country: 'AU',
  default_country_sms: 'AU',
  timezone: 'Australia/Perth',
  setting_unicode_sms: 1,
  setting_sms_message_char_limit: '8',
  on_trial: '1',
  _currency: sampleCurrency,
  _subaccount: { subaccount_id: 5, api_key: 'LEAKED-KEY' },
};

describe('account', () => {
  afterEach(closeClients);

  it('is read without the API key that the answer carries', async () => {
    const { client } = await aClient([envelope(sampleAccount)]);
    const account = await client.account.get();
    assert.deepEqual(account, {
      userId: 496596,
      username: 'someone@example.com',
      email: 'someone@example.com',
      balance: 4.998,
      country: 'AU',
      defaultCountrySms: 'AU',
      timezone: 'Australia/Perth',
      currency: { code: 'AUD', prefix: '$', name: 'Australian Dollars' },
      maxParts: 8,
      unicodeSetting: '1',
      onTrial: true,
    });
    assert.equal(inspect(account, { depth: 20, showHidden: true }).includes('LEAKED'), false);
  });

  it('leaves undefined what is missing', async () => {
    const { client } = await aClient([envelope({ user_id: 1, on_trial: false, balance: 'n/a' })]);
    const { balance, currency, onTrial, timezone } = await client.account.get();
    assert.deepEqual(
      [balance, currency, onTrial, timezone],
      [undefined, undefined, false, undefined],
    );
  });

  it('lists subaccounts without their keys', async () => {
    const { client } = await aClient([
      envelope([{ subaccount_id: 1, api_username: 'a', email: null, api_key: 'LEAKED-KEY' }]),
    ]);
    assert.deepEqual((await client.account.listSubaccounts()).items, [
      {
        subaccountId: 1,
        username: 'a',
        email: undefined,
        firstName: undefined,
        lastName: undefined,
      },
    ]);
  });

  it('reads usage of every channel and no totals', async () => {
    const { client, server } = await aClient([
      envelope({
        sms: [{ subaccount_id: 1039, username: 'g', total_count: '29.00', total_price: 2.1337 }],
        mms: [],
        email: [{ subaccount_id: 1047, username: 'u', total_count: 998, total_price: '0' }],
        sms_total: { count: 1, price: 0 },
        _currency: sampleCurrency,
      }),
    ]);
    assert.deepEqual(await client.account.getUsage(2026, 11), [
      { channel: 'sms', subaccountId: 1039, username: 'g', count: 29, price: 2.1337 },
      { channel: 'email', subaccountId: 1047, username: 'u', count: 998, price: 0 },
    ]);
    assert.equal(server.requests[0]?.url, '/v3/account/usage/2026/11/subaccount');
  });

  it('reads statistics given as numbers or as objects', async () => {
    const total = { outbound: { count: 3, price: '0.21' }, inbound: 2, bounced: { count: '1' } };
    const { client } = await aClient([envelope({ total, stat: [] }), envelope({ stats: [] })]);
    assert.deepEqual(await client.account.getSmsStatistics(), {
      outboundCount: 3,
      outboundPrice: 0.21,
      inboundCount: 2,
      bouncedCount: 1,
    });
    assert.equal((await client.account.getSmsStatistics()).outboundCount, 0);
  });

  it('lists countries and contacts', async () => {
    const { client, server } = await aClient([
      envelope([{ code: 'FI', value: 'Finland' }]),
      envelope([
        { contact_id: 9, phone_number: '+61411111111', first_name: 'A', custom_2: 'x', email: '' },
      ]),
    ]);
    assert.deepEqual(await client.account.listCountries(), [{ code: 'FI', name: 'Finland' }]);
    assert.deepEqual((await client.contacts.list(428, { page: 2, pageSize: 100 })).items, [
      {
        contactId: 9,
        listId: 428,
        phoneNumber: '+61411111111',
        firstName: 'A',
        lastName: undefined,
        custom: ['', 'x', '', ''],
        email: undefined,
      },
    ]);
    assert.equal(server.requests[1]?.url, '/v3/lists/428/contacts?page=2&limit=100');
  });
});

describe('rules', () => {
  afterEach(closeClients);
  const receiptDraft = {
    name: 'R',
    matchType: 1,
    action: 'URL',
    actionAddress: 'https://a.example',
    enabled: true,
  };
  const inboundDraft = {
    name: 'I',
    dedicatedNumber: '*',
    searchType: 1,
    searchTerm: 'stop',
    action: 'POLL',
    actionAddress: '',
    webhookType: 'json' as const,
    enabled: false,
  };

  it('take the id from either name that inbound rules have', async () => {
    const { client, server } = await aClient([
      envelope([{ sms_inbound_rule_id: 9, rule_name: 'Nine', enabled: '1' }]),
      envelope({ inbound_rule_id: 10 }),
    ]);
    const { items } = await client.inboundRules.list();
    assert.deepEqual([items[0]?.ruleId, items[0]?.name, items[0]?.enabled], [9, 'Nine', true]);
    const { raw, ...rule } = await client.inboundRules.create(inboundDraft);
    assert.notEqual(raw, undefined);
    assert.deepEqual(rule, { ...inboundDraft, ruleId: 10 });
    assert.deepEqual(JSON.parse(server.requests[1]!.body), {
      rule_name: 'I',
      dedicated_number: '*',
      message_search_type: 1,
      message_search_term: 'stop',
      action: 'POLL',
      action_address: '',
      enabled: 0,
      webhook_type: 'json',
    });
  });

  it('are created, listed, updated and deleted for receipts', async () => {
    const row = {
      receipt_rule_id: 5,
      rule_name: 'R',
      match_type: '1',
      action: 'URL',
      action_address: 'https://a.example',
      enabled: 1,
    };
    const { client, server } = await aClient([
      envelope(row),
      envelope([row]),
      envelope(null),
      envelope([]),
    ]);
    const created = await client.receiptRules.create(receiptDraft);
    const { raw, ...rest } = created;
    assert.deepEqual(raw, row);
    assert.deepEqual(rest, { ...receiptDraft, ruleId: 5 });
    assert.deepEqual((await client.receiptRules.list()).items, [created]);
    assert.equal((await client.receiptRules.update(5, receiptDraft)).ruleId, 5);
    await client.receiptRules.delete(5);
    assert.deepEqual(
      server.requests.map(({ method, url }) => `${method} ${url}`),
      [
        'POST /v3/automations/sms/receipts',
        'GET /v3/automations/sms/receipts',
        'PUT /v3/automations/sms/receipts/5',
        'DELETE /v3/automations/sms/receipts/5',
      ],
    );
  });

  it('leave it unknown whether one was created when the answer names none', async () => {
    const { client } = await aClient([envelope({})]);
    await failureOf(client.inboundRules.create(inboundDraft), 'outcomeUnknown');
    await failureOf(client.receiptRules.create(receiptDraft), 'outcomeUnknown');
  });

  it('tell a refused rule from an unknown one', async () => {
    const { client } = await aClient([failure(400, 'BAD_REQUEST')]);
    await failureOf(client.receiptRules.create(receiptDraft), 'badRequest');
  });
});
