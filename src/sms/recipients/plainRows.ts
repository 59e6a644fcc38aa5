import type { Delimiter } from './delimiter';

export type RowEnding = '\n' | '\r\n' | '\r';

/** The first line break of a text says how all rows end; undefined while it may be half of one. */
function findEnding(text: string): RowEnding | undefined {
  const at = text.search(/[\r\n]/);
  if (at < 0) {
    return undefined;
  }
  if (text.charAt(at) === '\n') {
    return '\n';
  }
  if (at === text.length - 1) {
    return undefined;
  }
  return text.charAt(at + 1) === '\n' ? '\r\n' : '\r';
}

/**
 * Rows of CSV text that has no quote, several times as fast as a parser that must look at each
 * character. `rest` is text of which the row is not at its end yet.
 */
export class PlainRows {
  private tail = '';
  ending: RowEnding | undefined;

  constructor(private readonly delimiter: Delimiter) {}

  get rest(): string {
    return this.tail;
  }

  push(text: string): string[][] {
    const all = this.tail + text;
    this.ending ??= findEnding(all);
    if (this.ending === undefined) {
      this.tail = all;
      return [];
    }
    return this.cut(all, this.ending);
  }

  /** Without a string for each line on the way to its cells. */
  private cut(text: string, ending: RowEnding): string[][] {
    const rows: string[][] = [];
    const nextDelimiter = (from: number): number => {
      const found = text.indexOf(this.delimiter, from);
      return found < 0 ? text.length : found;
    };
    let at = 0;
    // Looked for only when the one before is passed: a file may have one in its last line.
    let next = nextDelimiter(0);
    for (let end = text.indexOf(ending); end >= 0; end = text.indexOf(ending, at)) {
      const cells: string[] = [];
      for (; next < end; next = nextDelimiter(at)) {
        cells.push(text.slice(at, next));
        at = next + 1;
      }
      cells.push(text.slice(at, end));
      rows.push(cells);
      at = end + ending.length;
    }
    this.tail = text.slice(at);
    return rows;
  }

  finish(): string[][] {
    const last = this.tail;
    this.tail = '';
    if (last === '') {
      return [];
    }
    // A lone CR at the very end is a line break after all.
    const line = this.ending === undefined ? last.replace(/\r$/, '') : last;
    return [line.split(this.delimiter)];
  }
}
