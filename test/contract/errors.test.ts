import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { makeClient, type ClientOptions } from '../../src/api/client';
import { ClickSendError, type FailureReason } from '../../src/api/errors';
import { nothing, integer, object, text } from './shapes';
import { describeSandbox, isReal, onSandbox, openSubject, type Subject } from './subject';

const au = '+61400000201';
const unknownId = '00000000-0000-4000-8000-000000000000';

async function failureOf(call: Promise<unknown>, reason: FailureReason): Promise<ClickSendError> {
  const error: unknown = await call.then(
    () => undefined,
    (caught: unknown) => caught,
  );
  assert(error instanceof ClickSendError, `expected ${reason}, got ${inspect(error)}`);
  assert.equal(error.reason, reason, inspect(error));
  return error;
}

describe('contract: errors on the wire', () => {
  let subject: Subject;
  before(async () => {
    subject = await openSubject();
  });
  after(() => subject.close());

  async function refuses(
    [status, code]: readonly [number, string | RegExp],
    ...request: Parameters<Subject['wire']>
  ): Promise<string> {
    const answer = await subject.wire(...request);
    assert.equal(answer.status, status, answer.text);
    object({ http_code: integer, response_code: text, response_msg: text })(answer.json, 'answer');
    assert.equal(answer.json['http_code'], status);
    assert.match(String(answer.json['response_code']), new RegExp(code));
    assert('data' in answer.json);
    return String(answer.json['response_msg']);
  }

  it('401 is the same for no credentials and wrong ones, and for every verb', async () => {
    const texts = new Set<string>();
    for (const authorization of ['', 'Basic !', 'Bearer x', ...(isReal ? ['Basic eDp5'] : [])]) {
      for (const [method, path] of [
        ['GET', '/v3/account'],
        ['POST', '/v3/sms/send'],
        ['PUT', '/v3/sms/receipts-read'],
      ] as const) {
        const body = method === 'GET' ? undefined : { messages: [] };
        const answer = await subject.wire(method, path, body, { authorization });
        assert.equal(answer.status, 401);
        nothing(answer.json['data'], 'data');
        texts.add(answer.text);
      }
    }
    assert.equal(texts.size, 1, [...texts].join('\n'));
    assert.match([...texts][0] ?? '', /"Authorization failed\."/);
  });

  onSandbox('401 and 403 for the vendor’s test users', async () => {
    const as = (user: string) => ({
      authorization: `Basic ${Buffer.from(`${user}:x`).toString('base64')}`,
    });
    const get = ['GET', '/v3/account', undefined] as const;
    await refuses([401, 'UNAUTHORIZED'], ...get, as('notactive'));
    const message = await refuses([403, 'FORBIDDEN'], ...get, as('banned'));
    assert.match(message, /^Your account is suspended\./);
  });

  it('404 for what is not there', async () => {
    const found = [404, 'NOT_FOUND'] as const;
    assert.equal(
      await refuses(found, 'GET', `/v3/sms/receipts/${unknownId}`),
      'Receipt record not found.',
    );
    await refuses(found, 'GET', `/v3/sms/inbound/${unknownId}`);
    await refuses(found, 'GET', '/v3/sms/templates/999999999');
    await refuses(found, 'GET', '/v3/no-such-thing');
  });

  onSandbox('404 for changing what is not there', async () => {
    const found = [404, 'NOT_FOUND'] as const;
    await refuses(found, 'PUT', `/v3/sms/${unknownId}/cancel`);
    await refuses(found, 'PUT', '/v3/sms/templates/999999999', { body: 'x' });
    await refuses(found, 'DELETE', '/v3/sms/templates/999999999');
    await refuses(found, 'PUT', `/v3/sms/inbound-read/${unknownId}`);
    await refuses(found, 'DELETE', '/v3/automations/sms/receipts/999999999');
  });

  onSandbox('405 for a verb that is not meant', async () => {
    await refuses([405, /NOT_FOUND$/], 'DELETE', '/v3/sms/history');
  });

  onSandbox('400 for bodies that are none', async () => {
    const bad = [400, 'BAD_REQUEST'] as const;
    for (const body of [
      '',
      '{',
      '[]',
      '7',
      '{}',
      '{"messages":[]}',
      '{"messages":"x"}',
      '\u0000',
    ]) {
      await refuses(bad, 'POST', '/v3/sms/send', body);
      await refuses(bad, 'POST', '/v3/sms/price', body);
    }
    await refuses(bad, 'POST', '/v3/sms/receipts', {});
    await refuses(bad, 'POST', '/v3/sms/inbound', { url: 'poll', webhook_type: 'pigeon' });
    await refuses(bad, 'GET', '/v3/account/usage/2026/11/everything');
  });

  onSandbox('400 TOO_MANY_RECIPIENTS for 1001 messages, while 1000 go', async () => {
    const messages = Array.from({ length: 1000 }, () => ({ to: '12', body: 'x' }));
    assert.equal((await subject.wire('POST', '/v3/sms/price', { messages })).status, 200);
    const more = [...messages, { to: '12', body: 'x' }];
    await refuses([400, 'TOO_MANY_RECIPIENTS'], 'POST', '/v3/sms/price', { messages: more });
  });

  onSandbox('200 with the status of each message that was refused', async () => {
    const expected = {
      EMPTY_MESSAGE: { to: au, body: '' },
      MISSING_REQUIRED_FIELDS: { body: 'x' },
      INVALID_RECIPIENT: { to: '12', body: 'x' },
      INVALID_SENDER_ID: { to: au, body: 'x', from: 'far too long a name' },
      INVALID_SCHEDULE: { to: au, body: 'x', schedule: 'tomorrow' },
      INSUFFICIENT_CREDIT: { to: '+61400000402', body: 'x' },
      COUNTRY_NOT_ENABLED: { to: '+61400000403', body: 'x' },
    };
    const { json } = await subject.wire('POST', '/v3/sms/send', {
      messages: Object.values(expected),
    });
    const { messages } = json['data'] as { messages: { status: string }[] };
    assert.deepEqual(
      messages.map(({ status }) => status),
      Object.keys(expected),
    );
  });

  onSandbox('429 with the headers that were seen', async () => {
    await subject.control('POST', 'faults', { kind: 'rateLimit', count: 1, retryAfter: 20 });
    const { status, headers, json } = await subject.wire('GET', '/v3/account');
    assert.equal(status, 429);
    assert.equal(json['response_code'], 'HTTP_TOO_MANY_REQUESTS');
    assert.equal(headers.get('retry-after'), '20');
    assert.equal(headers.get('ratelimit-reset'), '20');
    assert.match(headers.get('x-ratelimit-limit') ?? '', /^\d+$/);
    assert.equal(headers.get('x-ratelimit-remaining'), '0');
  });
});

describe('contract: errors through the client', () => {
  let subject: Subject;
  before(async () => {
    subject = await openSubject();
  });
  after(() => subject.close());

  it('wrong credentials are unauthorized', async () => {
    const client = makeClient({
      baseUrl: subject.baseUrl,
      username: isReal ? 'no-such-user' : 'notactive',
      apiKey: 'wrong',
    });
    const error = await failureOf(client.account.get(), 'unauthorized');
    assert.equal(error.responseMsg, 'Authorization failed.');
    client.dispose();
  });

  it('what is not there is notFound', async () => {
    const client = subject.client();
    await failureOf(client.receipts.get(unknownId), 'notFound');
    await failureOf(client.inbound.getReplyTo(unknownId), 'notFound');
    await failureOf(client.templates.get(999_999_999), 'notFound');
  });

  onSandbox('a second cancel is notFound', async () => {
    const client = subject.client();
    const schedule = Math.floor(Date.now() / 1000) + 3600;
    const { messages } = await client.messages.send({
      messages: [{ to: au, body: 'x', schedule }],
    });
    const id = messages[0]?.messageId ?? '';
    await client.messages.cancel(id);
    await failureOf(client.messages.cancel(id), 'notFound');
  });

  onSandbox('too many messages are a badRequest', async () => {
    const messages = Array.from({ length: 1001 }, () => ({ to: '12', body: 'x' }));
    const error = await failureOf(subject.client().messages.send({ messages }), 'badRequest');
    assert.equal(error.responseCode, 'TOO_MANY_RECIPIENTS');
  });

  onSandbox('no messages are a badRequest', async () => {
    await failureOf(subject.client().messages.send({ messages: [] }), 'badRequest');
  });
});

describeSandbox('contract: faults through the client', () => {
  let subject: Subject;
  const pauses: number[] = [];
  before(async () => {
    subject = await openSubject();
  });
  after(() => subject.close());
  beforeEach(() => {
    pauses.length = 0;
  });
  afterEach(() => subject.control('DELETE', 'faults'));

  const patient: Partial<ClientOptions> = {
    wait: (ms) => {
      pauses.push(ms);
      return Promise.resolve();
    },
    random: () => 0,
  };
  const arrivedCount = async (body: string): Promise<number> =>
    Number((await subject.control('GET', `arrived?contains=${body}`))['total']);

  for (const fault of [
    { kind: 'rateLimit', retryAfter: 7 },
    { kind: 'error', status: 500 },
    { kind: 'html', status: 502 },
    { kind: 'reset', when: 'before' },
    { kind: 'truncatedBody' },
  ]) {
    it(`a read gets over ${fault.kind}`, async () => {
      await subject.control('POST', 'faults', { ...fault, count: 1 });
      assert.equal((await subject.client(patient).account.get()).username, subject.username);
      assert.deepEqual(pauses, [fault.retryAfter === undefined ? 0 : 7000]);
    });
  }

  it('a read ends in badResponse after malformed JSON, and in timeout after silence', async () => {
    await subject.control('POST', 'faults', { kind: 'malformedJson', count: 1 });
    await failureOf(subject.client(patient).account.get(), 'badResponse');
    await subject.control('POST', 'faults', { kind: 'hang', count: 1 });
    await failureOf(subject.client({ ...patient, timeoutMs: 50 }).account.get(), 'timeout');
    assert.deepEqual(pauses, []);
  });

  const doubtful = [
    [{ kind: 'reset', when: 'after' }, 1],
    [{ kind: 'reset', when: 'before' }, 0],
    [{ kind: 'malformedJson' }, 1],
    [{ kind: 'truncatedBody' }, 1],
    [{ kind: 'error', status: 500, when: 'after' }, 1],
    [{ kind: 'error', status: 503, when: 'before' }, 0],
    [{ kind: 'html', status: 504, when: 'after' }, 1],
    [{ kind: 'hang' }, undefined],
  ] as const;
  doubtful.forEach(([fault, times], index) => {
    it(`a send is outcomeUnknown after ${JSON.stringify(fault)}, and never goes twice`, async () => {
      await subject.control('POST', 'faults', { ...fault, path: '/v3/sms/send' });
      const body = `doubtful-${index}-x`;
      const client = subject.client({ ...patient, timeoutMs: fault.kind === 'hang' ? 50 : 5000 });
      await failureOf(client.messages.send({ messages: [{ to: au, body }] }), 'outcomeUnknown');
      const arrived = await arrivedCount(body);
      if (times === undefined) {
        assert(arrived <= 1);
      } else {
        assert.equal(arrived, times);
      }
    });
  });

  it('a send that met a 429 says when to come back, and nothing arrived', async () => {
    await subject.control('POST', 'faults', { kind: 'rateLimit', retryAfter: 33 });
    const sending = subject
      .client(patient)
      .messages.send({ messages: [{ to: au, body: 'limited-x' }] });
    const error = await failureOf(sending, 'tooManyRequests');
    assert.equal(error.retryAfterSeconds, 33);
    assert.equal(await arrivedCount('limited-x'), 0);
  });
});
