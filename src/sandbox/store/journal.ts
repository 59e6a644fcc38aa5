import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';

/** Where changes are kept. A line handed to it is safe from the death of this process. */
export interface Journal {
  append(line: string): void;
  /** Forgets everything. */
  restart(): void;
  close(): void;
}

export const memoryJournal: Journal = {
  append: () => undefined,
  restart: () => undefined,
  close: () => undefined,
};

/**
 * An append-only file. Each line is written to the operating system before `append` returns, so
 * that `kill -9` loses nothing; only a power cut could.
 */
export class FileJournal implements Journal {
  private readonly file: number;

  constructor(
    path: string,
    /** Bytes of whole lines in it; anything after them is a torn line and is cut off. */
    private length: number,
  ) {
    this.file = openSync(path, 'a');
    ftruncateSync(this.file, length);
  }

  append(line: string): void {
    const bytes = Buffer.from(`${line}\n`, 'utf8');
    try {
      let written = 0;
      while (written < bytes.length) written += writeSync(this.file, bytes, written);
    } catch (error) {
      // A full disk must not leave half a line for the next one to be glued to.
      ftruncateSync(this.file, this.length);
      throw error;
    }
    this.length += bytes.length;
  }

  restart(): void {
    ftruncateSync(this.file, 0);
    this.length = 0;
  }

  close(): void {
    closeSync(this.file);
  }
}
