import { findLinks } from '../links';
import { shorten } from '../longestMessage';
import { codePointLabel, measure } from '../parts';
import { fieldKey, findBrokenPlaceholders, eachPlaceholder } from '../placeholders';
import { mayBecomeGsm7, replaceWithGsm7 } from '../replacements';
import { maxFindingsPerCode } from './diagnostic';
import type { Diagnostic, DiagnosticContext, DiagnosticSeverity, Finding } from './diagnostic';
import { messageOf } from './message';
import type { Message } from './message';
import { nearestName } from './nearestName';
import type { SmsDocument, Span } from './syntax';
import { findEntry } from './syntax';

type Report = (span: Span, severity: DiagnosticSeverity, finding: Finding) => void;

/** "Reply STOP", "opt out", "unsubscribe", and the usual words of some other languages. */
const optOut =
  /\bSTOP\b|\bopt(?:ing)?[ -]?out\b|\bopt-?out\b|\bunsub(?:scribe)?\b|\bdésabonn|\babbestell|\babmeld|\bcancelar\b|\bdarse de baja\b|\bafmeld/i;

function reportPlaceholders(
  text: string,
  columns: readonly string[] | undefined,
  report: Report,
): void {
  for (const { reason, ...span } of findBrokenPlaceholders(text).slice(0, maxFindingsPerCode)) {
    report(span, 'warning', { code: 'brokenPlaceholder', reason });
  }
  if (!columns) {
    return;
  }
  const byField = new Map(columns.map((column) => [fieldKey(column), column]));
  const suggestions = new Map<string, string | undefined>();
  let count = 0;
  for (const { start, end, name, field } of eachPlaceholder(text)) {
    if (byField.has(field)) {
      continue;
    }
    if (++count > maxFindingsPerCode) {
      return;
    }
    if (!suggestions.has(field)) {
      const nearest = nearestName(field, byField.keys());
      suggestions.set(field, nearest && byField.get(nearest));
    }
    const suggestion = suggestions.get(field);
    report({ start, end }, 'error', { code: 'unknownPlaceholder', name, suggestion });
  }
}

/** Only when replacing what can be replaced brings the whole message back to GSM-7. */
function reportUcs2(text: string, parts: number, report: Report): void {
  if (!mayBecomeGsm7(text)) {
    return;
  }
  const after = replaceWithGsm7(text, { lossy: true });
  if (after.remaining.length > 0) {
    return;
  }
  const partsAfter = measure(after.text).parts;
  for (const { start, end, from, to, level } of after.replaced.slice(0, maxFindingsPerCode)) {
    report({ start, end }, partsAfter < parts ? 'warning' : 'information', {
      code: 'forcesUcs2',
      character: from,
      codePoint: codePointLabel(from),
      replacement: to,
      level,
      parts,
      partsAfter,
    });
  }
}

function reportParts(text: string, maxParts: number | undefined, report: Report): void {
  const { encoding, parts } = measure(text);
  const cut = shorten(text, maxParts);
  if (cut) {
    // No error: whoever confirms that the shortened text is sent may send it.
    const start = cut.text.length;
    const finding = { code: 'tooManyParts', parts, maxParts: cut.maxParts } as const;
    report({ start, end: text.length }, 'warning', finding);
  }
  if (encoding === 'UCS-2') {
    reportUcs2(text, parts, report);
  }
}

function isCampaign(document: SmsDocument): boolean {
  return (findEntry(document, 'recipients') ?? findEntry(document, 'list')) !== undefined;
}

function reportText(document: SmsDocument, { text }: Message, report: Report): void {
  if (text.trim() === '') {
    report({ start: 0, end: text.length }, 'warning', { code: 'emptyBody' });
    return;
  }
  for (const { start, end, text: link } of findLinks(text).slice(0, maxFindingsPerCode)) {
    report({ start, end }, 'warning', { code: 'link', text: link });
  }
  if (isCampaign(document) && !optOut.test(text)) {
    report({ start: 0, end: text.length }, 'information', { code: 'optOutMissing' });
  }
}

/**
 * What is wrong with the body of a document. Parts are counted on the text as written; the values
 * that placeholders get can make a message longer or force it into UCS-2.
 */
export function diagnoseBody(document: SmsDocument, context: DiagnosticContext): Diagnostic[] {
  const found: Diagnostic[] = [];
  const message = messageOf(document);
  const report: Report = ({ start, end }, severity, finding) => {
    const span = { start: message.toDocument(start), end: message.toDocument(end) };
    found.push({ ...span, severity, finding });
  };
  reportText(document, message, report);
  reportPlaceholders(message.text, context.columns, report);
  reportParts(message.text, context.maxParts, report);
  return found;
}
