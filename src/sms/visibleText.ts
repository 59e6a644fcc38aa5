/**
 * Characters that make text look like something it is not: C0 and C1 controls, bidirectional
 * controls (a right-to-left override turns "exe.gpj" into "jpg.exe"), line separators, invisible
 * marks. The zero-width joiners stay: emoji and several scripts need them.
 */
const deceptive =
  /[\p{Cc}\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB\u{E0001}]/gu;

const loneSurrogate = /\p{Cs}/gu;

/**
 * Text from outside with every character that could deceive a reader spelled out: `␇` for a
 * control, `[U+202E]` for the rest. Line breaks and tabs stay.
 */
export function visibleText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(deceptive, (character) =>
      character === '\n' || character === '\t' ? character : spellOut(character),
    )
    .replace(loneSurrogate, '\uFFFD');
}

/**
 * The first words of such text as one line of at most `limit` characters as a reader counts them, "…" included when it is
 * cut. Reads no further than needed, so a body of any length costs the same.
 */
export function visibleLine(text: string, limit = 80): string {
  const head = text.slice(0, limit * 12).replace(/[\uD800-\uDBFF]$/, '');
  const line = visibleText(head).replace(/\s+/gu, ' ').trim();
  const characters = Array.from(new Intl.Segmenter().segment(line), ({ segment }) => segment);
  const isCut = characters.length > limit || text.length > head.length;
  return isCut
    ? `${characters
        .slice(0, limit - 1)
        .join('')
        .trimEnd()}…`
    : line;
}

function spellOut(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) {
    return String.fromCodePoint(0x2400 + code);
  }
  if (code === 0x7f) {
    return '\u2421';
  }
  return `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
}
