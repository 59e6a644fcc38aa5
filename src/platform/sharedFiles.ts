import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';

let writes = 0;

/**
 * Small facts that the windows of this user share, one file each. A file is replaced as a whole, so
 * two windows that write different facts never lose one another's, which a shared list would.
 */
export class SharedFiles implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<string>();
  private readonly closing = new AbortController();
  private isWatched = false;
  /** Names a file that was written or removed, here or by another window; at times twice. */
  readonly onDidChange: vscode.Event<string> = (...args) => {
    this.watch();
    return this.changed.event(...args);
  };

  constructor(private readonly folder: string) {}

  names(): readonly string[] {
    try {
      return readdirSync(this.folder).filter((name) => !name.endsWith('.new'));
    } catch {
      return [];
    }
  }

  read(name: string): string | undefined {
    try {
      return readFileSync(path.join(this.folder, name), 'utf8');
    } catch {
      return undefined;
    }
  }

  write(name: string, text: string): void {
    this.makeFolder();
    const file = path.join(this.folder, name);
    const next = `${file}.${process.pid}-${(writes += 1)}.new`;
    writeFileSync(next, text, { mode: 0o600 });
    renameSync(next, file);
    this.changed.fire(name);
  }

  remove(name: string): void {
    rmSync(path.join(this.folder, name), { force: true });
    this.changed.fire(name);
  }

  dispose(): void {
    this.closing.abort();
    this.changed.dispose();
  }

  private makeFolder(): void {
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
  }

  private watch(): void {
    if (this.isWatched) {
      return;
    }
    this.isWatched = true;
    // Not while the window starts: nobody waits for it.
    setImmediate(() => {
      try {
        this.makeFolder();
        const { signal } = this.closing;
        watch(this.folder, { persistent: false, signal }, (_event, name) => {
          if (name !== null && !name.endsWith('.new')) {
            this.changed.fire(name);
          }
        }).on('error', () => undefined);
      } catch {
        // A file system that cannot be watched: other windows are seen when they are asked for.
      }
    });
  }
}
