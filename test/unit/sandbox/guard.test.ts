import assert from 'node:assert/strict';
import { request } from 'node:http';
import { basic, openSandbox, startSeconds, type Caller } from './caller';

/** A request with any header, which `fetch` would not send. */
function raw(
  port: number,
  path: string,
  headers: Record<string, string>,
  method = 'GET',
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const call = request({ port, host: '127.0.0.1', path, method, headers, agent: false });
    call.on('error', reject);
    call.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, text });
      });
    });
    call.end();
  });
}

const refusal =
  '{"http_code":401,"response_code":"UNAUTHORIZED","response_msg":"Authorization failed.","data":null}';

describe('who may ask the sandbox', () => {
  let caller: Caller;
  let port: number;
  const authorization = basic('me@example.com');

  before(async () => {
    caller = await openSandbox({ credentials: { 'me@example.com': 'right:key' } });
    port = caller.sandbox.port;
  });

  after(async () => {
    await caller.sandbox.close();
  });

  beforeEach(async () => {
    await caller.control('POST', 'reset', {});
  });

  for (const [host, status] of [
    ['localhost:4280', 200],
    ['127.0.0.1', 200],
    ['[::1]:80', 200],
    ['app.localhost', 200],
    ['evil.example', 403],
    ['127.0.0.1.evil.example', 403],
    ['localhost.evil.example:4280', 403],
  ] as const) {
    it(`answers ${status} to the host "${host}"`, async () => {
      for (const path of ['/v3/account', '/_sandbox/health', '/v3/countries']) {
        assert.equal((await raw(port, path, { host, authorization })).status, status, path);
      }
    });
  }

  it('does not answer web pages from elsewhere', async () => {
    const ask = (headers: Record<string, string>) =>
      raw(port, '/v3/account', { host: 'localhost', authorization, ...headers });
    assert.equal((await ask({ origin: 'https://evil.example' })).status, 403);
    assert.equal((await ask({ origin: 'null' })).status, 403);
    assert.equal((await ask({ 'sec-fetch-site': 'cross-site' })).status, 403);
    assert.equal((await ask({ origin: 'http://localhost:3000' })).status, 200);
  });

  it('lets nothing be controlled by what a web form could send', async () => {
    const forms = ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'];
    for (const type of forms) {
      const headers = { host: 'localhost', 'content-type': type };
      assert.equal((await raw(port, '/_sandbox/reset', headers, 'POST')).status, 415);
      assert.equal((await raw(port, '/_sandbox/stop', headers, 'POST')).status, 415);
    }
    const ours = { host: 'localhost', 'x-clicksend-sandbox': '1' };
    assert.equal((await raw(port, '/_sandbox/reset', ours, 'POST')).status, 200);
  });

  it('is not stopped from another page, nor where it is a guest in another process', async () => {
    const json = { host: 'localhost', 'content-type': 'application/json' };
    const stop = (headers: Record<string, string>) =>
      raw(port, '/_sandbox/stop', { ...json, ...headers }, 'POST');
    assert.equal((await stop({ origin: 'https://evil.example' })).status, 403);
    assert.equal((await stop({ host: 'evil.example' })).status, 403);
    const { status, text } = await stop({});
    assert.deepEqual([status, text.includes('part of another program')], [409, true]);
  });

  it('answers no credentials, half credentials and an inactive account byte for byte alike', async () => {
    for (const header of [
      '',
      'Basic',
      'Basic !!!',
      basic('notactive'),
      'Bearer abc',
      'Basic Og==',
    ]) {
      const { status, text } = await caller.api('GET', '/v3/account', undefined, {
        authorization: header,
      });
      assert.deepEqual([status, text], [401, refusal], header);
    }
  });

  it("knows the vendor's test usernames", async () => {
    const as = (username: string) => ({ authorization: basic(username) });
    const banned = await caller.api('GET', '/v3/account', undefined, as('banned'));
    assert.deepEqual([banned.status, banned.json['response_code']], [403, 'FORBIDDEN']);
    const poor = await caller.api(
      ...(['POST', '/v3/sms/send', { messages: [{ body: 'x', to: '+61400000201' }] }] as const),
      as('nocredit'),
    );
    assert.match(poor.text, /"status":"INSUFFICIENT_CREDIT"/u);
  });

  it('takes only the given credentials in strict mode', async () => {
    await caller.control('PUT', 'decisions', { strictCredentials: true });
    const status = async (username: string, key: string): Promise<number> =>
      (await caller.api('GET', '/v3/account', undefined, { authorization: basic(username, key) }))
        .status;
    assert.equal(await status('me@example.com', 'right:key'), 200);
    assert.equal(await status('me@example.com', 'wrong'), 401);
    assert.equal(await status('other', 'right:key'), 401);
    const sample = await caller.api('GET', '/v3/account', undefined, { authorization: 'API_KEY' });
    assert.equal(sample.status, 401);
  });

  it('keeps the accounts of different usernames apart', async () => {
    const send = { messages: [{ body: 'x', to: '+61400000201' }] };
    const sent = await caller.api('POST', '/v3/sms/send', send, { authorization: basic('a') });
    const id = /"message_id":"([^"]+)"/u.exec(sent.text)![1]!;
    const other = { authorization: basic('b') };
    const history = await caller.api('GET', `/v3/sms/history?q=message_id:${id}`, undefined, other);
    assert.match(history.text, /"total":0/u);
    assert.equal((await caller.api('PUT', `/v3/sms/${id}/cancel`, undefined, other)).status, 404);
  });

  it('answers 404 to an unknown path, 405 to a wrong verb, both in the frame', async () => {
    const unknown = await caller.api('GET', '/v3/nothing');
    assert.deepEqual(
      [unknown.json['http_code'], unknown.json['response_code']],
      [404, 'NOT_FOUND'],
    );
    const verb = await caller.api('DELETE', '/v3/sms/send');
    assert.deepEqual([verb.status, verb.json['response_code']], [405, 'NOT_FOUND']);
  });

  it('limits the rate when told to, with the headers that were seen', async () => {
    await caller.control('PUT', 'decisions', { rateLimit: 2, rateWindowSeconds: 60 });
    const ask = () => caller.api('GET', '/v3/account');
    const first = await ask();
    assert.equal(first.headers.get('x-ratelimit-remaining'), '1');
    await ask();
    caller.sandbox.clock.advance(20_000);
    const third = await ask();
    assert.equal(third.status, 429);
    assert.equal(third.json['response_code'], 'HTTP_TOO_MANY_REQUESTS');
    assert.equal(third.headers.get('retry-after'), '40');
    assert.equal(third.headers.get('ratelimit-reset'), '40');
    assert.equal((await caller.api('GET', '/v3/lists')).status, 200);
    caller.sandbox.clock.advance(40_000);
    assert.equal((await ask()).status, 200);
  });

  it('serves an export without credentials until its link expires', async () => {
    await caller.api('POST', '/v3/sms/send', {
      messages: [{ body: 'with "quotes", commas\nand lines', to: '+61400000201' }],
    });
    const answer = await caller.api('GET', '/v3/sms/history/export?filename=mine.csv');
    const url = new URL((answer.json['data'] as { url: string }).url);
    const get = () => raw(port, url.pathname + url.search, { host: 'localhost' });
    const { status, text } = await get();
    assert.equal(status, 200);
    const [header, ...rest] = text.split('\r\n');
    assert.equal(header!.split(',').length, 25);
    assert.ok(
      rest.join('\r\n').includes(`out,${startSeconds},+61400000201,"with ""quotes"", commas\nand`),
    );
    caller.sandbox.clock.advance(1_200_000);
    assert.equal((await get()).status, 403);
  });
});
