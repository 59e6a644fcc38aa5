import assert from 'node:assert/strict';
import { gsm7Characters, isGsm7, plainLength, septetsOf } from '../../../src/sms/gsm7';
import { lineBreakUnits, measure, nonGsmCharacters, splitParts } from '../../../src/sms/parts';

describe('gsm7', () => {
  it('knows the 127 characters of the default alphabet and the 10 of the extension table', () => {
    const costs = Array.from({ length: 0x10000 }, (_, code) => septetsOf(code));
    assert.equal(costs.filter((cost) => cost === 1).length, 127);
    assert.equal(costs.filter((cost) => cost === 2).length, 10);
    assert.equal(new Set(gsm7Characters).size, 137);
  });

  it('has capital C with cedilla, not the small one', () => {
    assert.equal(isGsm7('Ç'), true);
    assert.equal(isGsm7('ç'), false);
    assert.equal(isGsm7('plain, then ç'), false);
  });

  it('counts as plain only what takes one septet, all of ASCII that does', () => {
    for (let code = 0; code < 0x10000; code++) {
      const isPlain = code >= 0x20 && code < 0x80 && septetsOf(code) === 1;
      assert.equal(plainLength(`ab${String.fromCharCode(code)}c{`), isPlain ? 4 : 2);
    }
  });

  it('does not take the escape for a character', () => {
    assert.equal(septetsOf(0x1b), 0);
    assert.equal(measure('a\u001bb').encoding, 'UCS-2');
  });
});

describe('measure', () => {
  it('finds no part in an empty body', () => {
    assert.deepEqual(measure(''), { encoding: 'GSM-7', units: 0, parts: 0, unitsLeft: 160 });
  });

  it('fits 160 septets in one part and 161 in two', () => {
    assert.deepEqual(measure('a'.repeat(160)), {
      encoding: 'GSM-7',
      units: 160,
      parts: 1,
      unitsLeft: 0,
    });
    assert.deepEqual(measure('a'.repeat(161)), {
      encoding: 'GSM-7',
      units: 161,
      parts: 2,
      unitsLeft: 145,
    });
  });

  it('fits 306, 459 and 1224 septets in 2, 3 and 8 parts, and one more needs another', () => {
    for (const parts of [2, 3, 8]) {
      assert.equal(measure('a'.repeat(153 * parts)).parts, parts);
      assert.equal(measure('a'.repeat(153 * parts + 1)).parts, parts + 1);
    }
  });

  it('fits 70 UTF-16 code units in one part and 67 in each of several', () => {
    assert.equal(measure('я'.repeat(70)).parts, 1);
    assert.equal(measure('я'.repeat(71)).parts, 2);
    assert.equal(measure('я'.repeat(536)).parts, 8);
    assert.equal(measure('я'.repeat(537)).parts, 9);
    assert.equal(measure('я'.repeat(71)).unitsLeft, 63);
  });

  it('counts a character of the extension table as two septets', () => {
    for (const character of '\f^{}\\[~]|€') {
      assert.equal(measure(character).units, 2);
    }
    assert.equal(measure('€'.repeat(80)).parts, 1);
    assert.equal(measure('€'.repeat(81)).parts, 2);
  });

  it('moves an escape pair that would be torn to the next part, which can cost a part', () => {
    const torn = `${'a'.repeat(152)}€${'a'.repeat(152)}`;
    assert.equal(measure(torn).units, 306);
    assert.equal(measure(torn).parts, 3);
  });

  it('moves a surrogate pair that would be torn to the next part, which can cost a part', () => {
    const torn = `${'я'.repeat(66)}😀${'я'.repeat(66)}`;
    assert.equal(measure(torn).units, 134);
    assert.equal(measure(torn).parts, 3);
    assert.equal(measure(torn).unitsLeft, 66);
  });

  it('counts lone surrogates as UCS-2 code units', () => {
    assert.deepEqual(measure('\ud83d'), { encoding: 'UCS-2', units: 1, parts: 1, unitsLeft: 69 });
    assert.equal(measure('\udc00'.repeat(67) + '\ud800'.repeat(67)).parts, 2);
  });

  it('counts two units for a line break, however it is written and in either encoding', () => {
    for (const lineBreak of ['\n', '\r\n', '\r']) {
      assert.equal(measure(`a${lineBreak}b`).units, 2 + lineBreakUnits);
      assert.equal(measure(`я${lineBreak}b`).units, 2 + lineBreakUnits);
      assert.equal(measure(lineBreak.repeat(80)).parts, 1);
      assert.equal(measure(`${'a'.repeat(158)}${lineBreak}`).parts, 1);
      assert.equal(measure(`${'a'.repeat(159)}${lineBreak}`).parts, 2);
      assert.equal(measure(`${'я'.repeat(68)}${lineBreak}`).parts, 1);
      assert.equal(measure(`${'я'.repeat(69)}${lineBreak}`).parts, 2);
    }
    assert.equal(measure('\n\r').units, 2 * lineBreakUnits);
  });

  it('tears no line break by a boundary', () => {
    const ends = (body: string) => splitParts(body).map(({ end }) => end);
    assert.deepEqual(ends(`${'a'.repeat(152)}\r\n${'a'.repeat(100)}`), [152, 254]);
    assert.deepEqual(ends(`${'я'.repeat(66)}\n${'я'.repeat(10)}`), [66, 77]);
  });
});

describe('splitParts', () => {
  it('finds no part in an empty body', () => {
    assert.deepEqual(splitParts(''), []);
  });

  it('leaves a septet empty rather than tear an escape pair', () => {
    assert.deepEqual(splitParts(`${'a'.repeat(152)}€${'b'.repeat(10)}`), [
      { start: 0, end: 152, units: 152 },
      { start: 152, end: 163, units: 12 },
    ]);
  });

  it('leaves a code unit empty rather than tear a surrogate pair', () => {
    assert.deepEqual(splitParts(`${'я'.repeat(66)}😀${'я'.repeat(5)}`), [
      { start: 0, end: 66, units: 66 },
      { start: 66, end: 73, units: 7 },
    ]);
  });
});

describe('nonGsmCharacters', () => {
  it('lists each character once, in order, with its places', () => {
    assert.deepEqual(nonGsmCharacters('It’s 😀 “fine” isn’t it 😀'), [
      { character: '’', codePoint: 'U+2019', offsets: [2, 18] },
      { character: '😀', codePoint: 'U+1F600', offsets: [5, 24] },
      { character: '“', codePoint: 'U+201C', offsets: [8] },
      { character: '”', codePoint: 'U+201D', offsets: [13] },
    ]);
  });

  it('names a lone surrogate', () => {
    assert.deepEqual(nonGsmCharacters('a\ud83db'), [
      { character: '\ud83d', codePoint: 'U+D83D', offsets: [1] },
    ]);
  });
});
