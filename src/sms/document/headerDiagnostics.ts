import { isEmailAddress } from '../email';
import { isKnownCountry, parseNumber } from '../numbers/phone';
import { parsePastedNumbers } from '../numbers/pastedNumbers';
import { parseSchedule } from '../time/schedule';
import { senderProblems } from '../senderId';
import { maxFindingsPerCode } from './diagnostic';
import type { Diagnostic, DiagnosticContext, DiagnosticSeverity, Finding } from './diagnostic';
import { headerKeys, recipientKeys } from './headerKeys';
import { nearestName } from './nearestName';
import type { HeaderEntry, SmsDocument, Span } from './syntax';
import { findEntry } from './syntax';

/** ClickSend echoes a custom string of up to this many characters. */
const customStringMax = 50;

const at = ({ start, end }: Span, severity: DiagnosticSeverity, finding: Finding): Diagnostic => ({
  start,
  end,
  severity,
  finding,
});

function keyFindings(document: SmsDocument): Diagnostic[] {
  const { entries = [], badLines = [] } = document.header ?? {};
  const found = badLines.map((line) => at(line, 'error', { code: 'badHeaderLine' }));
  const seen = new Set<string>();
  for (const { key, spelling, keySpan, value } of entries) {
    if (key === undefined) {
      const suggestion = nearestName(spelling, Object.keys(headerKeys));
      found.push(at(keySpan, 'warning', { code: 'unknownKey', key: spelling, suggestion }));
    } else if (seen.has(key)) {
      found.push(at(keySpan, 'warning', { code: 'duplicateKey', key }));
    } else {
      seen.add(key);
      if (value === '') {
        found.push(at(keySpan, 'warning', { code: 'emptyValue', key }));
      }
    }
  }
  const keys = recipientKeys.filter((key) => seen.has(key));
  const second = keys[1] && findEntry(document, keys[1]);
  if (second) {
    found.push(at(second.keySpan, 'error', { code: 'conflictingRecipients', keys }));
  }
  return found;
}

interface NumberFindings {
  readonly found: readonly Diagnostic[];
  /** ISO 3166-1 alpha-2 of the good ones. */
  readonly countries: readonly string[];
}

function numberFindings(entry: HeaderEntry, defaultCountry: string | undefined): NumberFindings {
  const { good, bad, duplicates } = parsePastedNumbers(entry.value, { defaultCountry });
  const shift = entry.valueSpan.start;
  const place = ({ start, end }: Span): Span => ({ start: start + shift, end: end + shift });
  const few = <Item>(items: readonly Item[]): readonly Item[] => items.slice(0, maxFindingsPerCode);
  return {
    countries: [...new Set(good.flatMap(({ country }) => country ?? []))],
    found: [
      ...few(bad).map(({ text, reason, ...span }) =>
        at(place(span), 'error', { code: 'badNumber', text, reason }),
      ),
      ...few(duplicates).map(({ e164, ...span }) =>
        at(place(span), 'warning', { code: 'duplicateNumber', e164 }),
      ),
      ...few(good.filter(({ line }) => line === 'fixed')).map(({ e164, ...span }) =>
        at(place(span), 'warning', { code: 'notMobile', e164 }),
      ),
    ],
  };
}

function valueFinding(
  { key, value }: HeaderEntry,
  context: DiagnosticContext,
): readonly [DiagnosticSeverity, Finding] | undefined {
  switch (key) {
    case 'schedule': {
      const result = parseSchedule(value, context);
      return result.ok ? undefined : ['error', { code: 'schedule', reason: result.reason }];
    }
    case 'country':
      return isKnownCountry(value)
        ? undefined
        : ['error', { code: 'unknownCountry', country: value }];
    case 'from_email':
      return isEmailAddress(value) ? undefined : ['error', { code: 'badEmail' }];
    case 'shorten_urls':
      return /^(?:true|false|yes|no)$/i.test(value) ? undefined : ['error', { code: 'badBoolean' }];
    case 'custom_string':
      return value.length <= customStringMax
        ? undefined
        : ['warning', { code: 'customStringTooLong', length: value.length, max: customStringMax }];
    case 'to':
    case 'from':
    case 'recipients':
    case 'number_column':
    case 'list':
    case undefined:
      return undefined;
  }
}

/** A number as sender goes through the same check as a recipient does. */
function senderFindings(entry: HeaderEntry, countries: readonly string[]): Diagnostic[] {
  const isNumber = parseNumber(entry.value).ok;
  const problems = isNumber ? [] : senderProblems(entry.value, countries);
  return problems.map((problem) =>
    at(entry.valueSpan, problem.severity, { code: 'sender', problem }),
  );
}

/** What is wrong with the header of a document, in no particular order. */
export function diagnoseHeader(document: SmsDocument, context: DiagnosticContext): Diagnostic[] {
  const found = keyFindings(document);
  if (document.unclosedFence) {
    found.push(at(document.unclosedFence, 'warning', { code: 'headerNotClosed' }));
  }
  const defaultCountry = findEntry(document, 'country')?.value ?? context.defaultCountry;
  const to = findEntry(document, 'to');
  const numbers = to && numberFindings(to, defaultCountry);
  found.push(...(numbers?.found ?? []));
  for (const entry of document.header?.entries ?? []) {
    const isSecond = entry.key !== undefined && findEntry(document, entry.key) !== entry;
    if (isSecond || entry.value === '') {
      continue;
    }
    const finding = valueFinding(entry, context);
    if (finding) {
      found.push(at(entry.valueSpan, ...finding));
    }
    if (entry.key === 'from') {
      found.push(...senderFindings(entry, numbers?.countries ?? []));
    }
  }
  return found;
}
