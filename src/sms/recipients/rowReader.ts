import { parseNumber } from '../numbers/phone';
import type { NumberOptions } from '../numbers/phone';
import { CsvRows } from './csvRows';
import type { CsvRow } from './csvRows';
import type { Delimiter } from './delimiter';
import { JsonRowError, JsonRows } from './jsonRows';

/** Why a table cannot be read any further. */
export type TableProblem =
  /** A row of more than a million characters, mostly for a quote that is never closed. */
  | 'rowTooLong'
  /** From the first row on, so that not even the columns are known. */
  | 'badQuotes'
  | 'badJson'
  | 'badJsonRow'
  | 'empty'
  | 'headerOnly';

export class TableError extends Error {
  override readonly name = 'TableError';

  constructor(
    readonly reason: TableProblem,
    /** Row in the file, counted from 1, as far as known. */
    readonly row: number | undefined,
    options?: ErrorOptions,
  ) {
    super(reason, options);
  }
}

/** Text in, rows of cells out. `columns` is given by formats that name the cells of each row. */
export interface RowReader {
  readonly columns: readonly string[] | undefined;
  push(text: string): CsvRow[];
  finish(): CsvRow[];
}

/** The longest row, in characters. */
const maxRow = 1_000_000;

/** Finds numbers beside other cells in the lines of a value: rows that a missing quote swallowed. */
function rowFinder(delimiter: Delimiter, options: NumberOptions): (value: string) => boolean {
  return (value) =>
    value.split(/[\r\n]+/).some((line) => {
      const cells = line.split(delimiter);
      return cells.length > 1 && cells.some((cell) => parseNumber(cell.trim(), options).ok);
    });
}

export function csvReader(delimiter: Delimiter, options: NumberOptions = {}): RowReader {
  const csv = new CsvRows(delimiter, rowFinder(delimiter, options));
  let row = 0;
  const counted = (rows: CsvRow[]): CsvRow[] => {
    row += rows.length;
    if (csv.rest.length > maxRow) {
      throw new TableError('rowTooLong', row + 1);
    }
    return rows;
  };
  return {
    columns: undefined,
    push: (text) => counted(csv.push(text)),
    finish: () => counted(csv.finish()),
  };
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) {
    return '';
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const numberColumn = 'number';

function namesOf(row: unknown): readonly string[] | undefined {
  if (typeof row === 'string' || typeof row === 'number') {
    return [numberColumn];
  }
  return row !== null && typeof row === 'object' && !Array.isArray(row)
    ? Object.keys(row)
    : undefined;
}

/** Rows are objects, or bare numbers; the first object names the columns. */
export function jsonReader({ isWrapped = false } = {}): RowReader {
  const json = new JsonRows(isWrapped);
  let columns: readonly string[] | undefined;
  let count = 0;
  const toCells = (row: unknown): string[] => {
    count++;
    const names = namesOf(row);
    if (!names) {
      throw new TableError('badJsonRow', count);
    }
    columns ??= names;
    if (typeof row !== 'object') {
      return [cellOf(row)];
    }
    const cells = row as Readonly<Record<string, unknown>>;
    return columns.map((name) => (Object.hasOwn(cells, name) ? cellOf(cells[name]) : ''));
  };
  const guard = (read: () => unknown[]): string[][] => {
    try {
      return read().map(toCells);
    } catch (cause) {
      throw cause instanceof JsonRowError
        ? new TableError('badJson', json.rowCount + 1, { cause })
        : cause;
    }
  };
  return {
    get columns() {
      return columns;
    },
    push: (text) => guard(() => json.push(text)),
    finish: () => guard(() => json.finish()),
  };
}
