import { parseNumber } from './phone';
import type { NumberOptions, NumberProblem, PhoneNumber } from './phone';

/** Where in the pasted text something stood: UTF-16 offsets, `end` exclusive. */
interface Place {
  readonly start: number;
  readonly end: number;
  /** The text there, trimmed. */
  readonly text: string;
}

export interface PastedNumber extends Place, PhoneNumber {
  /** The name that stood with the number, as in `Ann <+61411111111>`. */
  readonly name: string | undefined;
}

export interface BadNumber extends Place {
  readonly reason: NumberProblem;
  /** ISO 3166-1 alpha-2; the country it would be of. */
  readonly country?: string | undefined;
}

export interface PastedNumbers {
  /** Each number once, where it first stood. */
  readonly good: readonly PastedNumber[];
  readonly bad: readonly BadNumber[];
  /** Numbers that had stood before. */
  readonly duplicates: readonly PastedNumber[];
}

/** Comma, semicolon, tab and line break part entries, but not inside quotes or angle brackets. */
const entryPattern = /(?:[^,;\t\r\n"<]+|"(?:[^"\n]|"")*"|<[^<>\n]*>|["<])+/g;

const isName = (text: string): boolean => /^(?:"[^"]*"|'[^']*'|[^<>+\d]*)$/.test(text);
const isNumberLike = (text: string): boolean => /^[+(]?[\d０-９＋][^\p{L}<>]*$/u.test(text);

function withoutQuotes(text: string): string {
  const isQuote = (at: number) => /["'\s]/.test(text.charAt(at));
  let start = 0;
  let end = text.length;
  while (start < end && isQuote(start)) {
    start++;
  }
  while (end > start && isQuote(end - 1)) {
    end--;
  }
  return text.slice(start, end);
}

interface Named {
  readonly name: string;
  readonly number: string;
  readonly isAngled: boolean;
}

/**
 * A name, then the number in angle or round brackets or after a colon, dash or space. By steps: one
 * pattern for all of it would take quadratic time on a long text.
 */
function readNamed(text: string): Named | undefined {
  if (text.endsWith('>')) {
    const open = text.lastIndexOf('<');
    const number = text.slice(open + 1, -1);
    const name = text.slice(0, Math.max(open, 0)).trim();
    const isAngled = open >= 0 && !number.includes('>') && isName(name);
    return isAngled ? { name, number, isAngled } : undefined;
  }
  const quoted = /^(?:"[^"]*"|'[^']*')/.exec(text)?.[0];
  if (quoted !== undefined) {
    const rest = text.slice(quoted.length).trimStart();
    const number = rest.startsWith(':') ? rest.slice(1).trimStart() : rest;
    if (isNumberLike(number)) {
      return { name: quoted, number, isAngled: false };
    }
  }
  // No letter stands in a number: it begins behind the last one.
  const letters = /^(?:.*[\p{L}<>])?/su.exec(text)?.[0].length ?? 0;
  const at = text.slice(letters).search(/[+(]?[\d０-９＋]/);
  const before = text.slice(0, letters + at).trimEnd();
  const name = (before.endsWith(':') ? before.slice(0, -1) : before).trimEnd();
  return at >= 0 && isName(name)
    ? { name, number: text.slice(letters + at), isAngled: false }
    : undefined;
}

function splitEntries(text: string): Place[] {
  return Array.from(text.matchAll(entryPattern), ({ 0: entry, index }) => {
    const lead = entry.length - entry.trimStart().length;
    const trimmed = entry.trim();
    const start = index + lead;
    return { start, end: start + trimmed.length, text: trimmed };
  }).filter(({ text: entry }) => entry !== '');
}

interface Read {
  readonly place: Place;
  readonly result: ReturnType<typeof parseNumber>;
  readonly name?: string;
}

function readEntry(place: Place, options: NumberOptions): Read {
  const whole = parseNumber(withoutQuotes(place.text), options);
  const named = whole.ok ? undefined : readNamed(place.text);
  if (!named) {
    return { place, result: whole };
  }
  const name = withoutQuotes(named.name);
  if (name === '') {
    return { place, result: named.isAngled ? parseNumber(named.number, options) : whole };
  }
  return { place, result: parseNumber(named.number, options), name };
}

/**
 * Numbers that only spaces part: "0411 111 111 0422 222 222". Takes the shortest run of words that
 * is a valid number, again and again; undefined unless all words are used up.
 */
function readRun(place: Place, options: NumberOptions): Read[] | undefined {
  const words = [...place.text.matchAll(/\S+/g)];
  // A longer run of words is prose, and trying all of it would take quadratic time.
  if (words.length < 2 || words.length > 200) {
    return undefined;
  }
  const reads: Read[] = [];
  for (let from = 0; from < words.length;) {
    const next = readWords(place, words, from, options);
    if (!next) {
      return undefined;
    }
    reads.push(next.read);
    from = next.to;
  }
  return reads;
}

function readWords(
  place: Place,
  words: readonly RegExpExecArray[],
  from: number,
  options: NumberOptions,
): { read: Read; to: number } | undefined {
  const start = words[from]?.index ?? 0;
  for (let to = from + 1; to <= Math.min(words.length, from + 6); to++) {
    const last = words[to - 1];
    const text = place.text.slice(start, (last?.index ?? 0) + (last?.[0].length ?? 0));
    const result = parseNumber(text, options);
    if (!result.ok) {
      continue;
    }
    const at = place.start + start;
    return { read: { place: { start: at, end: at + text.length, text }, result }, to };
  }
  return undefined;
}

/**
 * Reads recipients as people paste them: several in a line or one a line, spaces inside numbers,
 * names with the number in angle brackets, quotes. Every entry lands in exactly one of the lists.
 */
export function parsePastedNumbers(text: string, options: NumberOptions = {}): PastedNumbers {
  const good: PastedNumber[] = [];
  const bad: BadNumber[] = [];
  const duplicates: PastedNumber[] = [];
  const seen = new Set<string>();
  for (const place of splitEntries(text)) {
    const read = readEntry(place, options);
    const reads = read.result.ok ? [read] : (readRun(place, options) ?? [read]);
    for (const { place: at, result, name } of reads) {
      if (!result.ok) {
        const { reason, country } = result;
        bad.push({ ...at, reason, ...(country !== undefined && { country }) });
        continue;
      }
      const { start, end, text: written } = at;
      const { e164, country, line } = result.number;
      const number = { start, end, text: written, e164, country, line, name };
      (seen.has(e164) ? duplicates : good).push(number);
      seen.add(e164);
    }
  }
  return { good, bad, duplicates };
}
