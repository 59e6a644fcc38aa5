import * as vscode from 'vscode';
import { partsInWords } from '../../../platform/words/partWords';
import { formatNumber } from '../../../sms/numbers/phone';
import { findEntry } from '../../../sms/document/syntax';
import { measure, splitParts } from '../../../sms/parts';
import { parsePastedNumbers } from '../../../sms/numbers/pastedNumbers';
import { visibleText } from '../../../sms/visibleText';
import type { Analysis } from '../analyses';
import { fillFor } from '../draft';
import { noPrices } from '../prices/partPrices';
import type { PriceList } from '../prices/partPrices';
import { tariffOf } from '../prices/reach';
import type { Tariff } from '../prices/reach';
import type { Extremes } from './extremes';
import { messagePrice, tableLines } from './tableLines';
import type { TableLine } from './tableLines';

/** What the page shows; every text of it is put in as text, never as markup. */
export interface PreviewState {
  readonly sender: string;
  readonly recipient: string;
  readonly position: string;
  readonly parts: readonly { readonly label: string; readonly text: string }[];
  readonly measure: string;
  readonly table: readonly TableLine[];
  readonly note: string;
  readonly canStep: boolean;
  readonly canPrice: boolean;
  readonly words: Readonly<Record<'previous' | 'next' | 'price', string>>;
}

interface Shown {
  readonly to: string | undefined;
  readonly tariff: Tariff | undefined;
  readonly text: string;
  readonly row: number | undefined;
}

/** How many recipients can be stepped through. */
export function stepCount({ document, table, defaultCountry }: Analysis): number {
  if (table) {
    return table.kind === 'read' ? table.summary.recipients.first.length : 0;
  }
  const to = findEntry(document, 'to')?.value ?? '';
  return parsePastedNumbers(to, { defaultCountry }).good.length;
}

function shownAt(analysis: Analysis, index: number): Shown {
  const { document, message, table } = analysis;
  if (table?.kind === 'read') {
    const recipient = table.summary.recipients.first[index];
    if (recipient) {
      const text = fillFor(message.text, table.summary.columns)(recipient);
      return { to: recipient.e164, tariff: tariffOf(recipient), text, row: recipient.row };
    }
  }
  const to = findEntry(document, 'to')?.value ?? '';
  const number = table ? undefined : parsePastedNumbers(to, analysis).good[index];
  return {
    to: number?.e164,
    tariff: number && tariffOf(number),
    text: message.text,
    row: undefined,
  };
}

function noteOf({ table, document }: Analysis, steps: number): string {
  if (table?.kind === 'reading') {
    return vscode.l10n.t('The table is being read.');
  }
  if (table && table.kind !== 'read') {
    return vscode.l10n.t('The table cannot be read. See the problems.');
  }
  if (table && table.summary.recipients.count > steps) {
    return vscode.l10n.t(
      'The first {0} recipients can be stepped through.',
      steps.toLocaleString(),
    );
  }
  return findEntry(document, 'list')
    ? vscode.l10n.t('ClickSend fills in the placeholders of a list.')
    : '';
}

function positionOf(analysis: Analysis, index: number, steps: number, row: number | undefined) {
  const count = analysis.table?.kind === 'read' ? analysis.table.summary.recipients.count : steps;
  if (count === 0) {
    return vscode.l10n.t('No recipients');
  }
  const place = vscode.l10n.t('{0} of {1}', (index + 1).toLocaleString(), count.toLocaleString());
  return row === undefined ? place : vscode.l10n.t('{0} (row {1})', place, row);
}

function measureInWords(text: string, tariff: Tariff | undefined, prices: PriceList): string {
  const { encoding, units, unitsLeft, parts } = measure(text);
  const length = vscode.l10n.t(
    '{0}, {1}, {2} units, {3} left',
    partsInWords(parts),
    encoding,
    units,
    unitsLeft,
  );
  const price = tariff === undefined ? undefined : messagePrice(tariff, parts, prices);
  return price === undefined ? length : vscode.l10n.t('{0}, about {1}', length, price);
}

/** The page for one recipient. */
export function previewState(
  analysis: Analysis,
  index: number,
  extremes: Extremes | undefined,
  prices: PriceList = noPrices,
): PreviewState {
  const steps = stepCount(analysis);
  const { to, tariff, text, row } = shownAt(analysis, index);
  const shownParts = splitParts(text);
  const from = findEntry(analysis.document, 'from')?.value ?? '';
  return {
    sender: from === '' ? vscode.l10n.t('Default sender') : visibleText(from),
    recipient: to === undefined ? '' : formatNumber(to),
    position: positionOf(analysis, index, steps, row),
    parts: shownParts.map(({ start, end }, i) => ({
      label:
        shownParts.length > 1 ? vscode.l10n.t('Part {0} of {1}', i + 1, shownParts.length) : '',
      text: visibleText(text.slice(start, end)),
    })),
    measure: measureInWords(text, tariff, prices),
    table: tableLines(extremes, prices),
    note: noteOf(analysis, steps),
    canStep: steps > 1,
    canPrice: to !== undefined && text.trim() !== '',
    words: {
      previous: vscode.l10n.t('Previous recipient'),
      next: vscode.l10n.t('Next recipient'),
      price: vscode.l10n.t('Price'),
    },
  };
}
