import assert from 'node:assert/strict';
import {
  anything,
  bit,
  currency,
  decimal,
  integer,
  list,
  longPage,
  matching,
  nullable,
  number,
  object,
  oneOf,
  page,
  text,
} from './shapes';
import { isReal, onSandbox, openSubject, type Json, type Subject } from './subject';

const some = isReal ? 0 : 1;

const receiptRule = object({
  receipt_rule_id: integer,
  rule_name: text,
  match_type: integer,
  action: text,
  action_address: nullable(text),
  enabled: bit,
});
const inboundRule = {
  dedicated_number: text,
  rule_name: text,
  message_search_type: integer,
  message_search_term: nullable(text),
  action: text,
  action_address: nullable(text),
  body: nullable(text),
  enabled: bit,
};

describe('contract: what surrounds the messages, on the wire', () => {
  let subject: Subject;
  before(async () => {
    subject = await openSubject();
  });
  after(() => subject.close());

  async function data(method: string, path: string, body?: unknown): Promise<unknown> {
    const { status, json, text: raw } = await subject.wire(method, path, body);
    assert.equal(status, 200, raw);
    assert.equal(json['http_code'], 200);
    assert.equal(json['response_code'], 'SUCCESS');
    return json['data'];
  }

  it('GET /account, which carries a key', async () => {
    object({
      user_id: integer,
      username: text,
      user_email: text,
      active: integer,
      banned: integer,
      balance: decimal,
      country: text,
      default_country_sms: text,
      timezone: text,
      low_credit_amount: text,
      setting_unicode_sms: integer,
      setting_sms_message_char_limit: oneOf(integer, text),
      on_trial: integer,
      trial_expiry: anything,
      _currency: currency,
      _subaccount: object({ api_key: text }),
    })(await data('GET', '/v3/account'), 'data');
  });

  it('GET /account/usage/{year}/{month}/subaccount', async () => {
    const now = new Date();
    const month = `${now.getUTCFullYear()}/${now.getUTCMonth() + 1}`;
    const row = object({
      subaccount_id: integer,
      username: text,
      total_count: oneOf(number, text),
      total_price: oneOf(number, text),
    });
    object({
      sms: list(row),
      sms_total: object({ count: integer, price: number }),
      _currency: currency,
    })(await data('GET', `/v3/account/usage/${month}/subaccount`), 'data');
  });

  it('GET /statistics/sms', async () => {
    const counts = object({ count: integer, price: number });
    const day = { outbound: counts, inbound: anything, bounced: anything };
    object({
      total: object(day),
      stats: list(object({ date: integer, ...day })),
      _currency: currency,
    })(await data('GET', '/v3/statistics/sms'), 'data');
  });

  it('GET /subaccounts', async () => {
    const row = object({ subaccount_id: integer, api_username: text, email: text });
    page(row, some)(await data('GET', '/v3/subaccounts'), 'data');
  });

  it('GET /lists and the contacts of one', async () => {
    const row = object({
      list_id: integer,
      list_name: text,
      list_email_id: text,
      _contacts_count: integer,
    });
    const lists = await data('GET', '/v3/lists?page=1&limit=15');
    longPage(row, some)(lists, 'data');
    const [first] = (lists as { data: { list_id: number }[] }).data;
    if (!first) {
      return;
    }
    const contact = object({
      contact_id: integer,
      list_id: integer,
      phone_number: nullable(text),
      first_name: nullable(text),
      last_name: nullable(text),
      custom_1: nullable(text),
      custom_4: nullable(text),
      email: nullable(text),
      date_added: integer,
    });
    page(contact, some)(await data('GET', `/v3/lists/${first.list_id}/contacts`), 'data');
  });

  it('GET /numbers', async () => {
    const status = object({ value: anything, label: text, name: text });
    page(
      object({ dedicated_number: text, country: text, price: text, _country_name: text, status }),
    )(await data('GET', '/v3/numbers'), 'data');
  });

  it('GET /own-numbers and /alpha-tags, without the envelope', async () => {
    const status = matching(/^[A-Z_]+$/);
    for (const [path, key, row] of [
      ['own-numbers', 'own_numbers', { id: text, phone_number: text, country: text, label: text }],
      ['alpha-tags', 'alpha_tags', { id: text, alpha_tag: text, countries: list(text) }],
    ] as const) {
      const answer = await subject.wire('GET', `/v3/${path}?page_size=100`);
      assert.equal(answer.status, 200);
      assert(!('http_code' in answer.json));
      object({
        [key]: list(object({ ...row, status })),
        _metadata: object({
          pagination: object({ self: nullable(text), next: nullable(text), page_size: integer }),
        }),
      })(answer.json, path);
    }
  });

  it('GET /countries, also without credentials', async () => {
    const response = await fetch(`${subject.baseUrl}/v3/countries`);
    assert.equal(response.status, 200);
    const { data: countries } = (await response.json()) as Json;
    list(object({ code: matching(/^[A-Z]{2}$/), value: text }), 100)(countries, 'data');
  });

  onSandbox('the rules for receipts', async () => {
    const all = '/v3/automations/sms/receipts';
    const draft = {
      rule_name: 'contract',
      match_type: 1,
      action: 'URL',
      action_address: 'http://127.0.0.1:9/',
      enabled: 0,
    };
    const made = await data('POST', all, draft);
    receiptRule(made, 'created');
    page(receiptRule, 1)(await data('GET', all), 'list');
    const one = `${all}/${String((made as Json)['receipt_rule_id'])}`;
    assert.deepEqual(await data('GET', one), made);
    const changed = await data('PUT', one, { ...draft, match_type: 2 });
    assert.equal((changed as Json)['match_type'], 2);
    await data('DELETE', one);
    assert.equal((await subject.wire('GET', one)).status, 404);
  });

  onSandbox('the rules for inbound messages, whose id has two names', async () => {
    const all = '/v3/automations/sms/inbound';
    const draft = {
      rule_name: 'contract',
      dedicated_number: '*',
      message_search_type: 0,
      message_search_term: null,
      action: 'POLL',
      action_address: '',
      body: null,
      enabled: 1,
      webhook_type: 'json',
    };
    const made = await data('POST', all, draft);
    object({ ...inboundRule, inbound_rule_id: integer, webhook_type: text })(made, 'created');
    const named = oneOf(
      object({ inbound_rule_id: integer }),
      object({ sms_inbound_rule_id: integer }),
    );
    const rules = await data('GET', all);
    longPage(object(inboundRule), 1)(rules, 'list');
    longPage(named, 1)(rules, 'list');
    const one = `${all}/${String((made as Json)['inbound_rule_id'])}`;
    assert.deepEqual(await data('GET', one), made);
    await data('DELETE', one);
  });
});
