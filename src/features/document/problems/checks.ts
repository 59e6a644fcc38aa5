import { diagnose } from '../../../sms/document/diagnose';
import type { DiagnosticContext } from '../../../sms/document/diagnostic';
import { maxFindingsPerCode } from '../../../sms/document/diagnostic';
import type { Message } from '../../../sms/document/message';
import { nearestName } from '../../../sms/document/nearestName';
import { findEntry } from '../../../sms/document/syntax';
import type { HeaderEntry, SmsDocument } from '../../../sms/document/syntax';
import { fieldKey, eachPlaceholder } from '../../../sms/placeholders';
import { senderProblems } from '../../../sms/senderId';
import type { Problem, TableFinding } from './problem';
import type { TableState } from '../recipients/recipientTables';
import type { TableSummary } from '../recipients/tableSummary';

/** Fields of a contact, by which ClickSend's lists fill placeholders. */
export const contactFields: readonly string[] = [
  'first_name',
  'last_name',
  'phone_number',
  'email',
  'custom_1',
  'custom_2',
  'custom_3',
  'custom_4',
];

/** What can fill placeholders, as far as known: nothing does in a message to typed numbers. */
export function fillingColumns(
  document: SmsDocument,
  table: TableState | undefined,
): readonly string[] | undefined {
  if (table) {
    return table.kind === 'read' ? table.summary.columns : undefined;
  }
  if (findEntry(document, 'recipients')) {
    return undefined;
  }
  if (findEntry(document, 'list')) {
    return contactFields;
  }
  return findEntry(document, 'to') ? [] : undefined;
}

function numberColumnFinding(document: SmsDocument, summary: TableSummary): Problem | undefined {
  if (summary.numberColumn !== undefined) {
    return undefined;
  }
  const named = findEntry(document, 'number_column');
  const entry = named ?? findEntry(document, 'recipients');
  if (!entry) {
    return undefined;
  }
  const isAmbiguous = named && summary.ambiguous.has(fieldKey(named.value));
  const finding: TableFinding = isAmbiguous
    ? { code: 'ambiguousColumn', name: named.value }
    : named
      ? {
          code: 'unknownNumberColumn',
          name: named.value,
          suggestion: nearestName(named.value, summary.columns),
        }
      : { code: 'noNumberColumn', candidates: summary.candidates };
  return { ...entry.valueSpan, severity: 'error', finding };
}

function rowFindings({ valueSpan }: HeaderEntry, summary: TableSummary): Problem[] {
  const { recipients, flaws, bad, duplicates } = summary;
  const found: Problem[] = [];
  const report = (severity: Problem['severity'], finding: TableFinding): void => {
    found.push({ ...valueSpan, severity, finding });
  };
  if (recipients.count === 0) {
    report('error', { code: 'noRecipients' });
  }
  if (flaws.count > 0) {
    report('error', { code: 'flawedRows', rows: flaws });
  }
  if (bad.count > 0) {
    report('warning', { code: 'badRows', rows: bad });
  }
  if (duplicates.count > 0) {
    report('warning', { code: 'duplicateRows', rows: duplicates });
  }
  return found;
}

function blankFindings(message: Message, { columns, blanks }: TableSummary): Problem[] {
  if (blanks.every(({ count }) => count === 0)) {
    return [];
  }
  const byField = new Map<string, number>();
  for (const [i, column] of columns.entries()) {
    const field = fieldKey(column);
    if (!byField.has(field)) {
      byField.set(field, i);
    }
  }
  const found: Problem[] = [];
  for (const { start, end, name, field } of eachPlaceholder(message.text)) {
    const rows = blanks[byField.get(field) ?? -1];
    if (!rows || rows.count === 0) {
      continue;
    }
    if (found.length === maxFindingsPerCode) {
      break;
    }
    found.push({
      start: message.toDocument(start),
      end: message.toDocument(end),
      severity: 'warning',
      finding: { code: 'blankCells', name, rows },
    });
  }
  return found;
}

function ambiguousFindings(message: Message, { ambiguous }: TableSummary): Problem[] {
  const found: Problem[] = [];
  if (ambiguous.size === 0) {
    return found;
  }
  for (const { start, end, name, field } of eachPlaceholder(message.text)) {
    if (ambiguous.has(field) && found.length < maxFindingsPerCode) {
      found.push({
        start: message.toDocument(start),
        end: message.toDocument(end),
        severity: 'error',
        finding: { code: 'ambiguousColumn', name },
      });
    }
  }
  return found;
}

function tableProblems(document: SmsDocument, message: Message, table: TableState): Problem[] {
  const entry = findEntry(document, 'recipients');
  if (!entry) {
    return [];
  }
  const at = (finding: TableFinding): Problem[] => [
    { ...entry.valueSpan, severity: 'error', finding },
  ];
  switch (table.kind) {
    case 'reading':
      return [];
    case 'refused': {
      const { problem } = table;
      // One that is only too large to be looked at can be sent to.
      const severity = problem === 'tooLarge' ? 'warning' : 'error';
      const finding: TableFinding = { code: 'tableRefused', path: entry.value, problem };
      return [{ ...entry.valueSpan, severity, finding }];
    }
    case 'ownReport':
      return at({ code: 'ownReport' });
    case 'unreadable':
      return at({ code: 'tableUnreadable', reason: table.reason, row: table.row });
    case 'read': {
      const { summary } = table;
      const noNumbers = numberColumnFinding(document, summary);
      if (noNumbers) {
        return [noNumbers];
      }
      const from = findEntry(document, 'from');
      const countries = from ? senderProblems(from.value, summary.countries) : [];
      const refused = countries.flatMap((problem): Problem[] =>
        from && problem.code === 'alphaNotForCountry'
          ? [{ ...from.valueSpan, severity: 'warning', finding: { code: 'sender', problem } }]
          : [],
      );
      return [
        ...rowFindings(entry, summary),
        ...refused,
        ...ambiguousFindings(message, summary),
        ...blankFindings(message, summary),
      ];
    }
  }
}

/** All that is wrong with a document and its table, in order of position. No file, no network. */
export function findProblems(
  document: SmsDocument,
  message: Message,
  table: TableState | undefined,
  context: Omit<DiagnosticContext, 'columns'>,
): readonly Problem[] {
  const columns = fillingColumns(document, table);
  const own = diagnose(document, { ...context, columns });
  const more = table ? tableProblems(document, message, table) : [];
  return more.length === 0
    ? own
    : [...own, ...more].sort((a, b) => a.start - b.start || a.end - b.end);
}
