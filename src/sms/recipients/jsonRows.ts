/** The longest row of JSON in characters; a longer one is not a table. */
const maxRow = 1_000_000;

export class JsonRowError extends Error {
  override readonly name = 'JsonRowError';
}

/**
 * Cuts the rows out of JSON text that comes piece by piece: the items of an array, or one value
 * after the other as in JSON Lines. Holds no more than one row.
 */
export class JsonRows {
  private buffer = '';
  private depth = 0;
  private rowStart = -1;
  private at = 0;
  private inString = false;
  private isEscaped = false;
  private count = 0;
  private outer: 'unknown' | 'array' | 'lines' | 'done' = 'unknown';

  /** @param isWrapped the text starts at an array inside of an object, whose rest is left alone */
  constructor(private readonly isWrapped = false) {}

  /** Rows cut out so far. */
  get rowCount(): number {
    return this.count;
  }

  /** The rows that end in this piece of text. */
  push(text: string): unknown[] {
    this.buffer += text;
    const rows: unknown[] = [];
    for (; this.at < this.buffer.length; this.at++) {
      this.step(this.buffer.charAt(this.at), rows);
    }
    this.forget();
    return rows;
  }

  /** The row that only the end of the text ends; fails when the text stops inside one. */
  finish(): unknown[] {
    const rows: unknown[] = [];
    if (this.rowStart >= 0) {
      this.endRow(rows);
    }
    if (this.outer === 'array') {
      throw new JsonRowError('The array is not closed.');
    }
    return rows;
  }

  private step(character: string, rows: unknown[]): void {
    if (this.outer === 'done') {
      return;
    }
    if (this.inString) {
      if (this.isEscaped) {
        this.isEscaped = false;
      } else if (character === '\\') {
        this.isEscaped = true;
      } else if (character === '"') {
        this.inString = false;
      }
      return;
    }
    if (this.depth === 0 && this.isBetweenRows(character)) {
      if (this.rowStart >= 0) {
        this.endRow(rows);
      }
      if (character === ']') {
        this.outer = this.isWrapped ? 'done' : 'lines';
      }
      return;
    }
    if (this.outer === 'unknown') {
      this.outer = character === '[' ? 'array' : 'lines';
      if (this.outer === 'array') {
        return;
      }
    }
    if (this.rowStart < 0) {
      this.rowStart = this.at;
    }
    if (character === '"') {
      this.inString = true;
    } else if (character === '{' || character === '[') {
      this.depth++;
    } else if (character === '}' || character === ']') {
      this.depth--;
    }
  }

  private isBetweenRows(character: string): boolean {
    return /[\s,]/.test(character) || (character === ']' && this.outer === 'array');
  }

  private endRow(rows: unknown[]): void {
    const text = this.buffer.slice(this.rowStart, this.at);
    this.rowStart = -1;
    try {
      rows.push(JSON.parse(text));
      this.count++;
    } catch (cause) {
      throw new JsonRowError('A row is not valid JSON.', { cause });
    }
  }

  private forget(): void {
    const from = this.rowStart < 0 ? this.at : this.rowStart;
    this.buffer = this.buffer.slice(from);
    this.at -= from;
    if (this.rowStart >= 0) {
      this.rowStart = 0;
    }
    if (this.buffer.length > maxRow) {
      throw new JsonRowError('A row is too long.');
    }
  }
}

/**
 * Where the rows start in an object around them, as APIs answer (`{"data":[{...}]}`); undefined when
 * the text is no such object. Looks for a list of objects that comes before the end of the object, so
 * that a row which holds a list is not taken for one: of a row, the beginning holds the end.
 *
 * @param isAll whether this is all of the text
 */
export function wrappedRows(text: string, isAll: boolean): number | undefined {
  const tokens = /"(?:[^"\\]|\\[^])*(?:"|\\?$)|[{}[\]]/g;
  let depth = 0;
  let found: number | undefined;
  let lists = 0;
  for (const { 0: token, index } of text.matchAll(tokens)) {
    if (token === '{' || token === '[') {
      const isRows =
        token === '[' && lists === 0 && /^\[\s{0,100}\{/.test(text.slice(index, index + 102));
      found ??= isRows ? index : undefined;
      lists += token === '[' ? 1 : 0;
      depth++;
    } else if (token === '}' || token === ']') {
      lists -= token === ']' ? 1 : 0;
      depth--;
      if (depth === 0) {
        const isOnly = isAll && text.slice(index + 1).trim() === '';
        return isOnly ? found : undefined;
      }
    }
  }
  return isAll ? undefined : found;
}
