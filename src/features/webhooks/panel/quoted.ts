import { deceptiveCharacters } from '../../../sms/deceptiveCharacters';

const spellOut = (character: string) =>
  Array.from({ length: character.length }, (_, unit) => {
    const code = character.charCodeAt(unit);
    return `\\u${code.toString(16).padStart(4, '0')}`;
  }).join('');

/** Cuts at a character, not within one, and says how much is missing. */
function cut(text: string, limit: number): string {
  if (text.length <= limit) {
    return text;
  }
  const head = text.slice(0, limit).replace(/[\uD800-\uDBFF]$/, '');
  return `${head}… (+${text.length - head.length})`;
}

/** Text from outside as one JSON string: no newline, no quote of its own, nothing invisible. */
export function quoted(text: string, limit = 300): string {
  return JSON.stringify(cut(text, limit)).replace(deceptiveCharacters, spellOut);
}

/** An id, a number or a code as it is where it looks like one, else quoted. */
export function plain(text: string): string {
  return /^[A-Za-z0-9+_.:-]{1,64}$/.test(text) ? text : quoted(text, 80);
}

/**
 * A value as JSON on one line: raw fields of a push on many lines would push what they mean out of
 * sight.
 */
export function jsonLine(value: unknown, limit = 8000): string {
  const text = value === undefined ? '' : JSON.stringify(value, null, 1).replace(/\n\s*/g, ' ');
  return cut(text, limit).replace(deceptiveCharacters, spellOut);
}
