import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { fileMode } from '../../disk/durable';

const writeAt = 256 * 1024;

/** Writes many short lines to a new file in large pieces, one of them while the next is filled. */
export class LineWriter {
  private lines: string[] = [];
  private pieces: Buffer[] = [];
  private pending = 0;
  private end = 0;
  private writing: Promise<void> = Promise.resolve();

  private constructor(private readonly handle: FileHandle) {}

  static async create(file: string): Promise<LineWriter> {
    return new LineWriter(await open(file, 'w', fileMode));
  }

  add(line: string): void {
    this.lines.push(line);
  }

  /** Bytes of all lines so far. */
  position(): number {
    if (this.lines.length > 0) {
      const piece = Buffer.from(`${this.lines.join('\n')}\n`);
      this.lines = [];
      this.pieces.push(piece);
      this.pending += piece.length;
      this.end += piece.length;
    }
    return this.end;
  }

  /** To be awaited now and then, so that memory holds two pieces. Fails when an earlier one did. */
  async flush(): Promise<void> {
    this.position();
    if (this.pending >= writeAt) {
      await this.writeNext();
    }
  }

  /** Everything is on the disk afterwards. */
  async finish(): Promise<void> {
    this.position();
    await this.writeNext();
    await this.writing;
    await this.handle.sync();
    await this.handle.close();
  }

  async abandon(): Promise<void> {
    await this.writing.catch(() => undefined);
    await this.handle.close();
  }

  /** Resolves when the piece before is written. */
  private async writeNext(): Promise<void> {
    await this.writing;
    const bytes = Buffer.concat(this.pieces);
    this.pieces = [];
    this.pending = 0;
    this.writing = this.write(bytes);
    // Told by whoever waits for it next.
    this.writing.catch(() => undefined);
  }

  private async write(bytes: Buffer): Promise<void> {
    for (let done = 0; done < bytes.length;) {
      const { bytesWritten } = await this.handle.write(bytes, done);
      done += bytesWritten;
    }
  }
}
