import assert from 'node:assert/strict';
import { openSandbox, type Caller, type Json } from './caller';
import { samples } from './samples';

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Every field of the sample is there with the sample's type. A null in the sample may be a value in
 * the answer, and the fields of a sample's empty array's rows are not judged.
 */
function assertShape(actual: unknown, sample: unknown, where: string): void {
  if (Array.isArray(sample)) {
    assert.ok(Array.isArray(actual), `${where} is an array`);
    if (sample.length === 0) {
      return;
    }
    assert.ok(actual.length > 0, `${where} has rows`);
    for (const row of actual) {
      assertShape(row, sample[0], `${where}[]`);
    }
  } else if (isObject(sample)) {
    assert.ok(isObject(actual), `${where} is an object`);
    for (const [key, value] of Object.entries(sample)) {
      assert.ok(key in actual, `${where}.${key} is there`);
      if (value !== null && value !== undefined && actual[key] !== null) {
        assertShape(actual[key], value, `${where}.${key}`);
      }
    }
  } else {
    assert.equal(typeof actual, typeof sample, `type of ${where}`);
  }
}

describe("the reference's sample requests", () => {
  let caller: Caller;

  before(async () => {
    caller = await openSandbox({ seed: 'demo' });
  });

  after(async () => {
    await caller.sandbox.close();
  });

  it('are all twenty', () => {
    assert.equal(samples.length, 20);
  });

  for (const { name, method, path, body, authorization, message, data } of samples) {
    it(`answers "${name}" in its sample's shape`, async () => {
      const headers = authorization === undefined ? {} : { authorization };
      const reply = await caller.api(method, path, body, headers);
      assert.equal(reply.status, 200, reply.text);
      assert.deepEqual(
        { ...reply.json, data: undefined },
        { http_code: 200, response_code: 'SUCCESS', response_msg: message, data: undefined },
      );
      if (data === null) {
        assert.equal(reply.json['data'], null);
      } else {
        assertShape(reply.json['data'], data, 'data');
      }
    });
  }

  it('can answer history and templates as the reference prints them, too', async () => {
    await caller.control('PUT', 'decisions', { shapes: 'reference' });
    const history = await caller.api('GET', '/v3/sms/history?date_from=&date_to=');
    assert.equal(history.json['status'], 200);
    assert.ok(!('http_code' in history.json));
    assertShape(history.json['data'], [{ direction: 'out', date: 1 }], 'data');
    const templates = await caller.api('GET', '/v3/sms/templates');
    assertShape(templates.json['data'], [{ totlal: 1, data: [{ template_id: 1 }] }], 'data');
  });
});
