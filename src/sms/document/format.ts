import { headerKeys } from './headerKeys';
import type { HeaderEntry, SmsDocument, Span } from './syntax';

export interface TextEdit extends Span {
  readonly newText: string;
}

function formatEntry(text: string, { key, spelling, keySpan }: HeaderEntry): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  const replace = (start: number, end: number, newText: string): void => {
    if (text.slice(start, end) !== newText) {
      edits.push({ start, end, newText });
    }
  };
  const lineStart = text.lastIndexOf('\n', keySpan.start) + 1;
  const newline = text.indexOf('\n', keySpan.end);
  const lineEnd = newline < 0 ? text.length : newline;
  replace(lineStart, keySpan.start, '');
  replace(keySpan.start, keySpan.end, key ?? spelling);
  const rest = text.slice(keySpan.end, lineEnd);
  const lead = /^\s*:[ \t]*/.exec(rest)?.[0] ?? '';
  const hasMore = rest.trimEnd().length > lead.trimEnd().length;
  replace(
    keySpan.end,
    keySpan.end + (hasMore ? lead : rest.trimEnd()).length,
    hasMore ? ': ' : ':',
  );
  return edits;
}

const isBlank = (character: string | undefined): boolean => character === ' ' || character === '\t';

/** Between two numbers: a comma, then one space. */
function formatCommas(text: string, { start, end }: Span): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  for (let comma = text.indexOf(',', start); comma >= 0 && comma < end;) {
    let from = comma;
    while (from > start && isBlank(text[from - 1])) {
      from--;
    }
    let to = comma + 1;
    while (to < end && isBlank(text[to])) {
      to++;
    }
    const isLast = to === end || text[to] === '\n' || text[to] === '\r';
    const newText = isLast ? ',' : ', ';
    if (text.slice(from, to) !== newText) {
      edits.push({ start: from, end: to, newText });
    }
    comma = text.indexOf(',', to);
  }
  return edits;
}

function formatValue(text: string, { key, value, valueSpan }: HeaderEntry): readonly TextEdit[] {
  switch (key && headerKeys[key]) {
    case 'numbers':
      return formatCommas(text, valueSpan);
    case 'country': {
      const newText = value.toUpperCase();
      return newText === value ? [] : [{ ...valueSpan, newText }];
    }
    default:
      return [];
  }
}

/**
 * Edits that bring a header into shape: keys in their canonical spelling at the start of the line,
 * one space behind the colon and between numbers, a country in capitals, no space at the end of
 * lines. Other values, comments and body stay.
 */
export function formatHeader({ text, header }: SmsDocument): readonly TextEdit[] {
  if (!header) {
    return [];
  }
  const edits = header.entries.flatMap((entry) => [
    ...formatEntry(text, entry),
    ...formatValue(text, entry),
  ]);
  for (const { index, 0: blank } of text
    .slice(0, header.end + 2)
    .matchAll(/(?<![ \t])[ \t]+(?=\r?\n)/g)) {
    const end = index + blank.length;
    if (
      index >= header.start &&
      index < header.end &&
      !edits.some((edit) => edit.start < end && index < edit.end)
    ) {
      edits.push({ start: index, end, newText: '' });
    }
  }
  return edits.sort((a, b) => a.start - b.start);
}
