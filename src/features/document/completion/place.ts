import { headerKey } from '../../../sms/document/headerKeys';
import type { HeaderKey } from '../../../sms/document/headerKeys';
import type { SmsDocument, Span } from '../../../sms/document/syntax';

/** What is being written at a place of a document; `span` is what a completion replaces. */
export type Place =
  | { readonly kind: 'key'; readonly span: Span; readonly hasColon: boolean }
  | { readonly kind: 'value'; readonly key: HeaderKey; readonly span: Span }
  | { readonly kind: 'placeholder'; readonly span: Span; readonly isClosed: boolean }
  | { readonly kind: 'body'; readonly span: Span }
  | { readonly kind: 'none' };

function headerPlace(line: string, lineStart: number, offset: number): Place {
  const before = line.slice(0, offset - lineStart);
  const key = /^[ \t]*([^\s:#-][^:#]*)?/.exec(line)?.[0] ?? '';
  const colon = line.indexOf(':');
  if (colon < 0 || offset <= lineStart + colon) {
    if (/^[ \t]*[#-]/.test(line)) {
      return { kind: 'none' };
    }
    const lead = /^[ \t]*/.exec(line)?.[0].length ?? 0;
    const span = { start: lineStart + Math.min(lead, before.length), end: lineStart + key.length };
    return {
      kind: 'key',
      span: { ...span, end: Math.max(span.end, offset) },
      hasColon: colon >= 0,
    };
  }
  const known = headerKey(line.slice(0, colon));
  if (!known) {
    return { kind: 'none' };
  }
  const separator = known === 'to' ? /[,;]/ : /$^/;
  const written =
    before
      .slice(colon + 1)
      .split(separator)
      .at(-1) ?? '';
  const start = offset - written.trimStart().length;
  const rest = /^[^,;\s]*/.exec(line.slice(offset - lineStart))?.[0].length ?? 0;
  return { kind: 'value', key: known, span: { start, end: offset + rest } };
}

function bodyPlace(line: string, lineStart: number, offset: number): Place {
  const before = line.slice(0, offset - lineStart);
  const open = before.lastIndexOf('{{');
  if (open >= 0 && !before.slice(open).includes('}}')) {
    const rest = /^[^{}]*?(?=\}\})/.exec(line.slice(offset - lineStart))?.[0];
    return {
      kind: 'placeholder',
      span: { start: lineStart + open + 2, end: offset + (rest?.length ?? 0) },
      isClosed: rest !== undefined,
    };
  }
  return { kind: 'body', span: { start: offset, end: offset } };
}

/** What stands at an offset of the document. */
export function placeAt({ text, header, unclosedFence }: SmsDocument, offset: number): Place {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const newline = text.indexOf('\n', offset);
  const line = text.slice(lineStart, newline < 0 ? text.length : newline).replace(/\r$/, '');
  if (/^\ufeff?-{1,3}[ \t]*$/.test(line)) {
    return { kind: 'none' };
  }
  const isInHeader = header
    ? offset > header.start && offset < header.end
    : unclosedFence !== undefined || /^\ufeff?---[ \t]*\r?\n/.test(text.slice(0, lineStart));
  return isInHeader ? headerPlace(line, lineStart, offset) : bodyPlace(line, lineStart, offset);
}
