import { open, truncate } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { fileMode, syncDirectory } from './durable';
import { readLines } from './lines';
import { parseRecord } from './record';
import type { JournalRecord } from './record';

/** A record and where its line stands in the file, in bytes. */
export interface Placed {
  readonly record: JournalRecord;
  readonly offset: number;
  readonly length: number;
}

export interface JournalRead {
  /** Bytes up to the end of the last good line. */
  readonly validLength: number;
  /**
   * Whether a line before the last one cannot be read. No crash of ours does that, so what it said
   * is not known: everything that may have been sent has to count as such.
   */
  readonly isDamaged: boolean;
}

/** Reads a journal from its beginning. A torn or unreadable last line counts as never written. */
export async function readJournal(
  file: string,
  onRecord: (placed: Placed) => void,
): Promise<JournalRead> {
  let validLength = 0;
  let hasBadLine = false;
  let isDamaged = false;
  try {
    for await (const lines of readLines(file)) {
      for (const { text, offset, length } of lines) {
        const record = parseRecord(text);
        if (!record) {
          hasBadLine = true;
          continue;
        }
        if (hasBadLine) {
          isDamaged = true;
        }
        if (record.t === 'mended') {
          hasBadLine = isDamaged = false;
        }
        validLength = offset + length + 1;
        onRecord({ record, offset, length });
      }
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) {
      throw error;
    }
  }
  return { validLength, isDamaged };
}

interface Waiting {
  /** With their newlines. */
  readonly lines: readonly { readonly record: JournalRecord; readonly bytes: Buffer }[];
  readonly done: (placed: readonly Placed[]) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * The append-only record of a campaign. `append` resolves once the lines are on the disk itself;
 * appends that come while the disk is busy share one flush.
 */
export class Journal {
  private queue: Waiting[] = [];
  private flushing: Promise<void> | undefined;
  private failure: { readonly error: unknown } | undefined;

  private constructor(
    private readonly file: string,
    private readonly handle: FileHandle,
    private end: number,
  ) {}

  /** Cuts off a torn end, so that the next line is not glued to it. */
  static async open(file: string, validLength: number): Promise<Journal> {
    const handle = await open(file, 'a', fileMode);
    // By its path: Windows lets nobody truncate through a handle that only appends.
    await truncate(file, validLength);
    await handle.sync();
    await syncDirectory(path.dirname(file));
    return new Journal(file, handle, validLength);
  }

  get length(): number {
    return this.end;
  }

  append(...records: readonly JournalRecord[]): Promise<readonly Placed[]> {
    if (this.failure) {
      return Promise.reject(asError(this.failure.error));
    }
    const lines = records.map((record) => ({
      record,
      bytes: Buffer.from(`${JSON.stringify(record)}\n`),
    }));
    return new Promise((done, failed) => {
      this.queue.push({ lines, done, failed });
      this.flushing ??= this.flush();
    });
  }

  async close(): Promise<void> {
    await this.flushing;
    await this.handle.close();
  }

  private async flush(): Promise<void> {
    while (this.queue.length > 0) {
      const group = this.queue;
      this.queue = [];
      try {
        const start = this.end;
        await this.write(
          Buffer.concat(group.flatMap(({ lines }) => lines.map(({ bytes }) => bytes))),
        );
        let offset = start;
        for (const { lines, done } of group) {
          done(
            lines.map(({ record, bytes }) => {
              const placed = { record, offset, length: bytes.length - 1 };
              offset += bytes.length;
              return placed;
            }),
          );
        }
      } catch (error) {
        this.fail(error, group);
      }
    }
    // With no pause after the last look at the queue, or an append could fall in between.
    this.flushing = undefined;
  }

  private async write(bytes: Buffer): Promise<void> {
    try {
      for (let written = 0; written < bytes.length;) {
        const { bytesWritten } = await this.handle.write(bytes, written);
        written += bytesWritten;
      }
      await this.handle.datasync();
      this.end += bytes.length;
    } catch (error) {
      // A full disk: best leave no half line behind. The reader could cope with one.
      await truncate(this.file, this.end).catch(() => undefined);
      throw error;
    }
  }

  /** Whether a failed flush reached the disk cannot be known, so nothing more is written. */
  private fail(error: unknown, group: readonly Waiting[]): void {
    this.failure = { error };
    for (const { failed } of [...group, ...this.queue]) {
      failed(error);
    }
    this.queue = [];
  }
}

function asError(error: unknown): Error {
  return error instanceof Error
    ? error
    : new Error('The journal cannot be written', { cause: error });
}
