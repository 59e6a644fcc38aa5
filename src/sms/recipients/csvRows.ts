import type { Delimiter } from './delimiter';

/** Why the values of a row cannot be trusted. */
export type FlawReason =
  /** A quote is opened and never closed. */
  | 'notClosed'
  /** A quote is closed in the middle of a value: mostly another one was not. */
  | 'afterQuote'
  /** A value in quotes holds a line that looks like a row. */
  | 'holdsRow'
  /** More values than the table has columns. */
  | 'moreCells';

/** A row, or some that run into each other, with something wrong. Nothing is to be sent from it. */
export class RowFlaw {
  constructor(
    readonly reason: FlawReason,
    /** How many rows of the file it takes. */
    readonly rows: number,
  ) {}
}

export type CsvRow = string[] | RowFlaw;

interface Read {
  readonly row: CsvRow;
  /** Where the next row starts. */
  readonly next: number;
}

const blanks: ReadonlySet<string> = new Set([' ', '\t']);

/** The quote that ends a value, of which `from` is inside; -1 when there is none. */
function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at >= 0 && text.charAt(at + 1) === '"') {
    at = text.indexOf('"', at + 2);
  }
  return at;
}

/**
 * Cuts CSV text that comes piece by piece into rows. A value whose first character is a quote ends
 * at its closing quote, and nothing but blanks may stand around the two; a quote further on is a
 * character like any other. CR, LF and CRLF end a row, also all three in one file. `rest` is text of
 * which the row is not at its end yet.
 */
export class CsvRows {
  private tail = '';
  private readonly cellEnd: RegExp;

  constructor(
    private readonly delimiter: Delimiter,
    /** Whether a value with line breaks holds what looks like a row. */
    private readonly holdsRow: (value: string) => boolean,
  ) {
    this.cellEnd = new RegExp(`[${delimiter}\r\n]`, 'g');
  }

  get rest(): string {
    return this.tail;
  }

  push(text: string): CsvRow[] {
    return this.cut(this.tail + text, false);
  }

  finish(): CsvRow[] {
    return this.cut(this.tail, true);
  }

  /** Rows without a quote, which are most, without a string for each line on the way to its cells. */
  private cut(text: string, isAll: boolean): CsvRow[] {
    const rows: CsvRow[] = [];
    const find = (what: string, from: number): number => {
      const found = text.indexOf(what, from);
      return found < 0 ? text.length : found;
    };
    let at = 0;
    // Looked for only when the one before is passed: a file may have one in its last line.
    let delimiter = find(this.delimiter, 0);
    let quote = find('"', 0);
    let lf = find('\n', 0);
    let cr = find('\r', 0);
    while (at < text.length) {
      const end = Math.min(lf, cr);
      if (quote < end) {
        const read = this.readQuoted(text, at, isAll);
        if (!read) {
          break;
        }
        rows.push(read.row);
        at = read.next;
        quote = find('"', at);
        delimiter = delimiter < at ? find(this.delimiter, at) : delimiter;
      } else {
        const next = afterBreak(text, end, isAll);
        if (next === undefined) {
          break;
        }
        const cells: string[] = [];
        for (; delimiter < end; delimiter = find(this.delimiter, at)) {
          cells.push(text.slice(at, delimiter));
          at = delimiter + 1;
        }
        cells.push(text.slice(at, end));
        rows.push(cells);
        at = next;
      }
      lf = lf < at ? find('\n', at) : lf;
      cr = cr < at ? find('\r', at) : cr;
    }
    this.tail = text.slice(at);
    return rows;
  }

  /** A row with a quote; undefined when its end has not come. */
  private readQuoted(text: string, start: number, isAll: boolean): Read | undefined {
    const cells: string[] = [];
    let holdsRow = false;
    for (let from = start; ;) {
      let end: number;
      const open = this.skipBlanks(text, from);
      if (text.charAt(open) === '"') {
        const close = closingQuote(text, open + 1);
        if (close < 0 || close + 1 >= text.length) {
          if (!isAll) {
            return undefined;
          }
          if (close < 0) {
            return flawed('notClosed', text, start, text.length);
          }
        }
        const value = text.slice(open + 1, close).replaceAll('""', '"');
        holdsRow ||= /[\r\n]/.test(value) && this.holdsRow(value);
        cells.push(value);
        end = this.skipBlanks(text, close + 1);
        if (end < text.length && !this.isCellEnd(text, end)) {
          const line = this.find(/[\r\n]/g, text, end);
          const next = afterBreak(text, line, isAll);
          return next === undefined ? undefined : flawed('afterQuote', text, start, line, next);
        }
      } else {
        end = this.find(this.cellEnd, text, from);
        cells.push(text.slice(from, end));
      }
      if (text.charAt(end) === this.delimiter) {
        from = end + 1;
        continue;
      }
      const next = afterBreak(text, end, isAll);
      if (next === undefined) {
        return undefined;
      }
      return { row: holdsRow ? new RowFlaw('holdsRow', 1) : cells, next };
    }
  }

  private isCellEnd(text: string, at: number): boolean {
    const character = text.charAt(at);
    return character === this.delimiter || character === '\n' || character === '\r';
  }

  private skipBlanks(text: string, from: number): number {
    let at = from;
    while (blanks.has(text.charAt(at)) && text.charAt(at) !== this.delimiter) {
      at++;
    }
    return at;
  }

  private find(what: RegExp, text: string, from: number): number {
    what.lastIndex = from;
    return what.exec(text)?.index ?? text.length;
  }
}

/** Where the next row starts when one ends at `end`; undefined while that cannot be told. */
function afterBreak(text: string, end: number, isAll: boolean): number | undefined {
  if (!isAll && (end === text.length || (text.charAt(end) === '\r' && end + 1 === text.length))) {
    return undefined;
  }
  return end + (text.startsWith('\r\n', end) ? 2 : 1);
}

function flawed(reason: FlawReason, text: string, start: number, end: number, next = end): Read {
  const rows = text
    .slice(start, end)
    .trimEnd()
    .split(/\r\n|\r|\n/).length;
  return { row: new RowFlaw(reason, rows), next };
}
