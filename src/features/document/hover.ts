import * as vscode from 'vscode';
import { findPlaceholders } from '../../sms/placeholders';
import { visibleText } from '../../sms/visibleText';
import type { Analyses, Analysis } from './analyses';
import { rangeOf } from './problems/diagnostics';
import { fieldKey } from '../../sms/placeholders';
import { keyWords } from './keyWords';
import { describeMoment, parseSchedule } from '../../sms/time/schedule';

const shownValues = 3;

function plain(text: string): vscode.MarkdownString {
  return new vscode.MarkdownString().appendText(visibleText(text));
}

function valueWords(analysis: Analysis, key: string | undefined, value: string) {
  if (key === 'schedule') {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    const result = parseSchedule(value, { now: Date.now(), timeZone });
    if (!result.ok || result.at === undefined) {
      return undefined;
    }
    const { local, offset, utc } = describeMoment(result.at, result.timeZone);
    return vscode.l10n.t('{0} in {1} ({2}), {3} UTC', local, result.timeZone, offset, utc);
  }
  const { table } = analysis;
  if (key !== 'recipients' || table?.kind !== 'read') {
    return undefined;
  }
  const { recipients, bad, duplicates, columns } = table.summary;
  return vscode.l10n.t(
    'Recipients: {0}. Rows without a valid number: {1}; repeated: {2}. Columns: {3}',
    recipients.count,
    bad.count,
    duplicates.count,
    columns.join(', '),
  );
}

function placeholderWords({ table }: Analysis, field: string): string | undefined {
  if (table?.kind !== 'read') {
    return undefined;
  }
  const { columns, recipients } = table.summary;
  const index = columns.findIndex((column) => fieldKey(column) === field);
  if (index < 0) {
    return undefined;
  }
  const examples = recipients.first
    .slice(0, shownValues)
    .map(({ cells }) => cells[index] ?? '')
    .join(', ');
  return vscode.l10n.t('Column "{0}": {1}', columns[index] ?? '', examples);
}

/** Explains keys, values and placeholders. */
export class Hover implements vscode.HoverProvider {
  constructor(private readonly analyses: Analyses) {}

  provideHover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
    const analysis = this.analyses.current(document);
    const offset = document.offsetAt(position);
    const isAt = ({ start, end }: { readonly start: number; readonly end: number }): boolean =>
      start <= offset && offset <= end;
    const entry = analysis.document.header?.entries.find(isAt);
    if (entry) {
      if (isAt(entry.keySpan)) {
        return (
          entry.key &&
          new vscode.Hover(plain(keyWords(entry.key)), rangeOf(document, entry.keySpan))
        );
      }
      const words = valueWords(analysis, entry.key, entry.value);
      return words === undefined ? undefined : new vscode.Hover(plain(words));
    }
    const { message } = analysis;
    for (const { start, end, field } of findPlaceholders(message.text)) {
      const span = { start: message.toDocument(start), end: message.toDocument(end) };
      if (!isAt(span)) {
        continue;
      }
      const words = placeholderWords(analysis, field);
      return words === undefined
        ? undefined
        : new vscode.Hover(plain(words), rangeOf(document, span));
    }
    return undefined;
  }
}
