import { appendFileSync, mkdirSync } from 'node:fs';
import { appendFile, chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileMode, folderMode } from '../../../platform/files/privateFile';
import type { CaughtPush, Delivery } from './caughtPush';
import { isCaughtPush, isDelivery } from './stored';

/** One line of the file. */
export type PushRecord =
  { readonly push: CaughtPush } | { readonly id: string; readonly delivery: Delivery };

/**
 * Pushes on disk, one JSON record a line. Appending is cheap and a crash costs at most the last
 * line; a line that cannot be read is skipped.
 */
export class PushFile {
  private pending: string[] = [];
  private timer: NodeJS.Timeout | undefined;
  private work: Promise<void> = Promise.resolve();
  private torn = false;
  /** UTF-16 units on disk and on the way there, so that the owner knows when to compact. */
  size = 0;

  constructor(
    private readonly file: string,
    private readonly onError: (error: unknown) => void,
    private readonly delayMs = 250,
  ) {}

  async load(): Promise<readonly PushRecord[]> {
    let text: string;
    try {
      text = await readFile(this.file, 'utf8');
      // An earlier version let others of this machine read it.
      await chmod(this.file, fileMode);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
        return [];
      }
      throw error;
    }
    this.torn = text !== '' && !text.endsWith('\n');
    this.size += text.length;
    return text.split('\n').flatMap(readRecord);
  }

  append(record: PushRecord): void {
    const line = JSON.stringify(record);
    this.pending.push(line);
    this.size += line.length + 1;
    this.timer ??= setTimeout(() => {
      void this.flush();
    }, this.delayMs);
  }

  /**
   * Replaces the file by what `all` holds when its turn comes, which must include everything
   * appended so far; a reader sees the old file or the new one.
   */
  rewrite(all: () => readonly CaughtPush[]): Promise<void> {
    this.size = 0;
    return this.queue(async () => {
      const text = all()
        .map((push) => `${JSON.stringify({ push })}\n`)
        .join('');
      this.pending = [];
      const next = `${this.file}.next`;
      await mkdir(path.dirname(this.file), { recursive: true, mode: folderMode });
      await writeFile(next, text, { mode: fileMode });
      await rename(next, this.file);
      this.size += text.length;
      this.torn = false;
    });
  }

  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    return this.queue(async () => {
      if (this.pending.length > 0) {
        await mkdir(path.dirname(this.file), { recursive: true, mode: folderMode });
        await appendFile(this.file, this.take(), { mode: fileMode });
      }
    });
  }

  /** Writes what is left without waiting, for when the window closes. */
  flushNow(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    try {
      if (this.pending.length > 0) {
        mkdirSync(path.dirname(this.file), { recursive: true, mode: folderMode });
        appendFileSync(this.file, this.take(), { mode: fileMode });
      }
    } catch (error) {
      this.onError(error);
    }
  }

  private take(): string {
    const lines = this.pending;
    this.pending = [];
    const text = `${this.torn ? '\n' : ''}${lines.join('\n')}\n`;
    this.torn = false;
    return text;
  }

  private queue(step: () => Promise<void>): Promise<void> {
    this.work = this.work.then(step).catch(this.onError);
    return this.work;
  }
}

function readRecord(line: string): readonly PushRecord[] {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return [];
  }
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  if ('push' in value && isCaughtPush(value.push)) {
    return [{ push: value.push }];
  }
  if ('id' in value && 'delivery' in value && typeof value.id === 'string') {
    return isDelivery(value.delivery) ? [{ id: value.id, delivery: value.delivery }] : [];
  }
  return [];
}
