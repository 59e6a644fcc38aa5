import { closeSync, fsyncSync, ftruncateSync, openSync, writeSync } from 'node:fs';

/** Told once a change is written, or with what prevented it. */
export type OnSaved = (error: unknown) => void;

/** Where changes are kept, one line each. */
export interface Journal {
  append(line: string): void;
  /** Calls back when all that was appended is safe from the death of this process. */
  afterSave(done: OnSaved): void;
  /** Writes what waits, now. Throws when it cannot. */
  flush(): void;
  /** Forgets everything. */
  restart(): void;
  close(): void;
}

export const memoryJournal: Journal = {
  append: () => undefined,
  afterSave: (done) => {
    done(undefined);
  },
  flush: () => undefined,
  restart: () => undefined,
  close: () => undefined,
};

/**
 * An append-only file. What comes in during one turn of the event loop goes out in one write, and
 * only then are those answered who wait for it: `kill -9` loses nothing that was acknowledged.
 */
export class FileJournal implements Journal {
  private readonly file: number;
  private lines: string[] = [];
  private waiting: OnSaved[] = [];
  private isPlanned = false;

  constructor(
    path: string,
    /** Bytes of whole lines in it; anything after them is a torn line and is cut off. */
    private length: number,
  ) {
    this.file = openSync(path, 'a', 0o600);
    ftruncateSync(this.file, length);
  }

  append(line: string): void {
    this.lines.push(line);
    if (this.isPlanned) {
      return;
    }
    this.isPlanned = true;
    setImmediate(() => {
      this.isPlanned = false;
      try {
        this.flush();
      } catch {
        // Those who wait were told. The lines stay and are tried again with the next ones.
      }
    });
  }

  afterSave(done: OnSaved): void {
    if (this.lines.length === 0) {
      done(undefined);
    } else {
      this.waiting.push(done);
    }
  }

  flush(): void {
    if (this.lines.length === 0) {
      return;
    }
    try {
      this.write(Buffer.from(`${this.lines.join('\n')}\n`, 'utf8'));
    } catch (error) {
      this.tell(error);
      throw error;
    }
    this.lines = [];
    this.tell(undefined);
  }

  restart(): void {
    this.lines = [];
    ftruncateSync(this.file, 0);
    this.length = 0;
    this.tell(undefined);
  }

  close(): void {
    try {
      this.flush();
      fsyncSync(this.file);
    } finally {
      closeSync(this.file);
    }
  }

  private write(bytes: Buffer): void {
    try {
      let written = 0;
      while (written < bytes.length) {
        written += writeSync(this.file, bytes, written);
      }
    } catch (error) {
      // A full disk must not leave half a line for the next one to be glued to.
      ftruncateSync(this.file, this.length);
      throw error;
    }
    this.length += bytes.length;
  }

  private tell(error: unknown): void {
    const { waiting } = this;
    this.waiting = [];
    for (const done of waiting) {
      done(error);
    }
  }
}
