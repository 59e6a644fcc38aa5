import assert from 'node:assert/strict';
import {
  dataOf,
  messagesOf,
  openSandbox,
  rowsOf,
  startSeconds,
  type Caller,
  type Json,
} from './caller';

describe('the life of a message', () => {
  let caller: Caller;

  beforeEach(async () => {
    caller = await openSandbox();
  });

  afterEach(async () => {
    await caller.sandbox.close();
  });

  const send = async (message: Json): Promise<Json> =>
    messagesOf(await caller.api('POST', '/v3/sms/send', { messages: [message] }))[0]!;

  const rowOf = async (id: unknown): Promise<Json> =>
    rowsOf(await caller.api('GET', `/v3/sms/history?q=message_id:${String(id)}`))[0]!;

  const pollReceipts = () =>
    caller.api('POST', '/v3/automations/sms/receipts', {
      ...{ rule_name: 'poll', match_type: 0, action: 'POLL', action_address: '', enabled: 1 },
    });

  const receiptsOf = async (): Promise<readonly Json[]> =>
    rowsOf(await caller.api('GET', '/v3/sms/receipts'));

  it('goes from Queued over Sent to delivered as time goes on', async () => {
    const { message_id } = await send({ body: 'Hello', to: '+61400000201' });
    const states: unknown[] = [];
    for (const ms of [0, 500, 2000]) {
      caller.sandbox.clock.advance(ms);
      const { status, status_code } = await rowOf(message_id);
      states.push([status, status_code]);
    }
    assert.deepEqual(states, [
      ['Queued', '200'],
      ['Sent', '200'],
      ['Sent', '201'],
    ]);
  });

  for (const [ending, expected] of [
    ['0200', ['Sent', '200', null]],
    ['0100', ['Completed', null, null]],
    ['0106', ['Sent', '201', null]],
    ['0105', ['CancelledAfterReview', null, null]],
    ['0300', ['Sent', '201', null]],
    ['0316', ['Failed', '301', 20]],
    ['0301', ['Failed', '301', 7]],
    ['0309', ['Failed', '301', 9]],
    ['0320', ['Failed', '301', 20]],
  ] as const) {
    it(`ends as ${expected.join(', ')} for a number ending in ${ending}`, async () => {
      const { message_id, status } = await send({ body: 'Hello', to: `+6140000${ending}` });
      assert.equal(status, 'SUCCESS');
      caller.sandbox.clock.advance(60_000);
      const row = await rowOf(message_id);
      assert.deepEqual([row['status'], row['status_code'], row['error_code']], expected);
    });
  }

  for (const [ending, status] of [
    ['0402', 'INSUFFICIENT_CREDIT'],
    ['0403', 'COUNTRY_NOT_ENABLED'],
    ['0404', 'INVALID_RECIPIENT'],
    ['0406', 'INVALID_SENDER_ID'],
    ['0407', 'REGISTRATION_NEEDED'],
    ['0500', 'INTERNAL_ERROR'],
  ] as const) {
    it(`refuses with ${status} for a number ending in ${ending}`, async () => {
      const item = await send({ body: 'Hello', to: `+6140000${ending}` });
      assert.equal(item['status'], status);
      assert.equal(item['schedule'], '');
      assert.match(String(item['message_id']), /^[0-9A-F-]{36}$/u);
      assert.equal(rowsOf(await caller.api('GET', '/v3/sms/history')).length, 0);
    });
  }

  it('throttles the same text to a number ending in 0429, and only that', async () => {
    const statuses: unknown[] = [];
    for (const body of ['one', 'one', 'two']) {
      statuses.push((await send({ body, to: '+61400000429' }))['status']);
    }
    assert.deepEqual(statuses, ['SUCCESS', 'THROTTLED', 'SUCCESS']);
  });

  it('has the three shapes of a message item', async () => {
    const reply = await caller.api('POST', '/v3/sms/send', {
      messages: [
        { body: 'a', to: '+61400000201' },
        { body: 'b', to: '+61400000403' },
        { body: 'c', to: 'nonsense' },
      ],
    });
    const [accepted, blocked, invalid] = messagesOf(reply);
    assert.equal(accepted!['message_price'], '0.0792');
    assert.equal(accepted!['schedule'], startSeconds);
    assert.deepEqual(
      [blocked!['message_parts'], blocked!['message_price'], blocked!['country']],
      [0, '0.0000', 'AU'],
    );
    assert.deepEqual(Object.keys(invalid!).sort(), [
      ...['body', 'custom_string', 'from', 'is_shared_system_number', 'message_id', 'schedule'],
      ...['status', 'to'],
    ]);
    const { total_count, queued_count, blocked_count, total_price } = dataOf(reply);
    assert.deepEqual([total_count, queued_count, blocked_count, total_price], [3, 1, 1, 0.0792]);
  });

  it('makes no receipt and no charge for the published test numbers, scheduled or not', async () => {
    await pollReceipts();
    const schedule = startSeconds + 3600;
    const { message_id, message_parts } = await send({ body: 'x', to: '+61411111111', schedule });
    caller.sandbox.clock.advance(7_200_000);
    assert.equal(message_parts, 0);
    assert.equal((await rowOf(message_id))['status'], 'Completed');
    assert.deepEqual(await receiptsOf(), []);
    const account = dataOf(await caller.api('GET', '/v3/account'));
    assert.equal(account['balance'], '1000.000000');
  });

  it('holds a scheduled message until its time, and sends it then', async () => {
    const { message_id } = await send({
      body: 'Later',
      to: '+61400000201',
      schedule: startSeconds + 3600,
    });
    caller.sandbox.clock.advance(3_599_000);
    assert.equal((await rowOf(message_id))['status'], 'Scheduled');
    caller.sandbox.clock.advance(10_000);
    assert.equal((await rowOf(message_id))['status_code'], '201');
  });

  it('cancels a scheduled message once, gives the money back, and answers 404 afterwards', async () => {
    const { message_id } = await send({
      body: 'Never',
      to: '+61400000201',
      schedule: startSeconds + 3600,
    });
    const cancel = () => caller.api('PUT', `/v3/sms/${String(message_id)}/cancel`);
    assert.equal((await cancel()).status, 200);
    const again = await cancel();
    assert.deepEqual([again.status, again.json['response_code']], [404, 'NOT_FOUND']);
    caller.sandbox.clock.advance(7_200_000);
    assert.equal((await rowOf(message_id))['status'], 'Cancelled');
    assert.equal(dataOf(await caller.api('GET', '/v3/account'))['balance'], '1000.000000');
  });

  it('cancels all scheduled messages of one custom string', async () => {
    const schedule = startSeconds + 3600;
    for (const custom_string of ['a', 'a', 'b']) {
      await send({ body: custom_string, to: '+61400000201', schedule, custom_string });
    }
    const reply = await caller.api('PUT', '/v3/sms/cancel-all', { custom_string: 'a' });
    assert.deepEqual(dataOf(reply), { count: 2 });
    assert.equal(reply.json['response_msg'], '2 sms messages have been cancelled.');
    assert.deepEqual(dataOf(await caller.api('PUT', '/v3/sms/cancel-all')), { count: 1 });
  });

  it('puts receipts into the pull list for a POLL rule, once for each rule', async () => {
    await send({ body: 'before there was a rule', to: '+61400000201' });
    caller.sandbox.clock.advance(60_000);
    await pollReceipts();
    await pollReceipts();
    const { message_id } = await send({ body: 'Hello', to: '+61400000201', custom_string: 'me' });
    caller.sandbox.clock.advance(60_000);
    const receipts = await receiptsOf();
    assert.deepEqual(
      receipts.map((each) => [each['message_id'], each['status_code'], each['custom_string']]),
      ['200', '200', '201', '201'].map((code) => [message_id, code, 'me']),
    );
    const single = await caller.api('GET', `/v3/sms/receipts/${String(message_id)}`);
    assert.equal(dataOf(single)['status_code'], '201');
  });

  it('marks receipts read before a moment, and keeps them reachable by id', async () => {
    await pollReceipts();
    const first = await send({ body: 'first', to: '+61400000201' });
    caller.sandbox.clock.advance(10_000);
    const between = caller.sandbox.clock.seconds();
    caller.sandbox.clock.advance(10_000);
    const second = await send({ body: 'second', to: '+61400000201' });
    caller.sandbox.clock.advance(10_000);
    await caller.api('PUT', '/v3/sms/receipts-read', { date_before: between });
    const left = new Set((await receiptsOf()).map((each) => each['message_id']));
    assert.deepEqual([...left], [second['message_id']]);
    const read = await caller.api('GET', `/v3/sms/receipts/${String(first['message_id'])}`);
    assert.equal(read.status, 200);
    await caller.api('PUT', '/v3/sms/receipts-read');
    assert.deepEqual(await receiptsOf(), []);
  });

  it('forces another outcome at once', async () => {
    const { message_id } = await send({ body: 'Hello', to: '+61400000201' });
    const row = await caller.control('POST', 'deliver', { message_id, outcome: 'failed-13' });
    assert.deepEqual([row['status'], row['error_code']], ['Failed', 13]);
    caller.sandbox.clock.advance(60_000);
    assert.equal((await rowOf(message_id))['status'], 'Failed');
  });

  it('prices without sending', async () => {
    const body = { messages: [{ body: 'ü'.repeat(161), to: '+447400000201' }] };
    const reply = await caller.api('POST', '/v3/sms/price', body);
    assert.equal(dataOf(reply)['total_price'], 0.154);
    assert.equal(messagesOf(reply)[0]!['schedule'], '');
    assert.equal(rowsOf(await caller.api('GET', '/v3/sms/history')).length, 0);
  });

  it('stops accepting when the money is gone, message by message', async () => {
    await caller.control('PUT', 'accounts', { username: 'api-username', balance: 0.2 });
    const messages = [1, 2, 3].map((n) => ({ body: `n${n}`, to: '+61400000201' }));
    const items = messagesOf(await caller.api('POST', '/v3/sms/send', { messages }));
    assert.deepEqual(
      items.map(({ status }) => status),
      ['SUCCESS', 'SUCCESS', 'INSUFFICIENT_CREDIT'],
    );
    assert.equal(dataOf(await caller.api('GET', '/v3/account'))['balance'], '0.041600');
  });

  it("replaces a sender that the recipient's country does not allow", async () => {
    const { from, is_shared_system_number } = await send({
      body: 'Hello',
      to: '+12025550201',
      from: '+61480011223',
    });
    assert.equal(is_shared_system_number, true);
    assert.notEqual(from, '+61480011223');
    const refused = await send({ body: 'Hello', to: '+61400000201', from: 'much too long a tag' });
    assert.equal(refused['status'], 'INVALID_SENDER_ID');
  });

  it('sends to a contact list, except to who opted out', async () => {
    const list = dataOf(await caller.api('POST', '/v3/lists', { list_name: 'People' }));
    const list_id = list['list_id'] as number;
    for (const phone_number of ['+61400000201', '0400 100 201']) {
      await caller.api('POST', `/v3/lists/${list_id}/contacts`, { phone_number });
    }
    const first = await caller.api('POST', '/v3/sms/send', { messages: [{ body: 'Hi', list_id }] });
    assert.deepEqual(
      messagesOf(first).map((item) => [item['to'], item['list_id']]),
      [
        ['+61400000201', list_id],
        ['+61400100201', list_id],
      ],
    );
    await caller.control('POST', 'reply', { from: '+61400000201', body: 'Stop.' });
    const second = await caller.api('POST', '/v3/sms/send', {
      messages: [{ body: 'Hi', list_id }],
    });
    assert.deepEqual(
      messagesOf(second).map(({ to }) => to),
      ['+61400100201'],
    );
  });
});
