import assert from 'node:assert/strict';
import { visibleLine, visibleText } from '../../../src/sms/visibleText';

describe('visibleText', () => {
  it('spells out what could deceive a reader and keeps line breaks and tabs', () => {
    assert.equal(visibleText('a\u202Eb\u0007\u007F\tc\r\nd\re'), 'a[U+202E]b␇␡\tc\nd\ne');
  });

  it('spells out isolates, marks and invisible separators', () => {
    assert.equal(
      visibleText('\u2066x\u2069\u200B\uFEFF\u061C\u2028\u0085'),
      '[U+2066]x[U+2069][U+200B][U+FEFF][U+061C][U+2028][U+0085]',
    );
  });

  it('spells out what hides text or parts a word', () => {
    assert.equal(visibleText('pay\u00ADpal\u{E0041}\u180E'), 'pay[U+00AD]pal[U+E0041][U+180E]');
  });

  it('leaves joined emoji and scripts that need joiners alone', () => {
    const text = '👩‍👩‍👧 नमस्\u200Dते ✓ é';
    assert.equal(visibleText(text), text);
  });

  it('replaces a lone surrogate', () => {
    assert.equal(visibleText('a\uD83Db'), 'a\uFFFDb');
  });
});

describe('visibleLine', () => {
  it('makes one line of many', () => {
    assert.equal(visibleLine('  Hi\n\n(First Name),\tbye '), 'Hi (First Name), bye');
  });

  it('cuts between what a reader sees as characters and says so', () => {
    assert.equal(visibleLine('😀'.repeat(10), 4), '😀😀😀…');
    assert.equal(visibleLine('👩‍👩‍👧'.repeat(4), 4), '👩‍👩‍👧'.repeat(4));
    assert.equal(visibleLine(`${'a'.repeat(7)}😀`, 2), 'a…');
  });

  it('counts combining marks with what they stand on, wherever the cut falls', () => {
    assert.equal(visibleLine('e\u0301'.repeat(5), 3), `${'e\u0301'.repeat(2)}…`);
    assert.equal(visibleLine('e\u0301'.repeat(3), 3), 'e\u0301'.repeat(3));
    assert.equal(visibleLine('abc', 3), 'abc');
    assert.equal(visibleLine('abcd', 3), 'ab…');
    assert.equal(visibleLine('abc\u0301', 3), 'abc\u0301');
  });

  it('says that it cut even when what it read collapses to little', () => {
    assert.equal(visibleLine(`a${' '.repeat(10_000)}b`, 10), 'a…');
  });
});
