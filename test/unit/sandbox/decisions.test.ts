import assert from 'node:assert/strict';
import { defaultDecisions, parseDecision } from '../../../src/sandbox/decisions';
import {
  dataOf,
  messagesOf,
  openSandbox,
  rowsOf,
  startSeconds,
  type Caller,
  type Json,
} from './caller';

describe('the decisions', () => {
  let caller: Caller;

  beforeEach(async () => {
    caller = await openSandbox();
  });

  afterEach(async () => {
    await caller.sandbox.close();
  });

  const decide = (decisions: Json) => caller.control('PUT', 'decisions', decisions);

  const send = (...messages: Json[]) => caller.api('POST', '/v3/sms/send', { messages });

  const statusOf = async (message: Json): Promise<unknown> =>
    messagesOf(await send({ body: 'x', to: '+61400000201', ...message }))[0]!['status'];

  it('are checked when they are changed', async () => {
    assert.match(String((await decide({ shapes: 'odd' }))['error']), /^shapes:/u);
    assert.match(String((await decide({ nonsense: 1 }))['error']), /nonsense/u);
    assert.deepEqual(caller.sandbox.decisions, defaultDecisions);
    assert.deepEqual(parseDecision('shapes=reference'), { shapes: 'reference' });
    assert.deepEqual(parseDecision('pushRetrySeconds=[1,2]'), { pushRetrySeconds: [1, 2] });
    assert.equal(parseDecision('shapes'), 'shapes: expected name=value');
  });

  it('go back to the start with a reset', async () => {
    await decide({ shapes: 'reference', maxParts: 2 });
    await caller.control('POST', 'reset', {});
    assert.deepEqual(caller.sandbox.decisions, defaultDecisions);
  });

  it('refuse the whole request for want of credit', async () => {
    await caller.control('PUT', 'accounts', { username: 'api-username', balance: 0 });
    await decide({ noCredit: 'request' });
    const reply = await send({ body: 'x', to: '+61400000201' });
    assert.deepEqual([reply.status, reply.json['response_code']], [402, 'INSUFFICIENT_CREDIT']);
  });

  it('judge missing fields by message or by request', async () => {
    const items = messagesOf(await send({ body: 'x' }, { to: '+61400000201' }));
    assert.deepEqual(
      items.map(({ status }) => status),
      ['MISSING_REQUIRED_FIELDS', 'EMPTY_MESSAGE'],
    );
    await decide({ missingFields: 'request' });
    assert.equal((await send({ body: 'x' })).status, 400);
  });

  it('send now or refuse what is scheduled in the past, and refuse what is too far away', async () => {
    assert.equal(await statusOf({ schedule: startSeconds - 60 }), 'SUCCESS');
    await decide({ pastSchedule: 'reject' });
    assert.equal(await statusOf({ schedule: startSeconds - 60 }), 'INVALID_SCHEDULE');
    assert.equal(await statusOf({ schedule: startSeconds + 130 * 86_400 }), 'INVALID_SCHEDULE');
    assert.equal(await statusOf({ schedule: 'tomorrow' }), 'INVALID_SCHEDULE');
    assert.equal(await statusOf({ schedule: String(startSeconds + 60) }), 'SUCCESS');
    assert.equal(await statusOf({ schedule: '' }), 'SUCCESS');
  });

  it('clamp or refuse a limit out of range', async () => {
    assert.equal(dataOf(await caller.api('GET', '/v3/sms/history?limit=500'))['per_page'], 100);
    await decide({ limitOutOfRange: 'reject' });
    assert.equal((await caller.api('GET', '/v3/sms/history?limit=500')).status, 400);
    assert.equal((await caller.api('GET', '/v3/sms/history?page=0')).status, 400);
    assert.equal((await caller.api('GET', '/v3/sms/history?limit=15')).status, 200);
  });

  it('search exactly, by containing, or as fits the field', async () => {
    await send({ body: 'x', to: '+61400000201' });
    const count = async (): Promise<number> =>
      rowsOf(await caller.api('GET', '/v3/sms/history?q=to:6140000')).length;
    assert.equal(await count(), 0);
    await decide({ searchMatch: 'contains' });
    assert.equal(await count(), 1);
  });

  it('answer 404 or success to a cancellation that is not possible', async () => {
    const cancel = () => caller.api('PUT', '/v3/sms/NOT-AN-ID/cancel');
    assert.equal((await cancel()).status, 404);
    await decide({ cancelNotPossible: 'success' });
    assert.equal((await cancel()).status, 200);
  });

  it('answer null or an array as deprecated data', async () => {
    await decide({ deprecatedData: 'array' });
    assert.deepEqual((await caller.api('PUT', '/v3/sms/receipts-read')).json['data'], []);
  });

  it('replace, refuse or accept an unknown sender', async () => {
    const fromOf = async (): Promise<unknown> => {
      const [item] = messagesOf(await send({ body: 'x', to: '+61400000201', from: 'Stranger' }));
      return item!['status'] === 'SUCCESS' ? item!['from'] : item!['status'];
    };
    assert.equal(await fromOf(), '+61447254068');
    await decide({ unknownSender: 'reject' });
    assert.equal(await fromOf(), 'INVALID_SENDER_ID');
    await decide({ unknownSender: 'accept' });
    assert.equal(await fromOf(), 'Stranger');
  });

  it("fill a list's placeholders when told to", async () => {
    const { list_id } = dataOf(await caller.api('POST', '/v3/lists', { list_name: 'L' }));
    await caller.api('POST', `/v3/lists/${String(list_id)}/contacts`, {
      ...{ phone_number: '+61400000201', first_name: '$& Ada', custom_1: 'Gold' },
    });
    const bodyOf = async (): Promise<unknown> =>
      messagesOf(await send({ body: '(First Name): {CustomString1}', list_id }))[0]!['body'];
    assert.equal(await bodyOf(), '(First Name): {CustomString1}');
    await decide({ expandPlaceholders: true });
    assert.equal(await bodyOf(), '$& Ada: Gold');
  });

  it("switch magic endings and the test numbers' ways off", async () => {
    await decide({ magicNumbers: false, testNumberReceipts: true });
    assert.equal(await statusOf({ to: '+61400000403' }), 'SUCCESS');
    const [item] = messagesOf(await send({ body: 'x', to: '+61411111111' }));
    assert.equal(item!['message_price'], '0.0792');
  });

  it('block countries that are not enabled, test numbers too', async () => {
    await decide({ enabledCountries: ['US'] });
    assert.equal(await statusOf({ to: '+61411111111' }), 'COUNTRY_NOT_ENABLED');
    assert.equal(await statusOf({ to: '+12025550201' }), 'SUCCESS');
  });

  it('throttle repetitions within the window', async () => {
    await decide({ duplicateWindowSeconds: 5 });
    assert.equal(await statusOf({}), 'SUCCESS');
    assert.equal(await statusOf({}), 'THROTTLED');
    assert.equal(await statusOf({ body: 'other' }), 'SUCCESS');
    caller.sandbox.clock.advance(5000);
    assert.equal(await statusOf({}), 'SUCCESS');
  });

  it('cut what is longer than the allowed parts, between characters', async () => {
    await decide({ maxParts: 2 });
    const [item] = messagesOf(await send({ body: '😀'.repeat(100), to: '+61400000201' }));
    assert.equal(item!['message_parts'], 2);
    assert.equal(item!['body'], '😀'.repeat(66));
  });

  it('take another outcome as the usual one', async () => {
    await decide({ defaultOutcome: 'failed-8' });
    await send({ body: 'x', to: '+61400001234' });
    caller.sandbox.clock.advance(60_000);
    const [row] = rowsOf(await caller.api('GET', '/v3/sms/history'));
    assert.equal(row!['error_code'], 8);
    assert.match(String((await decide({ defaultOutcome: 'odd' }))['error']), /^defaultOutcome:/u);
  });

  it('include the moment itself, or not', async () => {
    await caller.api('POST', '/v3/sms/receipts', { url: 'poll' });
    const left = async (): Promise<number> => {
      await caller.api('PUT', '/v3/sms/receipts-read', { date_before: startSeconds });
      return rowsOf(await caller.api('GET', '/v3/sms/receipts')).length;
    };
    assert.equal(await left(), 1);
    await decide({ dateBefore: 'inclusive' });
    assert.equal(await left(), 0);
  });
});
