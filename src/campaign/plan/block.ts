/** A block: messages that share a line of the plan, at most what ClickSend takes in a request. */
export const blockSize = 1000;

export interface PlannedMessage {
  readonly index: number;
  /** Row of the table, as a spreadsheet counts. */
  readonly row: number;
  /** E.164. */
  readonly to: string;
  readonly parts: number;
  readonly text: string;
}

/**
 * A line of the messages file, which is one block, field by field: as JSON that is written and read
 * several times as fast as message by message. `texts` is null where all are the campaign's body as
 * it is.
 */
type BlockLine = readonly [
  rows: readonly number[],
  to: readonly string[],
  parts: readonly number[],
  texts: readonly string[] | null,
];

/** Gathers messages until they make a block. */
export class BlockBuilder {
  private rows: number[] = [];
  private to: string[] = [];
  private parts: number[] = [];
  private texts: string[] = [];
  private hasOwnTexts = false;

  constructor(private readonly body: string) {}

  get size(): number {
    return this.rows.length;
  }

  add(row: number, to: string, parts: number, text: string): void {
    this.rows.push(row);
    this.to.push(to);
    this.parts.push(parts);
    this.texts.push(text);
    this.hasOwnTexts ||= text !== this.body;
  }

  /** The line of the messages so far. Those that come next make another block. */
  take(): string {
    const { rows, to, parts, texts } = this;
    const line: BlockLine = [rows, to, parts, this.hasOwnTexts ? texts : null];
    [this.rows, this.to, this.parts, this.texts] = [[], [], [], []];
    this.hasOwnTexts = false;
    return JSON.stringify(line);
  }
}

/** The messages of a line, of which the first has the index `first`. */
export function readBlock(line: string, first: number, body: string): readonly PlannedMessage[] {
  const [rows, to, parts, texts] = JSON.parse(line) as BlockLine;
  return rows.map((row, i) => ({
    index: first + i,
    row,
    to: to[i] ?? '',
    parts: parts[i] ?? 0,
    text: texts?.[i] ?? body,
  }));
}
