import { parseNumber } from '../numbers/phone';
import type { NumberOptions } from '../numbers/phone';
import { fieldKey } from '../placeholders';
import type { RecipientTable } from './recipientTable';

/** Names of columns with numbers to send to, the surest first. */
const names: readonly RegExp[] = [
  /^(?:mobile|mobil|cell|handy|movil|portable)(?:_?(?:number|phone|no|nr|telefon))?$/,
  /^(?:sms|msisdn|to|recipient|empfanger)(?:_?(?:number|phone))?$/,
  /^(?:phone|tel|telephone|telefon|telefono|number|nummer|numero)(?:_?(?:number|no|nr|mobile))?$/,
  /mobile|cell|phone|telefon|msisdn/,
];

export type NumberColumn =
  | { readonly found: true; readonly index: number; readonly by: 'name' | 'values' }
  /** Columns that hold numbers, the fullest first; empty when none does. */
  | { readonly found: false; readonly candidates: readonly number[] };

/** Position in `NAMES`; Infinity for any other name. */
function rankOf(column: string): number {
  const key = fieldKey(column).normalize('NFD').replace(/\p{M}/gu, '');
  const rank = names.findIndex((name) => name.test(key));
  return rank < 0 ? Infinity : rank;
}

/** Share of the filled cells in the sample that are valid numbers. */
function shareOf(index: number, table: RecipientTable, options: NumberOptions): number {
  const filled = table.sample.map(({ cells }) => cells[index] ?? '').filter((cell) => cell !== '');
  const valid = filled.filter((cell) => parseNumber(cell, options).ok).length;
  return filled.length === 0 ? 0 : valid / filled.length;
}

/**
 * Finds the column with the numbers: by its name when the values bear it out, else by the values
 * when only one column holds numbers. The rest is for the user to say.
 */
export function findNumberColumn(table: RecipientTable, options: NumberOptions = {}): NumberColumn {
  const columns = table.columns.map((column, index) => ({ index, rank: rankOf(column) }));
  const score = (column: { readonly index: number; readonly rank: number }) => ({
    ...column,
    share: shareOf(column.index, table, options),
  });
  const [named, rival] = columns
    .filter(({ rank }) => rank < Infinity)
    .map(score)
    .filter(({ share }) => share > 0)
    .sort((a, b) => a.rank - b.rank);
  const isOnly = named && !table.ambiguous.has(fieldKey(table.columns[named.index] ?? ''));
  if (isOnly && named.rank !== rival?.rank) {
    return { found: true, index: named.index, by: 'name' };
  }
  // Only now, for it takes long to be sure that a cell holds no number.
  const holding = columns
    .map(score)
    .filter(({ share }) => share >= 0.5)
    .sort((a, b) => b.share - a.share);
  const [only, other] = holding;
  if (!named && only && !other) {
    return { found: true, index: only.index, by: 'values' };
  }
  return { found: false, candidates: holding.map(({ index }) => index) };
}
