import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What a power cut finds, as JSON: the torture makes the disk look like one of the outcomes. */
export interface PowerAccount {
  /** Whether the folder itself was synced into the one above it. */
  readonly isFolderSynced: boolean;
  /** The synced content of each file, in base64. */
  readonly contents: readonly string[];
  /** Which of them a name stands for, as it is and as it was synced; -1 for none. */
  readonly names: Readonly<Record<string, readonly [now: number, synced: number]>>;
}

class TrackedFile {
  synced: Buffer = Buffer.alloc(0);

  constructor(
    private readonly read: () => Buffer,
    readonly folderSynced?: () => () => void,
  ) {}

  /** Returns what to call when the sync is through: only what was there before it counts. */
  beginSync(): () => void {
    if (this.folderSynced) {
      return this.folderSynced();
    }
    const content = this.read();
    return () => {
      this.synced = content;
    };
  }
}

/** Keeps account of what is on the disk itself and what only the system's memory holds. */
class Power {
  private folder: string | undefined;
  private isFolderSynced = false;
  private now = new Map<string, TrackedFile>();
  private synced = new Map<string, TrackedFile>();

  /** What is there already is safe: this process did not write it. */
  watch(folder: string): void {
    this.folder = folder;
    this.isFolderSynced = existsSync(folder);
    for (const name of this.isFolderSynced ? readdirSync(folder) : []) {
      const file = path.join(folder, name);
      if (statSync(file).isFile()) {
        const tracked = this.make(name);
        tracked.synced = readFileSync(file);
        this.now.set(name, tracked);
      }
    }
    this.synced = new Map(this.now);
  }

  track(file: string): TrackedFile | undefined {
    if (file === this.folder) {
      return this.folderOf(() => {
        const names = new Map(this.now);
        return () => {
          this.synced = names;
        };
      });
    }
    if (this.folder !== undefined && file === path.dirname(this.folder)) {
      return this.folderOf(() => () => {
        this.isFolderSynced = true;
      });
    }
    const name = this.nameOf(file);
    if (name === undefined) {
      return undefined;
    }
    const tracked = this.now.get(name) ?? this.make(name);
    this.now.set(name, tracked);
    return tracked;
  }

  rename(from: string, to: string): void {
    this.link(from, to);
    this.remove(from);
  }

  link(from: string, to: string): void {
    const [source, target] = [this.nameOf(from), this.nameOf(to)];
    const tracked = source === undefined ? undefined : this.now.get(source);
    if (tracked && target !== undefined) {
      this.now.set(target, tracked);
    }
  }

  remove(file: string): void {
    this.now.delete(this.nameOf(file) ?? '');
  }

  account(): PowerAccount {
    const files = [...new Set([...this.now.values(), ...this.synced.values()])];
    const indexOf = (file: TrackedFile | undefined) => (file ? files.indexOf(file) : -1);
    const names = [...new Set([...this.now.keys(), ...this.synced.keys()])];
    return {
      isFolderSynced: this.isFolderSynced,
      contents: files.map(({ synced }) => synced.toString('base64')),
      names: Object.fromEntries(
        names.map((name) => [
          name,
          [indexOf(this.now.get(name)), indexOf(this.synced.get(name))] as const,
        ]),
      ),
    };
  }

  write(file: string): void {
    writeFileSync(file, JSON.stringify(this.account()));
  }

  private nameOf(file: string): string | undefined {
    return this.folder !== undefined && path.dirname(file) === this.folder
      ? path.basename(file)
      : undefined;
  }

  private make(name: string): TrackedFile {
    const tracked: TrackedFile = new TrackedFile(() => {
      const current = [...this.now].find(([, file]) => file === tracked)?.[0] ?? name;
      return readFileSync(path.join(this.folder ?? '', current));
    });
    return tracked;
  }

  private folderOf(sync: () => () => void): TrackedFile {
    return new TrackedFile(() => Buffer.alloc(0), sync);
  }
}

export const power = new Power();
