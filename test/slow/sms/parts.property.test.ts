import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { SegmentedMessage } from 'sms-segments-calculator';
import { gsm7Characters, septetsOf } from '../../../src/sms/gsm7';
import { measure, splitParts } from '../../../src/sms/parts';

interface SplitSms {
  readonly characterSet: 'GSM' | 'Unicode';
  readonly parts: readonly { readonly content: string }[];
  readonly bytes: number;
}
const require = createRequire(import.meta.url);
const { split } = require('split-sms') as { split: (text: string) => SplitSms };

/** mulberry32: the same strings in every run, so that a failure can be looked at again. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000) * below);
  };
}

const bmp = ['я', 'ç', '’', '中', '\u00a0', '\t', '\u001b', 'ё', 'ا', '`'];
const astral = ['😀', '𝒜', '🇦', '👍', '𠮷'];
const lone = ['\ud83d', '\ude00'];
const cases = 100_000;

function randomText(random: (below: number) => number): string {
  const any = (from: string | readonly string[]): string => from[random(from.length)] ?? '';
  const kind = random(10);
  // Lengths gather round the borders, where parts begin and end.
  const border = [20, 70, 67, 134, 160, 153, 306][random(7)] ?? 20;
  const length = random(2) === 0 ? random(48) : Math.max(0, border - 6 + random(12));
  let text = '';
  for (let i = 0; i < length; i++) {
    const roll = random(100);
    if (kind >= 5 && roll < 4) {
      text += any(kind === 9 ? lone : kind >= 7 ? astral : bmp);
    } else if (kind === 8 && roll < 50) {
      text += any(astral);
    } else if (kind % 2 === 1 && roll < 30) {
      text += any('\f^{}\\[~]|€');
    } else {
      text += roll < 60 ? any('abcdefgh ') : any(gsm7Characters);
    }
  }
  return text;
}

/** The standard, said once more without a table or an early exit. */
function partsByDefinition(text: string): number {
  if (text === '') {
    return 0;
  }
  const gsm = Array.from(text).every((one) => gsm7Characters.includes(one));
  const sizes = (text.match(/\r\n|./gsu) ?? []).map((one) =>
    /[\r\n]/.test(one) ? 2 : gsm ? septetsOf(one.charCodeAt(0)) : one.length,
  );
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total <= (gsm ? 160 : 70)) {
    return 1;
  }
  let parts = 1;
  let used = 0;
  for (const size of sizes) {
    used += size;
    if (used > (gsm ? 153 : 67)) {
      parts++;
      used = size;
    }
  }
  return parts;
}

/**
 * For the oracles, which count a line break by its code units as the standard does: ClickSend counts
 * two for it. A character of two units that no boundary may tear stands in for each.
 */
function withStandIns(text: string, body = text): string {
  const gsm = Array.from(body).every((one) => gsm7Characters.includes(one));
  return text.replace(/\r\n?|\n/g, gsm ? '^' : '😀');
}

const hasLoneSurrogate = (text: string): boolean => /\p{Surrogate}/u.test(text);

/**
 * sms-segments-calculator keeps grapheme clusters whole, flags among them. 3GPP TS 23.040
 * 9.2.3.24.1 asks only that no character be torn, and TS 23.038 knows code points, not clusters.
 */
function hasCluster(text: string): boolean {
  return /\p{M}|\u200d|\p{RI}{2}|\p{Emoji_Modifier}/u.test(text);
}

describe(`parts of ${cases.toLocaleString('en')} random bodies`, () => {
  const texts: string[] = [];
  before(() => {
    const random = randomFrom(23038);
    for (let i = 0; i < cases; i++) {
      texts.push(randomText(random));
    }
  });

  it('are what the standard says', () => {
    for (const text of texts) {
      assert.equal(measure(text).parts, partsByDefinition(text), JSON.stringify(text));
    }
  });

  it('cover the body without a gap, and agree with the measure', () => {
    for (const text of texts) {
      const parts = splitParts(text);
      const { encoding, units, parts: count, unitsLeft } = measure(text);
      assert.equal(parts.length, count);
      assert.equal(parts.map(({ start, end }) => text.slice(start, end)).join(''), text);
      assert.equal(
        parts.reduce((sum, part) => sum + part.units, 0),
        units,
      );
      const perPart = encoding === 'GSM-7' ? 153 : 67;
      const capacity = count > 1 ? perPart : encoding === 'GSM-7' ? 160 : 70;
      assert.equal(capacity - (parts.at(-1)?.units ?? 0), unitsLeft);
      for (const part of parts) {
        assert.ok(part.units <= capacity);
      }
    }
  });

  it('never end inside a surrogate pair', () => {
    for (const text of texts) {
      for (const { end } of splitParts(text)) {
        const torn =
          /[\ud800-\udbff]$/.test(text.slice(0, end)) && /^[\udc00-\udfff]/.test(text.slice(end));
        assert.ok(!torn, JSON.stringify(text));
      }
    }
  });

  /**
   * split-sms: a lone high surrogate swallows the character behind it (we count code units, as
   * UCS-2 does); an empty body has one part (nothing is sent: we say none). Since its GSM splitter
   * banks a full part at once, and joins two again only when they fit 160, it agrees elsewhere.
   */
  it('equal those of split-sms, but for line breaks, lone surrogates and the empty body', () => {
    for (const text of texts) {
      if (text === '' || hasLoneSurrogate(text)) {
        continue;
      }
      const theirs = split(withStandIns(text));
      const ours = measure(text);
      assert.equal(ours.encoding, theirs.characterSet === 'GSM' ? 'GSM-7' : 'UCS-2');
      assert.equal(ours.units, theirs.characterSet === 'GSM' ? theirs.bytes : theirs.bytes / 2);
      assert.deepEqual(
        splitParts(text).map(({ start, end }) => withStandIns(text.slice(start, end), text)),
        theirs.parts.map(({ content }) => content),
        JSON.stringify(text),
      );
    }
  });

  it('equal those of sms-segments-calculator, but for line breaks, clusters and the empty body', () => {
    for (const [at, text] of texts.entries()) {
      // It is quadratic and handles 2,000 full parts a second, so of the long ones it sees some.
      if (text === '' || hasCluster(text) || (text.length > 48 && at % 40 !== 0)) {
        continue;
      }
      const theirs = new SegmentedMessage(withStandIns(text));
      const ours = measure(text);
      assert.equal(ours.encoding, theirs.getEncodingName(), JSON.stringify(text));
      assert.equal(ours.parts, theirs.segmentsCount, JSON.stringify(text));
      assert.equal(ours.units * (ours.encoding === 'GSM-7' ? 7 : 16), theirs.messageSize);
    }
  }).timeout(60_000);
});

describe('named differences from the oracles', () => {
  it('an empty body: no part for us, one for both oracles', () => {
    assert.equal(new SegmentedMessage('').segmentsCount, 1);
    assert.equal(split('').parts.length, 1);
    assert.equal(measure('').parts, 0);
  });

  it('a line break: two units for us, as for ClickSend, one for both oracles', () => {
    const text = `${'a'.repeat(158)}\n`;
    assert.equal(measure(text).units, 160);
    assert.equal(measure(`${text}a`).parts, 2);
    assert.equal(new SegmentedMessage(`${text}a`).segmentsCount, 1);
    assert.equal(split(`${text}a`).parts.length, 1);
    assert.equal(measure('я\n').units, 3);
    assert.equal(split('я\n').bytes, 4);
  });

  it('a lone high surrogate: one code unit for us, split-sms takes its neighbour along', () => {
    assert.equal(split('\ud83dя').bytes, 4);
    assert.equal(split('\ud83d').bytes, 4);
    assert.equal(measure('\ud83d').units, 1);
  });

  it('a flag: two code points may part for us, sms-segments-calculator keeps them together', () => {
    const text = `${'я'.repeat(65)}🇦🇺${'я'.repeat(65)}`;
    assert.deepEqual(splitParts(text)[0], { start: 0, end: 67, units: 67 });
    assert.equal(measure(text).parts, 2);
    assert.equal(new SegmentedMessage(text).segmentsCount, 3);
  });
});
