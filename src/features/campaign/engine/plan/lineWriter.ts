import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { FILE_MODE } from '../store/durable';

const FLUSH_AT = 256 * 1024;

/** Writes many short lines to a new file in large pieces. */
export class LineWriter {
  private pending: string[] = [];
  private pendingLength = 0;
  private written = 0;

  private constructor(private readonly handle: FileHandle) {}

  static async create(file: string): Promise<LineWriter> {
    return new LineWriter(await open(file, 'w', FILE_MODE));
  }

  add(line: string): void {
    this.pending.push(line);
    this.pendingLength += line.length;
  }

  /** To be awaited now and then, so that memory holds one piece. */
  async flush(isForced = false): Promise<void> {
    if (this.pendingLength < FLUSH_AT && !isForced) return;
    const lines = this.pending;
    this.pending = [];
    this.pendingLength = 0;
    if (lines.length === 0) return;
    const bytes = Buffer.from(`${lines.join('\n')}\n`);
    for (let done = 0; done < bytes.length;) {
      const { bytesWritten } = await this.handle.write(bytes, done);
      done += bytesWritten;
    }
    this.written += bytes.length;
  }

  /** Bytes of all lines so far. */
  async position(): Promise<number> {
    await this.flush(true);
    return this.written;
  }

  /** Everything is on the disk afterwards. */
  async finish(): Promise<void> {
    await this.flush(true);
    await this.handle.sync();
    await this.handle.close();
  }

  async abandon(): Promise<void> {
    await this.handle.close();
  }
}
