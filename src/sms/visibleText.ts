import { deceptiveCharacters } from './deceptiveCharacters';

const loneSurrogate = /\p{Cs}/gu;

/**
 * Text from outside with every character that could deceive a reader spelled out: `␇` for a
 * control, `[U+202E]` for the rest. Line breaks and tabs stay.
 */
export function visibleText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(loneSurrogate, '\uFFFD')
    .replace(deceptiveCharacters, (character) =>
      character === '\n' || character === '\t' ? character : spellOut(character),
    );
}

/**
 * The first words of such text as one line of at most `limit` characters as a reader counts them, "…" included when it is
 * cut. Reads no further than needed, so a body of any length costs the same.
 */
export function visibleLine(text: string, limit = 80): string {
  const head = text.slice(0, limit * 12).replace(/[\uD800-\uDBFF]$/, '');
  const line = visibleText(head).replace(/\s+/gu, ' ').trim();
  const isCut = text.length > head.length;
  if (!isCut && line.length <= limit) {
    return line;
  }
  const start = firstCharacters(line, limit);
  return isCut || start.rest ? `${start.text.trimEnd()}…` : line;
}

/** Below this every code unit is a character of its own, which spares most texts the segmenter. */
const firstCombining = 0x300;
/** Made when first needed: it takes milliseconds. */
let segmenter: Intl.Segmenter | undefined;

/** All of `line` when it has at most `limit` characters, else the first `limit - 1` and a rest. */
function firstCharacters(line: string, limit: number): { text: string; rest: boolean } {
  let simple = 0;
  while (simple <= limit && simple < line.length && line.charCodeAt(simple) < firstCombining) {
    simple += 1;
  }
  if (simple > limit || simple === line.length) {
    return { text: line.slice(0, limit - 1), rest: line.length > limit };
  }
  let count = 0;
  let end = 0;
  for (const { index } of (segmenter ??= new Intl.Segmenter()).segment(line)) {
    if (count === limit - 1) {
      end = index;
    }
    if (count === limit) {
      return { text: line.slice(0, end), rest: true };
    }
    count += 1;
  }
  return { text: count < limit ? line : line.slice(0, end), rest: false };
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
