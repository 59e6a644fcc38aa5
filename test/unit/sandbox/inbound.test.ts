import assert from 'node:assert/strict';
import type { PushRequest } from '../../../src/sandbox/pushes/pushForms';
import { dataOf, messagesOf, openSandbox, rowsOf, type Caller, type Json } from './caller';

describe('replies and pushes', () => {
  let caller: Caller;
  let pushed: PushRequest[];
  let answers: number[];

  beforeEach(async () => {
    pushed = [];
    answers = [];
    caller = await openSandbox({
      deliver: (push) => {
        pushed.push(push);
        return Promise.resolve({ status: answers.shift() ?? 200, error: undefined, answer: 'ok' });
      },
    });
  });

  afterEach(async () => {
    await caller.sandbox.close();
  });

  const rule = (draft: Json) =>
    caller.api('POST', '/v3/automations/sms/inbound', {
      ...{ dedicated_number: '*', rule_name: 'r', message_search_type: 0 },
      ...{ message_search_term: '', enabled: 1 },
      ...draft,
    });

  const sendOne = async (message: Json): Promise<Json> =>
    messagesOf(await caller.api('POST', '/v3/sms/send', { messages: [message] }))[0]!;

  const pull = async () => rowsOf(await caller.api('GET', '/v3/sms/inbound'));

  const pushes = async (): Promise<readonly Json[]> =>
    (await caller.control('GET', 'pushes'))['pushes'] as Json[];

  it('files a reply under the last message to that number, with its keyword', async () => {
    await rule({ action: 'POLL' });
    await sendOne({ body: 'First', to: '+61400000201' });
    const sent = await sendOne({ body: 'Second', to: '+61400000201', custom_string: 'mine' });
    await caller.control('POST', 'reply', { from: '+61400000201', body: 'Yes, please' });
    const [row] = await pull();
    assert.equal(row!['original_message_id'], sent['message_id']);
    assert.deepEqual(
      [row!['original_body'], row!['custom_string'], row!['_keyword'], row!['to']],
      ['Second', 'mine', 'yes', sent['from']],
    );
    assert.ok('timestamp_send' in row!);
    const single = dataOf(await caller.api('GET', `/v3/sms/inbound/${String(sent['message_id'])}`));
    assert.ok('timestamp' in single && !('timestamp_send' in single));
    const history = rowsOf(await caller.api('GET', '/v3/sms/history?q=status:received'));
    assert.deepEqual([history[0]!['direction'], history[0]!['body']], ['in', 'Yes, please']);
  });

  it('gives as many copies as there are POLL rules, and marks them read together', async () => {
    await rule({ action: 'POLL' });
    await rule({ action: 'POLL' });
    await caller.api('GET', '/v3/account');
    const reply = await caller.control('POST', 'reply', { from: '+61400000201', body: 'Hi' });
    assert.equal((await pull()).length, 2);
    const marked = await caller.api('PUT', `/v3/sms/inbound-read/${String(reply['message_id'])}`);
    assert.equal(marked.json['data'], 2);
    assert.deepEqual(await pull(), []);
  });

  it('keeps nothing for polling without a POLL rule', async () => {
    await caller.api('GET', '/v3/account');
    await caller.control('POST', 'reply', { from: '+61400000201', body: 'Hi' });
    assert.deepEqual(await pull(), []);
  });

  it('applies the search of a rule', async () => {
    await rule({ action: 'POLL', message_search_type: 1, message_search_term: 'yes' });
    for (const body of ['Yes!', 'Oh yes', 'No']) {
      await caller.control('POST', 'reply', { from: '+61400000201', body });
    }
    assert.deepEqual(
      (await pull()).map(({ body }) => body),
      ['Yes!'],
    );
  });

  for (const [webhook_type, method, type] of [
    ['post', 'POST', 'application/x-www-form-urlencoded'],
    ['get', 'GET', undefined],
    ['json', 'POST', 'application/json'],
  ] as const) {
    it(`pushes a reply as ${webhook_type}, with the legacy doubles`, async () => {
      await rule({ action: 'URL', action_address: 'http://localhost:3000/in', webhook_type });
      const sent = await sendOne({ body: 'Hello', to: '+61400000201' });
      await caller.control('POST', 'reply', { from: '+61400000201', body: 'A & B = ü' });
      const [push] = pushed;
      assert.deepEqual([push!.method, push!.contentType], [method, type]);
      const fields: Json =
        webhook_type === 'json'
          ? (JSON.parse(push!.body!) as Json)
          : Object.fromEntries(
              webhook_type === 'get'
                ? new URL(push!.url).searchParams
                : new URLSearchParams(push!.body),
            );
      assert.deepEqual(
        [fields['body'], fields['message'], fields['sms'], fields['originalsenderid']],
        ['A & B = ü', 'A & B = ü', '+61400000201', sent['from']],
      );
      assert.equal(fields['original_message_id'], sent['message_id']);
      assert.equal('originalmessage' in fields, webhook_type !== 'json');
    });
  }

  it('pushes receipts to URL rules of the kind they match', async () => {
    for (const [match_type, path] of [
      [1, 'failed'],
      [2, 'fine'],
    ]) {
      await caller.api('POST', '/v3/automations/sms/receipts', {
        ...{ rule_name: 'r', match_type, action: 'URL', enabled: 1 },
        action_address: `http://127.0.0.1:3000/${String(path)}`,
      });
    }
    await sendOne({ body: 'Hello', to: '+61400000309' });
    caller.sandbox.clock.advance(60_000);
    assert.deepEqual(
      pushed.map(({ url, body }) => [url, new URLSearchParams(body).get('status_code')]),
      [
        ['http://127.0.0.1:3000/fine', '200'],
        ['http://127.0.0.1:3000/failed', '301'],
      ],
    );
  });

  it('tries a failed push again with growing pauses, and says so in its log', async () => {
    answers = [500, 500, 200];
    await caller.api('POST', '/v3/sms/receipts', { url: 'http://localhost:3000/hook' });
    const settle = () => new Promise((resolve) => setImmediate(resolve));
    await settle();
    assert.equal(pushed.length, 1);
    for (const ms of [1000, 5000]) {
      caller.sandbox.clock.advance(ms);
      await settle();
    }
    const [record] = await pushes();
    assert.deepEqual(
      (record!['attempts'] as Json[]).map(({ status }) => status),
      [500, 500, 200],
    );
    assert.equal(record!['state'], 'delivered');
  });

  it('pushes only to this machine unless told otherwise, and never to itself', async () => {
    const { port } = caller.sandbox;
    for (const url of [
      'http://example.com/hook',
      'http://localhost.evil.example/',
      `http://127.0.0.1:${port}/_sandbox/reset`,
      'file:///etc/passwd',
      'not an address',
    ]) {
      const reply = await caller.api('POST', '/v3/sms/inbound', { url });
      assert.equal(reply.status, 200, url);
    }
    assert.deepEqual(pushed, []);
    assert.deepEqual(new Set((await pushes()).map(({ state }) => state)), new Set(['refused']));
    await caller.control('PUT', 'decisions', { allowRemotePush: true });
    await caller.api('POST', '/v3/sms/inbound', { url: 'http://example.com/hook' });
    assert.equal(pushed.length, 1);
  });

  it('puts test items into the pull lists for the address "poll"', async () => {
    await caller.api('POST', '/v3/sms/receipts', { url: 'poll' });
    await caller.api('POST', '/v3/sms/inbound', { url: 'poll' });
    const receipts = rowsOf(await caller.api('GET', '/v3/sms/receipts'));
    assert.equal(receipts.length, 1);
    assert.equal((await pull()).length, 1);
    const id = String(receipts[0]!['message_id']);
    assert.equal((await caller.api('GET', `/v3/sms/receipts/${id}`)).status, 200);
    assert.deepEqual(rowsOf(await caller.api('GET', `/v3/sms/history?q=message_id:${id}`)), []);
  });

  it('answers by itself for an AUTO_REPLY rule, and as the magic endings do', async () => {
    await rule({ action: 'AUTO_REPLY', body: 'Thanks!' });
    await rule({ action: 'POLL' });
    await sendOne({ body: 'Coming?', to: '+61400000701' });
    caller.sandbox.clock.advance(60_000);
    assert.deepEqual(
      (await pull()).map(({ body }) => body),
      ['Yes'],
    );
    const { messages } = await caller.control('GET', 'arrived');
    assert.deepEqual(
      (messages as Json[]).map(({ body }) => body),
      ['Coming?', 'Thanks!'],
    );
  });
});
