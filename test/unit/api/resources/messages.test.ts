import assert from 'node:assert/strict';
import { envelope } from '../../../support/scriptedServer';
import { aClient, closeClients, failureOf } from '../clientFixture';

const sampleReceipt = {
  timestamp_send: 1722565661,
  timestamp: '1722565670',
  message_id: 'D6D16B28-46AC-484A-AB0A-A08CD08EF75C',
  status_code: 201,
  status_text: 'Success: Message received on handset.',
  error_code: null,
  error_text: null,
  custom_string: null,
  subaccount_id: '123456',
  message_type: 'sms',
  digits: null,
};
const history = {
  direction: 'out',
  date: '1715660441',
  to: '+61426729707',
  body: 'test message, please ignore',
  status: 'Sent',
  from: '+61447254068',
  schedule: '1715660441',
  status_code: '201',
  status_text: 'Message delivered to the handset',
  error_code: 4,
  error_text: null,
  message_id: '1EF11A95-31A2-6B70-A3E2-750B2DF4583F',
  message_parts: '1.00',
  message_price: '0.070000',
  from_email: null,
  list_id: null,
  custom_string: '',
  contact_id: null,
  user_id: 496596,
  subaccount_id: 563840,
  country: 'AU',
  carrier: 'Vodafone',
  first_name: null,
  last_name: null,
  _api_username: 'someone',
  api_key: 'LEAK',
  _subaccount: { api_key: 'LEAK' },
};
const inbound = {
  timestamp_send: '1722580202',
  from: '+61487722156',
  body: 'This is a test incoming SMS.',
  original_body: 'This is the original message.',
  original_message_id: '00DD4A0B-FC0F-4FFB-9A95-4BACC477C372',
  to: '+61411111111',
  custom_string: 'Test custom string ',
  message_id: '7E0F75B6-8CE0-4202-B589-8BA8E5CBA661',
  _keyword: 'this',
};

describe('receipts', () => {
  afterEach(closeClients);

  it('read status codes and times given as numbers or text', async () => {
    const { client } = await aClient([envelope(sampleReceipt)]);
    const { raw, ...receipt } = await client.receipts.get(sampleReceipt.message_id);
    assert.deepEqual(raw, sampleReceipt);
    assert.deepEqual(receipt, {
      messageId: sampleReceipt.message_id,
      sentAt: 1722565661,
      receivedAt: 1722565670,
      statusCode: '201',
      statusText: 'Success: Message received on handset.',
      errorCode: undefined,
      errorText: undefined,
      customString: undefined,
      messageType: 'sms',
      subaccountId: 123456,
    });
  });

  it('read the old name of the message type, and fields that are missing', async () => {
    const { client } = await aClient([
      envelope([{ _message_type: 'voice' }, { status_code: '999' }]),
    ]);
    const { items } = await client.receipts.list();
    assert.equal(items[0]?.messageType, 'voice');
    assert.equal(items[1]?.messageType, 'sms');
    assert.equal(items[1].statusCode, '999');
    assert.equal(items[1].sentAt, undefined);
  });

  it('are marked read whether the deprecated data is null, [] or absent', async () => {
    for (const data of [null, [], undefined]) {
      const { client, server } = await aClient([envelope(data)]);
      await client.receipts.markRead();
      assert.equal(server.requests[0]?.method, 'PUT');
      assert.equal(server.requests[0].body, '');
    }
  });
});

describe('inbound messages', () => {
  afterEach(closeClients);

  it('take the time from either of its two names', async () => {
    const { client } = await aClient([
      envelope(inbound),
      envelope({ ...inbound, timestamp_send: undefined, timestamp: 1723012981 }),
    ]);
    assert.equal((await client.inbound.createTest('poll', 'json')).timestamp, 1722580202);
    const { raw, ...reply } = await client.inbound.getReplyTo('A');
    assert.notEqual(raw, undefined);
    assert.deepEqual(reply, {
      messageId: inbound.message_id,
      originalMessageId: inbound.original_message_id,
      originalBody: inbound.original_body,
      from: inbound.from,
      to: inbound.to,
      body: inbound.body,
      timestamp: 1723012981,
      customString: 'Test custom string ',
      keyword: 'this',
    });
  });

  it('ask for a webhook type only when one is given', async () => {
    const { client, server } = await aClient([envelope(inbound)]);
    await client.inbound.createTest('https://a.example', 'get');
    await client.inbound.createTest('https://a.example');
    assert.deepEqual(
      server.requests.map(({ body }) => JSON.parse(body) as unknown),
      [{ url: 'https://a.example', webhook_type: 'get' }, { url: 'https://a.example' }],
    );
  });

  it('count the copies marked read from an integer, text or object', async () => {
    for (const data of [3, '3', { count: 3 }]) {
      const { client } = await aClient([envelope(data)]);
      assert.equal(await client.inbound.markMessageRead('A'), 3);
    }
  });
});

describe('history', () => {
  afterEach(closeClients);

  it('refuses a row that is nested 200,000 deep as an answer that is none', async () => {
    const { body } = envelope([{ ...history, custom: 'DEEP' }]) as { readonly body: unknown };
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    const text = JSON.stringify(body).replace('"DEEP"', deep);
    const { client } = await aClient([{ body: text }]);
    await failureOf(client.history.list(), 'badResponse');
  });

  it('reads every field, and keeps the answer without keys', async () => {
    const { client } = await aClient([envelope([history])]);
    const { raw, ...message } = (await client.history.list()).items[0]!;
    assert.deepEqual(message, {
      messageId: history.message_id,
      direction: 'out',
      date: 1715660441,
      to: history.to,
      from: history.from,
      body: history.body,
      status: 'Sent',
      statusCode: '201',
      statusText: history.status_text,
      errorCode: '4',
      errorText: undefined,
      schedule: 1715660441,
      parts: 1,
      price: 0.07,
      customString: undefined,
      listId: undefined,
      subaccountId: 563840,
      userId: 496596,
      country: 'AU',
      carrier: 'Vodafone',
      firstName: undefined,
      lastName: undefined,
      fromEmail: undefined,
      apiUsername: 'someone',
    });
    assert.equal(JSON.stringify(raw).includes('LEAK'), false);
    assert.equal((raw as { carrier: string }).carrier, 'Vodafone');
  });

  it('keeps a status it does not know and takes Received without direction for incoming', async () => {
    const { client } = await aClient([
      envelope([{ status: 'Teleported' }, { status: 'Received' }]),
    ]);
    const { items } = await client.history.list();
    assert.equal(items[0]?.status, 'Teleported');
    assert.equal(items[0].direction, 'out');
    assert.equal(items[1]?.direction, 'in');
  });

  it('gives the address of an export, which must be one', async () => {
    const { client } = await aClient([
      envelope({ url: 'https://s3.example/x?X-Amz-Expires=1200' }),
      envelope({ url: 'nonsense' }),
    ]);
    assert.equal(await client.history.export('a.csv'), 'https://s3.example/x?X-Amz-Expires=1200');
    await failureOf(client.history.export('a.csv'), 'badResponse');
  });
});

describe('scheduled messages', () => {
  afterEach(closeClients);

  it('are cancelled one by one or by custom string', async () => {
    const { client, server } = await aClient([envelope(null), envelope({ count: '2' })]);
    await client.messages.cancel('A');
    assert.equal(await client.messages.cancelAll('campaign'), 2);
    assert.equal(server.requests[0]?.url, '/v3/sms/A/cancel');
    assert.equal(server.requests[1]?.body, '{"custom_string":"campaign"}');
  });

  it('are never all cancelled by an empty custom string', async () => {
    const { client, server } = await aClient([envelope({ count: 9 })]);
    await failureOf(client.messages.cancelAll(''), 'badRequest');
    assert.equal(server.requests.length, 0);
  });

  it('leave it unknown when the answer has no count', async () => {
    const { client } = await aClient([envelope(null)]);
    await failureOf(client.messages.cancelAll(), 'outcomeUnknown');
  });
});

describe('templates', () => {
  afterEach(closeClients);
  const template = { templateId: 5, name: 'N', body: 'B' };

  it('are created, read, updated and deleted', async () => {
    const row = { template_id: '5', template_name: 'N', body: 'B' };
    const { client, server } = await aClient([envelope(row)]);
    assert.deepEqual(await client.templates.create({ name: 'N', body: 'B' }), template);
    assert.deepEqual(await client.templates.get(5), template);
    assert.deepEqual(await client.templates.update(template), template);
    await client.templates.delete(5);
    assert.deepEqual(
      server.requests.map(({ method, url, body }) => `${method} ${url} ${body}`.trim()),
      [
        'POST /v3/sms/templates {"template_name":"N","body":"B"}',
        'GET /v3/sms/templates/5',
        'PUT /v3/sms/templates/5 {"template_name":"N","body":"B"}',
        'DELETE /v3/sms/templates/5',
      ],
    );
  });

  it('keep what was sent where the answer to an update leaves it out', async () => {
    const { client } = await aClient([envelope(null), envelope({ template_name: 'trimmed' })]);
    assert.deepEqual(await client.templates.update(template), template);
    assert.deepEqual(await client.templates.update(template), { ...template, name: 'trimmed' });
  });

  it('leave it unknown whether one was created when the answer names none', async () => {
    const { client } = await aClient([envelope({}), envelope(null)]);
    await failureOf(client.templates.create(template), 'outcomeUnknown');
    await failureOf(client.templates.create(template), 'outcomeUnknown');
  });

  it('are deleted when the answer is 204 without a body', async () => {
    const { client } = await aClient([{ status: 204 }]);
    await client.templates.delete(5);
  });
});
