import assert from 'node:assert/strict';
import fc from 'fast-check';
import { jsonLine, plain, quoted } from '../../../../../src/features/webhooks/panel/quoted';

const breaks = /[\n\r\v\f\u0085\u2028\u2029]/;
const invisible =
  /[\p{Cc}\p{Cs}\u061C\u200B\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF\u{E0000}-\u{E007F}]/u;

const nasty = fc.string({
  unit: fc.oneof(
    fc.constantFrom('\n', '\r', '\u2028', '\u0085', '\u202e', '"', '\\', '\ud800', '\u{e0041}'),
    fc.string({ unit: 'binary', maxLength: 3 }),
  ),
  maxLength: 500,
});

describe('quoted', () => {
  it('leaves ordinary text readable', () => {
    assert.equal(quoted('Grüße 👩‍👩‍👧 ✓'), '"Grüße 👩‍👩‍👧 ✓"');
  });

  it('spells out what could forge a line', () => {
    assert.equal(
      quoted('a\n2026-11-23 09:00:00.000  Caught: x\u2028\u202eb"'),
      '"a\\n2026-11-23 09:00:00.000  Caught: x\\u2028\\u202eb\\""',
    );
  });

  it('says how much it cut', () => {
    assert.equal(quoted('x'.repeat(10), 4), '"xxxx… (+6)"');
    assert.equal(quoted('ab👍', 3), '"ab… (+2)"');
  });

  it('never breaks a line, and can be read back', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const shown = quoted(text, 10_000);
        assert.doesNotMatch(shown, breaks);
        assert.doesNotMatch(shown, invisible);
        assert.equal(JSON.parse(shown), text);
      }),
      { numRuns: 2000, seed: 5 },
    );
  });
});

describe('plain', () => {
  it('shows ids and numbers bare and quotes anything else', () => {
    assert.equal(plain('+61411111111'), '+61411111111');
    assert.equal(plain('My Shop'), '"My Shop"');
    assert.equal(plain('1\n2'), '"1\\n2"');
    assert.equal(plain(''), '""');
  });
});

describe('jsonLine', () => {
  it('is the JSON on one line', () => {
    assert.equal(jsonLine({ a: 'x\ny', b: [1] }), '{ "a": "x\\ny", "b": [ 1 ] }');
  });

  it('has no line break or invisible character, whatever the value, and can be read back', () => {
    fc.assert(
      fc.property(fc.dictionary(nasty, nasty), (value) => {
        const line = jsonLine(value, 1_000_000);
        assert.doesNotMatch(line, breaks);
        assert.doesNotMatch(line, invisible);
        assert.deepEqual(JSON.parse(line), { ...value });
      }),
      { numRuns: 500, seed: 5 },
    );
  });

  it('is cut when it is long', () => {
    assert.ok(jsonLine({ a: 'x'.repeat(100_000) }).length < 8100);
  });
});
