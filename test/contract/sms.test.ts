import assert from 'node:assert/strict';
import {
  acceptedMessage,
  blockedMessage,
  historyRow,
  listedInbound,
  pricedMessage,
  receipt,
  rejectedMessage,
  singleInbound,
  template,
} from './rows';
import {
  currency,
  integer,
  list,
  matching,
  nothing,
  number,
  object,
  page,
  text,
  truth,
  type Shape,
} from './shapes';
import { isReal, onSandbox, openSubject, type Json, type Subject } from './subject';

/** A list must not pass for being empty, unless it is a real account's. */
const some = isReal ? 0 : 1;
const au = '+61400000201';
const finland = '+358400000403';
const pricedCountry = object({
  registration_type: integer,
  recipient_count: integer,
  usable_sender_id: truth,
  selected: truth,
  name: text,
  regulation: object({
    country_user_id: integer,
    sms_registration_type: integer,
    restricted_sending: truth,
    trial_sending: integer,
    regulation_requirements_description: text,
    created_at: object({ date: text, timezone_type: integer, timezone: text }),
    updated_at: object({ date: text, timezone_type: integer, timezone: text }),
  }),
});
const sampleMessages = [
  { source: 'contract', body: 'Hello', to: au, custom_string: 'contract-1' },
  { source: 'contract', body: 'Hello', to: finland },
  { source: 'contract', body: 'Hello', to: '12' },
];

describe("contract: the reference's 20 endpoints on the wire", () => {
  let subject: Subject;
  before(async () => {
    subject = await openSubject();
  });
  after(() => subject.close());

  async function answers(
    shape: Shape,
    message: string,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<Json> {
    const { status, json, headers, text: raw } = await subject.wire(method, path, body);
    assert.equal(status, 200, raw);
    assert.match(headers.get('content-type') ?? '', /^application\/json/);
    object({ http_code: integer, response_code: matching(/^SUCCESS$/), response_msg: text })(
      json,
      'answer',
    );
    assert.equal(json['http_code'], 200);
    assert.equal(json['response_msg'], message);
    shape(json['data'], 'data');
    return json['data'] as Json;
  }

  const send = async (message: Readonly<Record<string, unknown>>): Promise<string> => {
    const { json } = await subject.wire('POST', '/v3/sms/send', { messages: [message] });
    const [sent] = (json['data'] as { messages: { message_id: string; status: string }[] })
      .messages;
    assert.equal(sent?.status, 'SUCCESS');
    return sent.message_id;
  };

  const totals = {
    total_price: number,
    total_count: integer,
    queued_count: integer,
    blocked_count: integer,
    _currency: currency,
  };

  onSandbox('POST /sms/send, with the three shapes of a message', async () => {
    const data = await answers(
      object({ ...totals, messages: list(object({}), 3) }),
      'Messages queued for delivery.',
      'POST',
      '/v3/sms/send',
      { messages: sampleMessages },
    );
    const [accepted, blocked, rejected] = data['messages'] as Json[];
    acceptedMessage(accepted, 'accepted');
    blockedMessage(blocked, 'blocked');
    rejectedMessage(rejected, 'rejected');
    assert.equal(accepted?.['custom_string'], 'contract-1');
    assert.equal(accepted['schedule'], accepted['date']);
    assert.deepEqual([data['total_count'], data['queued_count'], data['blocked_count']], [3, 1, 1]);
    assert.equal(data['total_price'], Number(accepted['message_price']));
  });

  onSandbox('POST /sms/price', async () => {
    const data = await answers(
      object({
        ...totals,
        messages: list(pricedMessage, 1),
        _summary: object({ test_message: text, countries: object({ AU: pricedCountry }) }),
      }),
      'Here is some pricing.',
      'POST',
      '/v3/sms/price',
      { messages: sampleMessages.slice(0, 1) },
    );
    assert.equal((data['messages'] as Json[])[0]?.['schedule'], '');
  });

  onSandbox('POST /sms/receipts', async () => {
    await answers(receipt, 'Receipt has been added', 'POST', '/v3/sms/receipts', { url: 'poll' });
  });

  it('GET /sms/receipts', async () => {
    const message = 'Here are your delivery receipts.';
    await answers(page(receipt, some), message, 'GET', '/v3/sms/receipts?page=1&limit=15');
  });

  onSandbox('GET /sms/receipts/{message_id}', async () => {
    const { json } = await subject.wire('GET', '/v3/sms/receipts');
    const [first] = (json['data'] as { data: { message_id: string }[] }).data;
    const path = `/v3/sms/receipts/${first?.message_id ?? ''}`;
    const one = await answers(receipt, 'Your receipt.', 'GET', path);
    assert.equal(one['message_id'], first?.message_id);
  });

  onSandbox('PUT /sms/receipts-read, with and without a body', async () => {
    const message = 'Receipts have been marked as read.';
    await answers(nothing, message, 'PUT', '/v3/sms/receipts-read', { date_before: 1 });
    await answers(nothing, message, 'PUT', '/v3/sms/receipts-read', { date_before: '1' });
    await answers(nothing, message, 'PUT', '/v3/sms/receipts-read');
  });

  onSandbox('POST /sms/inbound', async () => {
    const message = 'Test inbound message has been added.';
    await answers(listedInbound, message, 'POST', '/v3/sms/inbound', { url: 'poll' });
  });

  it('GET /sms/inbound', async () => {
    const message = 'Here are your data.';
    await answers(page(listedInbound, some), message, 'GET', '/v3/sms/inbound?page=1&limit=15');
  });

  onSandbox('GET /sms/inbound/{original_message_id}, which gives the first reply', async () => {
    const original = await send({ to: au, body: 'Coming?' });
    await subject.control('POST', 'reply', { message_id: original, body: 'Yes' });
    await subject.control('POST', 'reply', { message_id: original, body: 'No' });
    const path = `/v3/sms/inbound/${original}`;
    const reply = await answers(singleInbound, 'Here are your result.', 'GET', path);
    assert.equal(reply['body'], 'Yes');
    assert.equal(reply['original_message_id'], original);
    assert.equal(reply['original_body'], 'Coming?');
    assert.equal(reply['_keyword'], 'yes');
  });

  onSandbox('PUT /sms/inbound-read/{message_id}, which counts', async () => {
    const { json } = await subject.wire('GET', '/v3/sms/inbound');
    const [first] = (json['data'] as { data: { message_id: string }[] }).data;
    const path = `/v3/sms/inbound-read/${first?.message_id ?? ''}`;
    await answers(integer, 'Receipt have been marked as read.', 'PUT', path);
  });

  onSandbox('PUT /sms/inbound-read', async () => {
    const message = 'Inbound messages have been marked as read.';
    await answers(nothing, message, 'PUT', '/v3/sms/inbound-read', { date_before: 1442398100 });
    await answers(nothing, message, 'PUT', '/v3/sms/inbound-read');
  });

  onSandbox('PUT /sms/{message_id}/cancel', async () => {
    const id = await send({
      to: au,
      body: 'Later',
      schedule: Math.floor(Date.now() / 1000) + 3600,
    });
    const message = 'Scheduled sms message has been cancelled.';
    await answers(nothing, message, 'PUT', `/v3/sms/${id}/cancel`);
  });

  onSandbox('PUT /sms/cancel-all', async () => {
    const schedule = Math.floor(Date.now() / 1000) + 3600;
    for (const body of ['a', 'b']) {
      await send({ to: au, body, schedule, custom_string: 'batch' });
    }
    const message = '2 sms messages have been cancelled.';
    const data = await answers(object({ count: integer }), message, 'PUT', '/v3/sms/cancel-all', {
      custom_string: 'batch',
    });
    assert.equal(data['count'], 2);
  });

  it('GET /sms/templates', async () => {
    const path = '/v3/sms/templates?page=1&limit=15&order_by=template_id:desc';
    await answers(page(template, some), 'Here are your templates.', 'GET', path);
  });

  onSandbox('POST, GET, PUT and DELETE /sms/templates', async () => {
    const draft = { template_name: 'Template 501916', body: 'A test.\r\nnew line 漢字 here.' };
    const all = '/v3/sms/templates';
    const made = await answers(template, 'New template has been saved.', 'POST', all, draft);
    assert.equal(made['body'], draft.body);
    const one = `${all}/${String(made['template_id'])}`;
    assert.deepEqual(await answers(template, 'Here is your template.', 'GET', one), made);
    const changed = { template_name: 'Template XYZ', body: 'Updated' };
    assert.deepEqual(
      await answers(template, 'Your template has been updated.', 'PUT', one, changed),
      { template_id: made['template_id'], ...changed },
    );
    await answers(nothing, 'Your template has been deleted.', 'DELETE', one);
  });

  it('GET /sms/history, also with empty dates as in the sample', async () => {
    for (const query of ['date_from=&date_to=', 'page=1&limit=15&order_by=date:desc']) {
      const path = `/v3/sms/history?${query}`;
      await answers(page(historyRow, some), 'Here are your history.', 'GET', path);
    }
  });

  it('GET /sms/history/export, whose file needs no credentials', async () => {
    const path = '/v3/sms/history/export?filename=export.csv&page=1&limit=15';
    const shape = object({ url: matching(/^https?:\/\//) });
    const data = await answers(shape, 'Download your file here.', 'GET', path);
    const file = await fetch(String(data['url']));
    assert.equal(file.status, 200);
    const [header = ''] = (await file.text()).split('\n');
    for (const column of ['body', 'error_text', 'to']) {
      assert(header.includes(column), header);
    }
  });
});
