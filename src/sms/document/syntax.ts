import { headerKey } from './headerKeys';
import type { HeaderKey } from './headerKeys';

/** UTF-16 offsets in the whole document, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface HeaderEntry extends Span {
  /** As written. */
  readonly spelling: string;
  /** Undefined for a key we do not know. */
  readonly key: HeaderKey | undefined;
  readonly keySpan: Span;
  /**
   * Without quotes, comment and surrounding space. A list on the lines below (`- +61...`) is part
   * of it, with line breaks; its dashes are blanked, so that offsets within stay true.
   */
  readonly value: string;
  /** Where `value` stands, inside the quotes; empty and behind the colon when there is none. */
  readonly valueSpan: Span;
}

export interface Header extends Span {
  readonly entries: readonly HeaderEntry[];
  /** Lines that are neither `key: value`, nor a list item, a comment or blank. */
  readonly badLines: readonly Span[];
}

/** A message document: an optional header between two lines of `---`, then the body. */
export interface SmsDocument {
  readonly text: string;
  /** From the opening `---` to the closing one; undefined without a header. */
  readonly header: Header | undefined;
  /** The opening `---` of a header that is never closed; the whole text is then the body. */
  readonly unclosedFence: Span | undefined;
  /** The body without the line breaks before and after it. */
  readonly body: Span;
}

interface Line extends Span {
  readonly text: string;
  /** Where the next line starts. */
  readonly next: number;
}

function readLine(text: string, start: number): Line {
  const newline = text.indexOf('\n', start);
  const next = newline < 0 ? text.length : newline + 1;
  let end = newline < 0 ? text.length : newline;
  if (end > start && text.charCodeAt(end - 1) === 13) {
    end--;
  }
  return { start, end, next, text: text.slice(start, end) };
}

const isFence = (line: Line): boolean => /^---[ \t]*$/.test(line.text);

const entryPattern = /^(?<lead>[ \t]*)(?<key>[^\s:#-][^:#]*):[ \t]*/;
const itemPattern = /^[ \t]+-(?:[ \t]+|$)|^-[ \t]+/;
const quotedPattern = /^(?:"(?<double>[^"]*)"|'(?<single>[^']*)')[ \t]*(?:#.*)?$/;

/** The value in the rest of a line, from `from` on: unquoted, and without a comment. */
function readValue(line: Line, from: number): Span {
  const rest = line.text.slice(from);
  const quoted = quotedPattern.exec(rest)?.groups;
  const inner = quoted?.['double'] ?? quoted?.['single'];
  if (inner !== undefined) {
    const start = line.start + from + 1;
    return { start, end: start + inner.length };
  }
  const comment = /(?:^|[ \t])#/.exec(rest);
  const value = (comment ? rest.slice(0, comment.index) : rest).trimEnd();
  const start = line.start + from;
  return { start, end: start + value.length };
}

function readEntry(line: Line): HeaderEntry | undefined {
  const match = entryPattern.exec(line.text);
  const spelling = match?.groups?.['key']?.trimEnd();
  if (!match || spelling === undefined) {
    return undefined;
  }
  const keyStart = line.start + (match.groups?.['lead']?.length ?? 0);
  const valueSpan = readValue(line, match[0].length);
  return {
    start: keyStart,
    end: Math.max(valueSpan.end, line.start + match[0].trimEnd().length),
    spelling,
    key: headerKey(spelling),
    keySpan: { start: keyStart, end: keyStart + spelling.length },
    value: line.text.slice(valueSpan.start - line.start, valueSpan.end - line.start),
    valueSpan,
  };
}

/** Joins a `- item` line to the entry above it, blanking all that is not value. */
function withItem(entry: HeaderEntry, line: Line, marker: number): HeaderEntry {
  const item = readValue(line, marker);
  const { start } = entry.value === '' ? item : entry.valueSpan;
  const gap = entry.value === '' ? '' : `\n${' '.repeat(item.start - entry.valueSpan.end - 1)}`;
  return {
    ...entry,
    end: item.end,
    value: entry.value + gap + line.text.slice(item.start - line.start, item.end - line.start),
    valueSpan: { start, end: item.end },
  };
}

function readHeader(lines: readonly Line[], span: Span): Header {
  const entries: HeaderEntry[] = [];
  const badLines: Span[] = [];
  for (const line of lines) {
    if (/^[ \t]*(?:#|$)/.test(line.text)) {
      continue;
    }
    const marker = itemPattern.exec(line.text);
    const above = entries.at(-1);
    const entry = marker ? above && withItem(above, line, marker[0].length) : readEntry(line);
    if (!entry) {
      badLines.push({ start: line.start, end: line.end });
    } else if (marker) {
      entries[entries.length - 1] = entry;
    } else {
      entries.push(entry);
    }
  }
  return { ...span, entries, badLines };
}

function trimBreaks(text: string, from: number): Span {
  let start = from;
  let end = text.length;
  while (start < end && /[\r\n]/.test(text.charAt(start))) {
    start++;
  }
  while (end > start && /[\r\n]/.test(text.charAt(end - 1))) {
    end--;
  }
  return { start, end };
}

/**
 * Reads a document. Any text is one: without a header, or with one that is never closed, all of it
 * is the body. Line breaks between header and body and at the end belong to neither, since editors
 * put them there.
 */
export function parseDocument(text: string): SmsDocument {
  const start = text.startsWith('\ufeff') ? 1 : 0;
  const fence = readLine(text, start);
  const whole = { text, header: undefined, body: trimBreaks(text, start) };
  if (!isFence(fence)) {
    return { ...whole, unclosedFence: undefined };
  }
  const lines: Line[] = [];
  for (let at = fence.next; at < text.length;) {
    const line = readLine(text, at);
    if (isFence(line)) {
      const header = readHeader(lines, { start, end: line.end });
      return { text, header, unclosedFence: undefined, body: trimBreaks(text, line.next) };
    }
    lines.push(line);
    at = line.next;
  }
  // A body may begin with a rule of dashes; only keys below it make it a header gone wrong.
  const isMeantAsHeader = lines.slice(0, 20).some((line) => readEntry(line)?.key !== undefined);
  return {
    ...whole,
    unclosedFence: isMeantAsHeader ? { start, end: fence.end } : undefined,
  };
}

/** The entry that counts for a key: the first one. */
export function findEntry(document: SmsDocument, key: HeaderKey): HeaderEntry | undefined {
  return document.header?.entries.find((entry) => entry.key === key);
}
