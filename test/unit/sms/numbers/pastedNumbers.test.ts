import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parsePastedNumbers } from '../../../../src/sms/numbers/pastedNumbers';

const au = { defaultCountry: 'AU' };
const good = (text: string, options = au): string[] =>
  parsePastedNumbers(text, options).good.map(({ e164 }) => e164);

describe('parsePastedNumbers', () => {
  it('reads commas, semicolons, tabs and lines, with spaces inside numbers', () => {
    assert.deepEqual(good('+61 411 111 111, 0422 222 222;\t(04) 3333 3333\r\n\n+61444444444'), [
      '+61411111111',
      '+61422222222',
      '+61433333333',
      '+61444444444',
    ]);
  });

  it('reads numbers that only spaces part', () => {
    assert.deepEqual(good('+61411111111 +61422222222'), ['+61411111111', '+61422222222']);
    assert.deepEqual(good('0411 111 111 0422 222 222 0433333333'), [
      '+61411111111',
      '+61422222222',
      '+61433333333',
    ]);
  });

  it('keeps the name that stands with a number', () => {
    const { good: numbers, bad } = parsePastedNumbers(
      '"Smith, Ann" <+61411111111>, Bob <0422 222 222>; Cy: +61433333333\nDi 0444 444 444',
      au,
    );
    assert.deepEqual(bad, []);
    assert.deepEqual(
      numbers.map(({ name, e164 }) => [name, e164]),
      [
        ['Smith, Ann', '+61411111111'],
        ['Bob', '+61422222222'],
        ['Cy', '+61433333333'],
        ['Di', '+61444444444'],
      ],
    );
  });

  it('unquotes', () => {
    assert.deepEqual(good('"+61411111111","0422 222 222"\n\'+61433333333\''), [
      '+61411111111',
      '+61422222222',
      '+61433333333',
    ]);
  });

  it('names each bad one with its place and reason, and keeps the good ones', () => {
    const text = '+61411111111, Ann, +61411, Bob <123>';
    const { good: numbers, bad } = parsePastedNumbers(text, au);
    assert.equal(numbers.length, 1);
    assert.deepEqual(
      bad.map(({ reason, start, end }) => [reason, text.slice(start, end)]),
      [
        ['notANumber', 'Ann'],
        ['tooShort', '+61411'],
        ['tooShort', 'Bob <123>'],
      ],
    );
  });

  it('lists duplicates, also in another form', () => {
    const { good: numbers, duplicates } = parsePastedNumbers('0411111111, +61 411 111 111', au);
    assert.deepEqual(
      numbers.map(({ text }) => text),
      ['0411111111'],
    );
    assert.deepEqual(
      duplicates.map(({ text, e164 }) => [text, e164]),
      [['+61 411 111 111', '+61411111111']],
    );
  });

  it('finds nothing in nothing', () => {
    assert.deepEqual(parsePastedNumbers(' ,\n;; '), { good: [], bad: [], duplicates: [] });
  });

  it('puts the text it names at the offsets it gives, for any text', () => {
    const piece = fc.constantFrom(
      '+61411111111',
      '0422 222 222',
      'Ann',
      '<',
      '>',
      '"',
      ',',
      ' ',
      '\n',
      '12',
      '+',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        const { good: numbers, bad, duplicates } = parsePastedNumbers(text, au);
        for (const { start, end, text: there } of [...numbers, ...bad, ...duplicates]) {
          assert.equal(text.slice(start, end), there);
        }
      }),
      { numRuns: 500 },
    );
  });
});
