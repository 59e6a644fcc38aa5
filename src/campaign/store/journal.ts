import { open, truncate } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { fileMode, syncDirectory } from '../../disk/durable';
import { checkedText } from '../../disk/checked';
import { readCheckedLog } from '../../disk/checkedLog';
import type { LogRead } from '../../disk/checkedLog';
import { parseRecord } from './record';
import type { JournalRecord } from './record';

/** A record and where its line stands in the file, in bytes. */
export interface Placed {
  readonly record: JournalRecord;
  readonly offset: number;
  readonly length: number;
}

export interface JournalRead extends LogRead {
  /**
   * Whether it is not what was written. What the lost lines said is not known: everything that may
   * have been sent has to count as such.
   */
  readonly isDamaged: boolean;
}

/** @param knownLength bytes it had at some time: a journal only grows */
export async function readJournal(
  file: string,
  onRecord: (placed: Placed) => void,
  knownLength = 0,
): Promise<JournalRead> {
  let mendedAt = -1;
  let strangeAt = -1;
  const log = await readCheckedLog(file, ({ text, offset, length }) => {
    const record = parseRecord(text);
    if (!record) {
      strangeAt = offset;
      return;
    }
    if (record.t === 'mended') {
      mendedAt = offset;
    }
    onRecord({ record, offset, length });
  });
  const isShort = log.validLength < knownLength;
  return { ...log, isDamaged: isShort || Math.max(log.damagedAt ?? -1, strangeAt) > mendedAt };
}

/** Another process has taken the campaign over, and keeps its journal from now on. */
export class TakenOverError extends Error {
  override readonly name = 'TakenOverError';

  constructor() {
    super('taken over');
  }
}

interface Waiting {
  /** With their newlines. */
  readonly lines: readonly { readonly record: JournalRecord; readonly bytes: Buffer }[];
  readonly done: (placed: readonly Placed[]) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * The journal: a file that tells in order what happened to a campaign, and only grows. `append`
 * resolves once the lines are on the disk itself; appends that come while the disk is busy share one
 * flush.
 */
export class Journal {
  private queue: Waiting[] = [];
  private flushing: Promise<void> | undefined;
  private failure: { readonly error: unknown } | undefined;

  private constructor(
    private readonly file: string,
    private readonly handle: FileHandle,
    private readonly isMine: () => Promise<boolean>,
    private end: number,
    private nextNumber: number,
  ) {}

  /**
   * Cuts off a torn end, so that the next line is not glued to it. What is damaged stays, so that it
   * is known for that however often we are killed before it is mended.
   *
   * @param isMine asked before every write: whoever lost the campaign writes no more
   */
  static async open(
    file: string,
    { validLength, lacksNewline, nextNumber }: LogRead,
    isMine: () => Promise<boolean> = () => Promise.resolve(true),
  ): Promise<Journal> {
    const handle = await open(file, 'a', fileMode);
    // By its path: Windows lets nobody truncate through a handle that only appends.
    await truncate(file, validLength);
    if (lacksNewline) {
      await handle.write('\n');
    }
    await handle.sync();
    await syncDirectory(path.dirname(file));
    return new Journal(file, handle, isMine, validLength + Number(lacksNewline), nextNumber);
  }

  get length(): number {
    return this.end;
  }

  /** @throws TakenOverError when the campaign is another process's by now */
  append(...records: readonly JournalRecord[]): Promise<readonly Placed[]> {
    if (this.failure) {
      return Promise.reject(asError(this.failure.error));
    }
    const lines = records.map((record) => ({
      record,
      bytes: Buffer.from(`${checkedText(this.nextNumber++, JSON.stringify(record))}\n`),
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
        if (!(await this.isMine())) {
          throw new TakenOverError();
        }
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
