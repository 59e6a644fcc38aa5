import { fieldKey } from '../placeholders';
import { parseNumber } from '../numbers/phone';
import type { NumberOptions } from '../numbers/phone';
import { TableDecoder } from './decode';
import type { Chunks, TextEncoding } from './decode';
import { detectDelimiter } from './delimiter';
import type { Delimiter } from './delimiter';
import { RowFlaw } from './csvRows';
import type { CsvRow } from './csvRows';
import { wrappedRows } from './jsonRows';
import { csvReader, jsonReader, TableError } from './rowReader';
import type { RowReader } from './rowReader';

export interface TableRow {
  /** Row of the file, counted from 1 with its header and its blank rows, as a spreadsheet does. */
  readonly row: number;
  /** One cell for each column, trimmed; none in a row with a flaw. */
  readonly cells: readonly string[];
  /** Nothing may be sent from such a row. */
  readonly flaw?: RowFlaw;
}

/** The rows of the file that a row takes: more than one where a flaw has run some together. */
export function rowsOf({ row, flaw }: TableRow): readonly number[] {
  return Array.from({ length: flaw?.rows ?? 1 }, (_, i) => row + i);
}

/** A table of recipients of which the beginning is read. */
export interface RecipientTable {
  readonly format: 'csv' | 'json';
  /** Undefined for JSON. */
  readonly delimiter: Delimiter | undefined;
  /** As the beginning suggests; undefined for text that came decoded. */
  readonly encoding: TextEncoding | undefined;
  readonly hasHeader: boolean;
  /** Distinct and never blank: "column 3" where the header has no name. */
  readonly columns: readonly string[];
  /** Fields, in the form of `fieldKey`, that more than one column is named for. */
  readonly ambiguous: ReadonlySet<string>;
  /** The first rows, for a look at the values. */
  readonly sample: readonly TableRow[];
  /** All rows, in batches as they are read; can be gone through once. */
  rows(): AsyncGenerator<readonly TableRow[]>;
  /** Lets go of the source when the rows are not gone through to the end. */
  close(): Promise<void>;
}

const sampleCharacters = 64 * 1024;
const sampleRows = 100;

async function* decoded(chunks: Chunks, decoder: TableDecoder): AsyncGenerator<string> {
  let isFirst = true;
  for await (const chunk of chunks) {
    const text = decoder.decode(chunk);
    if (text === '') {
      continue;
    }
    yield isFirst ? text.replace(/^\ufeff/, '') : text;
    isFirst = false;
  }
  const rest = decoder.finish();
  if (rest !== '') {
    yield isFirst ? rest.replace(/^\ufeff/, '') : rest;
  }
}

interface Beginning {
  readonly text: string;
  readonly isAll: boolean;
}

async function readBeginning(source: AsyncGenerator<string>): Promise<Beginning> {
  let text = '';
  while (text.length < sampleCharacters) {
    const next = await source.next();
    if (next.done) {
      return { text, isAll: true };
    }
    text += next.value;
  }
  return { text, isAll: false };
}

/** "sep=;" in the first line is an instruction to a spreadsheet. */
const separatorLine = /^sep=([,;\t|])\r?\n/i;

function columnNames(cells: readonly string[]): readonly string[] {
  const names = new Set<string>();
  for (const [i, cell] of cells.entries()) {
    const wanted = cell.trim() === '' ? `column ${i + 1}` : cell.trim();
    let name = wanted;
    for (let n = 2; names.has(name); n++) {
      name = `${wanted} ${n}`;
    }
    names.add(name);
  }
  return [...names];
}

/** Fields that several columns are named for: nobody can tell which one is meant. */
function ambiguousFields(names: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const field of names.map(fieldKey)) {
    (seen.has(field) ? twice : seen).add(field);
  }
  twice.delete('');
  return twice;
}

const noCells: readonly string[] = [];
const moreCells = new RowFlaw('moreCells', 1);

/** Cells that are filled though the table has no column for them. */
function hasMoreCells(cells: readonly string[], width: number): boolean {
  return cells.slice(width).some((cell) => cell.trim() !== '');
}

/** Gives rows their place in the file, drops blank ones, and brings each to the columns' width. */
function rowMaker(width: number, firstRow: number): (rows: CsvRow[]) => TableRow[] {
  let row = firstRow - 1;
  return (rows) => {
    const made: TableRow[] = [];
    for (const raw of rows) {
      row++;
      if (!Array.isArray(raw)) {
        made.push({ row, cells: noCells, flaw: raw });
        row += raw.rows - 1;
        continue;
      }
      if (raw.length > width && hasMoreCells(raw, width)) {
        made.push({ row, cells: noCells, flaw: moreCells });
        continue;
      }
      let isBlank = true;
      // In place: a copy of each row costs as much as all the rest.
      while (raw.length > width) {
        raw.pop();
      }
      for (let i = 0; i < width; i++) {
        const cell = (raw[i] ?? '').trim();
        if (cell !== '') {
          isBlank = false;
        }
        raw[i] = cell;
      }
      if (!isBlank) {
        made.push({ row, cells: raw });
      }
    }
    return made;
  };
}

interface Opened {
  readonly reader: RowReader;
  readonly delimiter: Delimiter | undefined;
  /** Text that still belongs to the table. */
  readonly text: string;
  readonly skippedRows: number;
}

/** An object that holds rows has no number of its own: one that has is a row with a list in it. */
function isRow(text: string, options: NumberOptions): boolean {
  try {
    const values: unknown[] = Object.values(JSON.parse(text) as object);
    return values.some((value) => typeof value === 'string' && parseNumber(value, options).ok);
  } catch {
    return false;
  }
}

function openReader({ text, isAll }: Beginning, options: NumberOptions): Opened {
  const start = text.trimStart().startsWith('{') ? wrappedRows(text, isAll) : undefined;
  if (start !== undefined && !(isAll && isRow(text, options))) {
    const reader = jsonReader({ isWrapped: true });
    return { reader, delimiter: undefined, text: text.slice(start), skippedRows: 0 };
  }
  if (/^\s*[[{]/.test(text)) {
    return { reader: jsonReader(), delimiter: undefined, text, skippedRows: 0 };
  }
  const separator = separatorLine.exec(text);
  const rest = separator ? text.slice(separator[0].length) : text;
  const delimiter = (separator?.[1] as Delimiter | undefined) ?? detectDelimiter(rest);
  return {
    reader: csvReader(delimiter, options),
    delimiter,
    text: rest,
    skippedRows: separator ? 1 : 0,
  };
}

/**
 * Opens a table of recipients: CSV, TSV or another delimiter, a JSON array or JSON Lines, in UTF-8,
 * UTF-16 or Windows-1252. A first row that holds a valid number is no header.
 *
 * @throws TableError, also while the rows are read
 */
export async function openTable(
  chunks: Chunks,
  options: NumberOptions = {},
): Promise<RecipientTable> {
  const decoder = new TableDecoder();
  const source = decoded(chunks, decoder);
  const beginning = await readBeginning(source);
  const { reader, delimiter, text, skippedRows } = openReader(beginning, options);
  const first = reader.push(text);
  if (beginning.isAll) {
    first.push(...reader.finish());
  }
  const top = first.findIndex((row) => row instanceof RowFlaw || row.some((cell) => cell.trim()));
  const topCells = first[top];
  if (!topCells) {
    throw new TableError('empty', undefined);
  }
  if (topCells instanceof RowFlaw) {
    throw new TableError('badQuotes', skippedRows + top + 1);
  }
  const isHeader =
    reader.columns === undefined && !topCells.some((cell) => parseNumber(cell, options).ok);
  const names = reader.columns ?? (isHeader ? topCells : topCells.map(() => ''));
  const columns = columnNames(names);
  const skipped = isHeader ? top + 1 : top;
  const make = rowMaker(columns.length, skippedRows + skipped + 1);
  const firstRows = make(first.slice(skipped));
  if (firstRows.length === 0 && beginning.isAll) {
    throw new TableError('headerOnly', undefined);
  }
  return {
    format: delimiter === undefined ? 'json' : 'csv',
    delimiter,
    encoding: decoder.encoding,
    hasHeader: isHeader || reader.columns !== undefined,
    columns,
    ambiguous: ambiguousFields(names),
    sample: sampleOf(firstRows),
    rows: () => readRows(firstRows, beginning.isAll ? undefined : source, reader, make),
    close: async () => {
      await source.return(undefined);
    },
  };
}

/**
 * The first rows that can be trusted.
 *
 * @throws TableError when there is none: the numbers could not be found
 */
function sampleOf(rows: readonly TableRow[]): readonly TableRow[] {
  const sample = rows.filter(({ flaw }) => !flaw).slice(0, sampleRows);
  const [first] = rows;
  if (first && sample.length === 0) {
    throw new TableError('badQuotes', first.row);
  }
  return sample;
}

async function* readRows(
  firstRows: readonly TableRow[],
  source: AsyncGenerator<string> | undefined,
  reader: RowReader,
  make: (rows: CsvRow[]) => TableRow[],
): AsyncGenerator<readonly TableRow[]> {
  if (firstRows.length > 0) {
    yield firstRows;
  }
  if (!source) {
    return;
  }
  for await (const text of source) {
    const rows = make(reader.push(text));
    if (rows.length > 0) {
      yield rows;
    }
  }
  const rest = make(reader.finish());
  if (rest.length > 0) {
    yield rest;
  }
}
