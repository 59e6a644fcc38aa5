import { parseNumber } from '../numbers/phone';
import type { NumberOptions, NumberProblem } from '../numbers/phone';
import { fieldKey } from '../placeholders';
import type { BodyTemplate, FieldLookup, Filled } from '../placeholders';
import { NumberIndex } from './numberIndex';
import type { FlawReason } from './csvRows';
import { rowsOf } from './recipientTable';
import type { RecipientTable, TableRow } from './recipientTable';

/** A row to which the message goes. */
export interface Recipient {
  /** Row of the file, as a spreadsheet counts. */
  readonly row: number;
  readonly e164: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string | undefined;
  /** The message with the row's values in place of its placeholders. */
  readonly text: string;
}

export type RowProblem =
  /** Not well formed. */
  | { readonly code: 'flawed'; readonly reason: FlawReason }
  | { readonly code: 'badNumber'; readonly reason: NumberProblem }
  | { readonly code: 'duplicate'; readonly firstRow: number }
  | { readonly code: 'optedOut' }
  /** Columns the message needs that are blank in this row. */
  | { readonly code: 'emptyValue'; readonly fields: readonly string[] }
  /** Placeholders that no column fills: the same for every row. */
  | { readonly code: 'unknownField'; readonly fields: readonly string[] }
  | { readonly code: 'emptyMessage' };

/** A row to which nothing goes. */
export interface RejectedRow {
  readonly row: number;
  /** The cell of the number column as it is. */
  readonly number: string;
  readonly problem: RowProblem;
}

export interface RecipientBatch {
  readonly recipients: readonly Recipient[];
  readonly rejected: readonly RejectedRow[];
}

export interface RecipientOptions extends NumberOptions {
  /** Index of the column with the numbers. */
  readonly numberColumn: number;
  readonly message: BodyTemplate;
  /** Numbers that must not get it. */
  readonly optedOut?: NumberIndex | undefined;
  /** Send also where a placeholder's value is blank. */
  readonly allowsEmptyValues?: boolean | undefined;
}

/**
 * Finds cells of one row after the other by field; of two columns with the same field the first one
 * counts. A finder of its own for each row would be one more thing to make for each of many.
 */
function cellFinder(columns: readonly string[]): (cells: readonly string[]) => FieldLookup {
  const indexes = new Map<string, number>();
  for (const [i, column] of columns.entries()) {
    const field = fieldKey(column);
    if (!indexes.has(field)) {
      indexes.set(field, i);
    }
  }
  let current: readonly string[] = [];
  const find: FieldLookup = (field) => {
    const index = indexes.get(field);
    return index === undefined ? undefined : (current[index] ?? '');
  };
  return (cells) => {
    current = cells;
    return find;
  };
}

function problemOf(
  { text, missing, empty }: Filled,
  allowsEmptyValues = false,
): RowProblem | undefined {
  if (missing.length > 0) {
    return { code: 'unknownField', fields: missing };
  }
  if (empty.length > 0 && !allowsEmptyValues) {
    return { code: 'emptyValue', fields: empty };
  }
  return text.trim() === '' ? { code: 'emptyMessage' } : undefined;
}

type Checked = Recipient | RejectedRow;

function rowChecker(
  columns: readonly string[],
  options: RecipientOptions,
): (row: TableRow) => Checked {
  const { message, numberColumn, optedOut, allowsEmptyValues } = options;
  const find = cellFinder(columns);
  const seen = new NumberIndex();
  return ({ row, cells }) => {
    const number = cells[numberColumn] ?? '';
    const reject = (problem: RowProblem): RejectedRow => ({ row, number, problem });
    const parsed = parseNumber(number, options);
    if (!parsed.ok) {
      return reject({ code: 'badNumber', reason: parsed.reason });
    }
    const { e164, country } = parsed.number;
    if (optedOut?.has(e164)) {
      return reject({ code: 'optedOut' });
    }
    const filled = message.fill(find(cells));
    const problem = problemOf(filled, allowsEmptyValues);
    // A row that is not sent must not keep a later one from being sent.
    const firstRow = problem ? seen.rowOf(e164) : seen.add(e164, row);
    if (firstRow !== undefined) {
      return reject({ code: 'duplicate', firstRow });
    }
    if (problem) {
      return reject(problem);
    }
    const { text } = filled;
    return { row, e164, country, text };
  };
}

/**
 * Goes through a table once, row by row, and says of each what goes out or why nothing does. Memory
 * holds one batch and the numbers seen.
 *
 * @throws TableError when the table cannot be read any further
 */
export async function* readRecipients(
  table: RecipientTable,
  options: RecipientOptions,
): AsyncGenerator<RecipientBatch> {
  const check = rowChecker(table.columns, options);
  for await (const rows of table.rows()) {
    const recipients: Recipient[] = [];
    const rejected: RejectedRow[] = [];
    for (const row of rows) {
      if (row.flaw) {
        const problem = { code: 'flawed', reason: row.flaw.reason } as const;
        rejected.push(...rowsOf(row).map((each) => ({ row: each, number: '', problem })));
        continue;
      }
      const checked = check(row);
      if ('problem' in checked) {
        rejected.push(checked);
      } else {
        recipients.push(checked);
      }
    }
    yield { recipients, rejected };
  }
}
