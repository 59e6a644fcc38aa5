import { checkedLength, readChecked } from './checked';
import { readLines } from './lines';

/** A line of the log that is as it was written. */
export interface LogLine {
  readonly text: string;
  /** Where the line stands in the file, in bytes; the newline is not part of it. */
  readonly offset: number;
  readonly length: number;
}

export interface LogRead {
  /** Bytes up to the end of the last line; what follows was cut off while it was written. */
  readonly validLength: number;
  /** Whether the last line is whole but for its newline. */
  readonly lacksNewline: boolean;
  readonly nextNumber: number;
  /**
   * Where it last is not what was written: a changed line, or lines that are lost or there twice. No
   * crash of ours does that.
   */
  readonly damagedAt: number | undefined;
}

const noLog: LogRead = {
  validLength: 0,
  lacksNewline: false,
  nextNumber: 0,
  damagedAt: undefined,
};

/**
 * Reads a log of numbered lines with a checksum each, as `checkedText` makes them. Of the last line
 * a write that was cut off leaves less than all, and nobody was told that it was written: it counts
 * as never written. Where there is no file there are no lines.
 */
export async function readCheckedLog(
  file: string,
  onLine: (line: LogLine) => void,
): Promise<LogRead> {
  let read = noLog;
  const take = (bytes: Buffer, offset: number): void => {
    const line = readChecked(bytes);
    const { nextNumber } = read;
    if (line?.number !== nextNumber) {
      read = { ...read, damagedAt: offset };
    }
    // A line that stands there again says nothing new.
    if (line && line.number >= nextNumber) {
      read = { ...read, nextNumber: line.number + 1 };
      onLine({ text: line.text, offset, length: bytes.length });
    }
  };
  try {
    for await (const lines of readLines(file)) {
      for (const line of lines) {
        if (line.isWhole) {
          take(line.bytes, line.offset);
          read = { ...read, validLength: line.offset + line.bytes.length + 1 };
          continue;
        }
        // Its newline may be lost or spoilt, and glue it to one that was cut off.
        const length = checkedLength(line.bytes);
        if (length !== undefined) {
          take(line.bytes.subarray(0, length), line.offset);
          read = { ...read, validLength: line.offset + length, lacksNewline: true };
        }
      }
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) {
      throw error;
    }
  }
  return read;
}
