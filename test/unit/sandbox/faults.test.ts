import assert from 'node:assert/strict';
import { openSandbox, type Caller, type Json } from './caller';

describe('faults on demand', () => {
  let caller: Caller;

  beforeEach(async () => {
    caller = await openSandbox();
  });

  afterEach(async () => {
    await caller.sandbox.close();
  });

  const arm = (fault: Json) => caller.control('POST', 'faults', fault);

  const send = () =>
    caller.api('POST', '/v3/sms/send', { messages: [{ body: 'x', to: '+61400000201' }] });

  const arrived = async (): Promise<unknown> => (await caller.control('GET', 'arrived'))['total'];

  it('answers 429 as often as told, with the real headers, and then goes on', async () => {
    await arm({ kind: 'rateLimit', path: '/v3/sms/send', count: 2, retryAfter: 7 });
    const limited = await send();
    assert.deepEqual(
      [limited.status, limited.json['response_code'], limited.headers.get('retry-after')],
      [429, 'HTTP_TOO_MANY_REQUESTS', '7'],
    );
    assert.equal((await caller.api('GET', '/v3/account')).status, 200);
    assert.equal((await send()).status, 429);
    assert.equal((await send()).status, 200);
    assert.equal(await arrived(), 1);
  });

  for (const [when, expected] of [
    ['before', 0],
    ['after', 1],
  ] as const) {
    it(`resets the connection ${when} the request took effect`, async () => {
      await arm({ kind: 'reset', when, path: '/v3/sms/*', count: 1 });
      await assert.rejects(send());
      assert.equal(await arrived(), expected);
    });
  }

  it('answers 500 before or after the effect', async () => {
    await arm({ kind: 'error', count: 1 });
    assert.equal((await send()).status, 500);
    assert.equal(await arrived(), 0);
    await arm({ kind: 'error', when: 'after', status: 503, count: 1 });
    assert.equal((await send()).status, 503);
    assert.equal(await arrived(), 1);
  });

  it('spoils answers: not JSON, an HTML page, half a body', async () => {
    await arm({ kind: 'malformedJson', count: 1 });
    const malformed = await send();
    assert.equal(malformed.status, 200);
    assert.throws(() => JSON.parse(malformed.text) as unknown);
    await arm({ kind: 'html', count: 1 });
    const page = await send();
    assert.equal(page.headers.get('content-type'), 'text/html');
    await arm({ kind: 'truncatedBody', count: 1 });
    await assert.rejects(send());
    assert.equal(await arrived(), 2);
  });

  it('sends a body slowly, but whole', async () => {
    await arm({ kind: 'slowBody', ms: 30, count: 1 });
    assert.equal((await send()).json['response_code'], 'SUCCESS');
  });

  it('answers late', async () => {
    await arm({ kind: 'latency', ms: 30, count: 1 });
    const before = performance.now();
    assert.equal((await send()).status, 200);
    assert.ok(performance.now() - before >= 25);
  });

  it('strikes with a probability that a seed makes repeatable', async () => {
    const run = async (): Promise<string> => {
      const { id } = await arm({ kind: 'error', probability: 0.5, seed: 11, method: 'get' });
      let pattern = '';
      for (let i = 0; i < 30; i++) {
        pattern += (await caller.api('GET', '/v3/lists')).status === 500 ? 'x' : '.';
      }
      await caller.control('DELETE', `faults/${String(id)}`);
      return pattern;
    };
    const first = await run();
    assert.equal(await run(), first);
    assert.match(first, /x/u);
    assert.match(first, /\./u);
  });

  it('lets requests pass first, lists what is armed, and disarms', async () => {
    await arm({ kind: 'error', skip: 1, path: '/v3/lists' });
    assert.equal((await caller.api('GET', '/v3/lists')).status, 200);
    assert.equal((await caller.api('GET', '/v3/lists')).status, 500);
    const { faults } = await caller.control('GET', 'faults');
    assert.equal((faults as Json[])[0]!['struck'], 1);
    await caller.control('DELETE', 'faults');
    assert.equal((await caller.api('GET', '/v3/lists')).status, 200);
  });

  it('refuses a fault it does not understand', async () => {
    const answer = await arm({ kind: 'explode' });
    assert.match(String(answer['error']), /^kind:/u);
  });
});
