import assert from 'node:assert/strict';
import fc from 'fast-check';
import { encodePush } from '../../../../src/sms/webhooks/encodePush';
import type { PushForm } from '../../../../src/sms/webhooks/fields';
import { parsePush } from '../../../../src/sms/webhooks/parsedPush';
import type { PushFinding } from '../../../../src/sms/webhooks/parsedPush';
import type { PushField, RawPush } from '../../../../src/sms/webhooks/rawPush';
import { inboundFields, receiptFields } from '../../../support/webhooks';

const receipt = receiptFields();
const inbound = inboundFields();

const without = (fields: readonly PushField[], ...names: readonly string[]) =>
  fields.filter(({ name }) => !names.includes(name));

const withField = (fields: readonly PushField[], name: string, value: PushField['value']) => [
  ...without(fields, name),
  { name, value },
];

const findings = (fields: readonly PushField[], form: PushForm = 'form') =>
  parsePush(encodePush(fields, form)).findings;

const named = (found: readonly PushFinding[], code: PushFinding['code']) =>
  found.flatMap((finding) => (finding.code === code && 'field' in finding ? [finding.field] : []));

describe('parsePush', () => {
  for (const form of ['form', 'query', 'json'] as const) {
    it(`reads a whole receipt from ${form} and finds nothing wrong`, () => {
      const parsed = parsePush(encodePush(receipt, form));
      assert.equal(parsed.kind, 'receipt');
      assert.equal(parsed.form, form);
      assert.deepEqual(parsed.findings, []);
      assert.equal(parsed.facts.messageId, '2336751A-BBBE-4887-9D7C-CB7558F00208');
      assert.equal(parsed.facts.statusCode, '201');
      assert.equal(parsed.facts.timestamp, 1722565411);
      assert.equal(parsed.facts.customString, 'order 7');
      assert.equal(parsed.facts.errorCode, undefined);
    });

    it(`reads a whole inbound message from ${form} and finds nothing wrong`, () => {
      const parsed = parsePush(encodePush(inbound, form));
      assert.equal(parsed.kind, 'inbound');
      assert.deepEqual(parsed.findings, []);
      assert.equal(parsed.facts.body, 'Yes & no = ☺');
      assert.equal(parsed.facts.from, '+61487722156');
      assert.equal(parsed.facts.originalMessageId, '00DD4A0B-FC0F-4FFB-9A95-4BACC477C372');
    });
  }

  it("takes the vendor's JSON example without the spellings that only forms carry", () => {
    const fields = without(inbound, 'customstring', 'originalmessageid', 'originalmessage');
    assert.deepEqual(findings(fields, 'json'), []);
    assert.deepEqual(named(findings(fields, 'form'), 'absent'), [
      'originalmessageid',
      'originalmessage',
      'customstring',
    ]);
  });

  it('names a field no handler can do without as missing', () => {
    const found = findings(without(receipt, 'status_code', 'messageid'));
    assert.deepEqual(named(found, 'missing'), ['status_code']);
    assert.deepEqual(named(found, 'absent'), ['messageid']);
  });

  it('names a field that is not documented', () => {
    assert.deepEqual(named(findings(withField(receipt, '_keyword', 'yes')), 'unexpected'), [
      '_keyword',
    ]);
  });

  it('does not miss the digits of a voice receipt in an SMS receipt', () => {
    assert.deepEqual(findings(withField(receipt, 'digits', '3')), []);
    assert.deepEqual(findings(without(receipt, 'digits')), []);
  });

  it('falls back to the old spellings for the facts', () => {
    const parsed = parsePush(
      encodePush(without(inbound, 'body', 'original_message_id', 'to'), 'form'),
    );
    assert.equal(parsed.facts.body, 'Yes & no = ☺');
    assert.equal(parsed.facts.originalMessageId, '00DD4A0B-FC0F-4FFB-9A95-4BACC477C372');
    assert.equal(parsed.facts.to, '+61411111111');
  });

  it('says when two spellings of one field disagree', () => {
    const found = findings(withField(inbound, 'message', 'No'));
    assert.deepEqual(found, [
      { code: 'disagrees', level: 'problem', field: 'message', with: 'body' },
    ]);
  });

  it('says when the status word contradicts the status code', () => {
    const found = findings(withField(receipt, 'status_code', '301'));
    assert.deepEqual(found, [
      { code: 'disagrees', level: 'problem', field: 'status', with: 'status_code' },
    ]);
  });

  it('says when a time is not in Unix seconds', () => {
    for (const value of ['1722565411000', '2024-08-02', '-1', '0']) {
      assert.deepEqual(named(findings(withField(receipt, 'timestamp', value)), 'notATime'), [
        'timestamp',
      ]);
    }
  });

  it('takes an empty time for an absent value, not a wrong one', () => {
    assert.deepEqual(findings(withField(receipt, 'timestamp_send', '')), []);
  });

  it('says when a field came twice, and keeps the first', () => {
    const parsed = parsePush(encodePush([...inbound, { name: 'body', value: 'Other' }], 'form'));
    assert.deepEqual(named(parsed.findings, 'repeated'), ['body']);
    assert.equal(parsed.facts.body, 'Yes & no = ☺');
  });

  it('says when a JSON value is an object or an array', () => {
    const body = JSON.stringify({ message_id: 'A', status_code: ['201'], status_text: {} });
    const parsed = parsePush({ method: 'POST', query: '', contentType: 'application/json', body });
    assert.equal(parsed.kind, 'receipt');
    assert.deepEqual(named(parsed.findings, 'nested'), ['status_code', 'status_text']);
    assert.ok(!named(parsed.findings, 'missing').includes('status_code'));
  });

  it('cannot be talked into touching prototypes', () => {
    const body = '{"__proto__":{"x":1},"constructor":"y","from":"+61","body":"b"}';
    const parsed = parsePush({ method: 'POST', query: '', contentType: 'application/json', body });
    assert.equal(parsed.kind, 'inbound');
    assert.deepEqual(named(parsed.findings, 'nested'), ['__proto__']);
    assert.equal(({} as Record<string, unknown>)['x'], undefined);
  });

  const unreadable: readonly [string, Partial<RawPush>, string][] = [
    ['broken JSON', { contentType: 'application/json', body: '{"a":' }, 'notJson'],
    ['a JSON array', { contentType: 'application/json', body: '[1]' }, 'notAnObject'],
    ['multipart', { contentType: 'multipart/form-data; boundary=x', body: '--x' }, 'multipart'],
    ['a thousand fields', { body: 'a=1&'.repeat(1000) }, 'tooManyFields'],
  ];
  for (const [name, push, reason] of unreadable) {
    it(`calls ${name} unreadable`, () => {
      const parsed = parsePush({ method: 'POST', query: '', contentType: '', body: '', ...push });
      assert.ok(
        parsed.findings.some(
          (finding) => finding.code === 'unreadable' && finding.reason === reason,
        ),
      );
    });
  }

  it('guesses the form when the content type names none, and says so', () => {
    const json = parsePush({ ...encodePush(receipt, 'json'), contentType: 'text/plain' });
    assert.equal(json.form, 'json');
    assert.deepEqual(json.findings, [{ code: 'guessedForm', level: 'note', form: 'json' }]);
    const form = parsePush({ ...encodePush(receipt, 'form'), contentType: '' });
    assert.equal(form.form, 'form');
    assert.deepEqual(form.findings, [{ code: 'guessedForm', level: 'note', form: 'form' }]);
  });

  it('calls a request without fields of either kind unknown', () => {
    const parsed = parsePush({ method: 'GET', query: '', contentType: '', body: '' });
    assert.equal(parsed.kind, undefined);
    assert.deepEqual(parsed.findings, [{ code: 'unknownKind', level: 'problem' }]);
  });

  it('never throws, whatever comes', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('GET', 'POST'),
        fc.constantFrom(
          'application/json',
          'application/x-www-form-urlencoded',
          '',
          'multipart/form-data',
        ),
        fc.oneof(fc.string({ unit: 'binary' }), fc.json()),
        (method, contentType, text) => {
          parsePush({ method, contentType, query: text, body: text });
        },
      ),
      { numRuns: 2000, seed: 5 },
    );
  });
});

describe('encodePush', () => {
  const text = fc.string({ unit: 'grapheme' });

  it('keeps every name and value through every form', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<PushForm>('form', 'query', 'json'),
        fc.uniqueArray(fc.record({ name: text, value: text }), {
          selector: ({ name }) => name,
          maxLength: 20,
        }),
        (form, fields) => {
          const back = parsePush(encodePush(fields, form)).fields;
          const pairs = (list: readonly PushField[]) =>
            list.map(({ name, value }) => `${name}=${String(value)}`).sort();
          assert.deepEqual(pairs(back), pairs(fields));
        },
      ),
      { numRuns: 500, seed: 7 },
    );
  });

  it('sends null as an empty text in a form and as null in JSON', () => {
    const fields = [{ name: 'error_code', value: null }];
    assert.equal(encodePush(fields, 'form').body, 'error_code=');
    assert.equal(encodePush(fields, 'json').body, '{"error_code":null}');
  });

  it('turns times and account ids into numbers in JSON, and nothing else', () => {
    const { body } = encodePush(
      [
        { name: 'timestamp', value: '1722580202' },
        { name: 'user_id', value: '12' },
        { name: 'status_code', value: '201' },
        { name: 'body', value: '42' },
      ],
      'json',
    );
    assert.deepEqual(JSON.parse(body), {
      timestamp: 1722580202,
      user_id: 12,
      status_code: '201',
      body: '42',
    });
  });
});
