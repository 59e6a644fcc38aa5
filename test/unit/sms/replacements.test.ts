import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isGsm7 } from '../../../src/sms/gsm7';
import { gsm7Edits, replaceWithGsm7, replacementFor } from '../../../src/sms/replacements';

const faithful = (text: string): string => replaceWithGsm7(text).text;
const lossy = (text: string): string => replaceWithGsm7(text, { lossy: true }).text;

describe('replaceWithGsm7', () => {
  it('makes typographic quotes, dashes, ellipsis and spaces plain', () => {
    assert.equal(faithful('“It’s” – ok…\u00a0now\u2009!'), '"It\'s" - ok... now !');
    assert.equal(faithful('«a» ‹b› 10−5\ttab `x`'), "\"a\" 'b' 10-5 tab 'x'");
  });

  it('removes what shows nothing', () => {
    assert.equal(faithful('\ufeffa\u200bb\u00adc\u200ed\u0000e\ufe0f'), 'abcde');
  });

  it('leaves what GSM-7 has, the extension table included', () => {
    const text = 'Ünïcode? €5 {x} [y] ~ | ^ \\ é à ñ ß Ω\r\n';
    assert.deepEqual(replaceWithGsm7(text.replace('ï', 'i')).replaced, []);
  });

  it('composes a letter and its mark when GSM-7 has the letter', () => {
    assert.equal(faithful('cafe\u0301 man\u0303ana'), 'café mañana');
  });

  it('makes full width, ligatures and line separators plain', () => {
    assert.equal(faithful('ＳＭＳ１２３ ﬁne\u2028x'), 'SMS123 fine\nx');
  });

  it('drops accents and spells out signs only when told so', () => {
    assert.equal(faithful('façade © š'), 'façade © š');
    assert.equal(lossy('façade © š Łódź ½ ™ 2× → œuvre'), 'facade (c) s Lodz 1/2 TM 2x -> oeuvre');
  });

  it('writes Greek in the capitals that GSM-7 has', () => {
    assert.equal(lossy('Καλημέρα δρ. Σοφία'), 'KAΛHMEPA ΔP. ΣOΦIA');
  });

  it('keeps the joiners and selectors of an emoji that stays', () => {
    const family = '👨‍👩‍👧 ❤️ ok';
    const { text, remaining } = replaceWithGsm7(family);
    assert.equal(text, family);
    assert.ok(remaining.includes('👨'));
  });

  it('names what is left', () => {
    assert.deepEqual(replaceWithGsm7('“я” 😀').remaining, ['я', '😀']);
  });

  it('gives edits with the offsets of the body as it was', () => {
    assert.deepEqual(gsm7Edits('😀…’', { lossy: false }), [
      { start: 2, end: 3, from: '…', to: '...', level: 'faithful' },
      { start: 3, end: 4, from: '’', to: "'", level: 'faithful' },
    ]);
  });

  it('always leaves GSM-7, or names what is in the way, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (text, isLossy) => {
        const { text: after, remaining } = replaceWithGsm7(text, { lossy: isLossy });
        assert.equal(isGsm7(after), remaining.length === 0);
        assert.equal(replaceWithGsm7(after, { lossy: isLossy }).text, after);
      }),
      { numRuns: 5000 },
    );
  });
});

describe('replacementFor', () => {
  it('offers nothing for what has no likeness in GSM-7', () => {
    for (const one of ['я', '中', '😀', '\ud83d']) {
      assert.equal(replacementFor(one), undefined);
    }
  });
});
