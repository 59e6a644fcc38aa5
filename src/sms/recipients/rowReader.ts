import { Parser } from 'csv-parse';
import type { Delimiter } from './delimiter';
import { JsonRowError, JsonRows } from './jsonRows';
import { PlainRows } from './plainRows';
import type { RowEnding } from './plainRows';

/** Why a table cannot be read any further. */
export type TableProblem =
  /** A row of more than a million characters, mostly for a quote that is never closed. */
  'rowTooLong' | 'badQuotes' | 'badJson' | 'badJsonRow' | 'empty';

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
  push(text: string): string[][];
  finish(): string[][];
}

/** The parser inside csv-parse's stream, which gives rows at once and not an event each. */
interface CsvApi {
  parse(
    chunk: Uint8Array | undefined,
    isEnd: boolean,
    push: (row: string[]) => void,
    close: () => void,
  ): Error | undefined;
}

/** The longest row, in characters. */
const maxRow = 1_000_000;

function makeParser(delimiter: Delimiter, ending: RowEnding | undefined): CsvApi {
  const parser = new Parser({
    delimiter,
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: maxRow,
    ...(ending === undefined ? {} : { record_delimiter: ending }),
  });
  return (parser as unknown as { readonly api: CsvApi }).api;
}

/** Splits rows up to the first quote in the file, and parses from there on. */
export function csvReader(delimiter: Delimiter): RowReader {
  const plain = new PlainRows(delimiter);
  let api: CsvApi | undefined;
  let row = 0;
  const counted = (rows: string[][]): string[][] => {
    row += rows.length;
    return rows;
  };
  const parse = (parser: CsvApi, chunk: Uint8Array | undefined): string[][] => {
    const rows: string[][] = [];
    const error = parser.parse(
      chunk,
      chunk === undefined,
      (cells) => rows.push(cells),
      () => undefined,
    );
    counted(rows);
    if (error) {
      const isTooLong = (error as { readonly code?: unknown }).code === 'CSV_MAX_RECORD_SIZE';
      throw new TableError(isTooLong ? 'rowTooLong' : 'badQuotes', row + 1, { cause: error });
    }
    return rows;
  };
  const push = (text: string): string[][] => {
    if (text === '') {
      return [];
    }
    if (!api && !text.includes('"')) {
      const rows = counted(plain.push(text));
      if (plain.rest.length > maxRow) {
        throw new TableError('rowTooLong', row + 1);
      }
      return rows;
    }
    const before = api ? '' : plain.rest;
    api ??= makeParser(delimiter, plain.ending);
    return parse(api, Buffer.from(before + text));
  };
  return {
    columns: undefined,
    push,
    finish: () => (api ? parse(api, undefined) : counted(plain.finish())),
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
export function jsonReader(): RowReader {
  const json = new JsonRows();
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
