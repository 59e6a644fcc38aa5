import { randomUUID } from 'node:crypto';
import { link, open, readFile, readdir, rm, stat, truncate } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { fileMode } from './durable';
import { isProcessAlive, processNamespace, processStart } from './process';

export interface LockHolder {
  readonly pid: number;
  /** See `processStart`. */
  readonly start?: string | undefined;
  readonly host: string;
  /** See `processNamespace`. */
  readonly namespace?: string | undefined;
  readonly nonce: string;
}

/** Somebody else works in the folder, or may: of another machine nobody here can tell. */
export class FolderLockedError extends Error {
  override readonly name = 'FolderLockedError';

  constructor(
    readonly holder: LockHolder | undefined,
    readonly isElsewhere: boolean,
  ) {
    super('locked');
  }
}

/** Tells whether holders live; injected by tests. */
export interface Processes {
  readonly host: string;
  readonly pid: number;
  namespace(): Promise<string | undefined>;
  isAlive(pid: number): boolean;
  start(pid: number): Promise<string | undefined>;
}

const thisMachine: Processes = {
  host: hostname(),
  pid: process.pid,
  namespace: processNamespace,
  isAlive: isProcessAlive,
  start: processStart,
};

/** A lock whose maker died between creating and writing it is empty; so long one may take. */
const writingMs = 10_000;
/** A file dated further ahead shows that the clock was set back, not that of a server goes wrong. */
const aheadMs = 3_600_000;

const released = '{"released":true}';

interface Found {
  readonly generation: number;
  readonly state: 'free' | 'held' | 'elsewhere';
  readonly holder: LockHolder | undefined;
}

/**
 * Lets one process work in a folder. Each holder makes the file `lock.<n>` of the next number, which
 * the file system gives to one of them only; the highest number counts. The file of a dead holder
 * is never removed but outnumbered, so that two that find it dead cannot both take its place. To let
 * go is to outnumber oneself by a file that names nobody: it cannot touch what another one made.
 */
export class FolderLock {
  private constructor(
    private readonly directory: string,
    private readonly generation: number,
    private readonly holder: LockHolder,
  ) {}

  /**
   * @param force take the lock from a holder on another machine
   * @throws FolderLockedError
   */
  static async acquire(
    directory: string,
    { force = false, processes = thisMachine }: { force?: boolean; processes?: Processes } = {},
  ): Promise<FolderLock> {
    const { host, pid } = processes;
    const [start, namespace] = await Promise.all([processes.start(pid), processes.namespace()]);
    const holder = { pid, start, host, namespace, nonce: randomUUID() };
    for (;;) {
      const found = await findLock(directory, processes);
      const isElsewhere = found.state === 'elsewhere';
      if (found.state === 'held' || (isElsewhere && !force)) {
        throw new FolderLockedError(found.holder, isElsewhere);
      }
      const lock = new FolderLock(directory, found.generation + 1, holder);
      if (await lock.take()) {
        return lock;
      }
    }
  }

  /** Who holds the lock of a folder at the moment, if anybody. */
  static async holderOf(
    directory: string,
    processes: Processes = thisMachine,
  ): Promise<LockHolder | undefined> {
    const { state, holder } = await findLock(directory, processes);
    return state === 'free' ? undefined : holder;
  }

  /** False once another process took over by force. */
  async isMine(): Promise<boolean> {
    return (await generations(this.directory)).at(-1) === this.generation;
  }

  async release(): Promise<void> {
    const next = this.generation + 1;
    try {
      if (
        (await this.isMine()) &&
        (await createWhole(fileOf(this.directory, next), released, this.holder.nonce))
      ) {
        await tidyUp(this.directory, next);
      }
    } catch {
      // A full disk. Our own file, emptied, is free after a while.
      await truncate(fileOf(this.directory, this.generation)).catch(() => undefined);
    }
  }

  private async take(): Promise<boolean> {
    const file = fileOf(this.directory, this.generation);
    if (!(await createWhole(file, JSON.stringify(this.holder), this.holder.nonce))) {
      return false;
    }
    if (!(await this.isMine())) {
      // We looked before a higher one was made and its maker tidied up.
      await rm(file, { force: true });
      return false;
    }
    await tidyUp(this.directory, this.generation);
    return true;
  }
}

/** Removes the files of lower numbers, and what dead processes left half made. */
async function tidyUp(directory: string, generation: number): Promise<void> {
  for (const name of await readdir(directory)) {
    const number = /^lock\.(\d{1,15})(\.|$)/.exec(name)?.[1];
    if (number !== undefined && Number(number) < generation) {
      await rm(path.join(directory, name), { force: true });
    }
  }
}

const isCode = (error: unknown, ...codes: readonly string[]): boolean =>
  error instanceof Error && 'code' in error && codes.includes(String(error.code));

async function writeNew(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', fileMode);
  try {
    await handle.writeFile(text);
  } finally {
    await handle.close();
  }
}

/**
 * Creates a file unless there is one, with its content or not at all. Where the file system knows no
 * hard links, a maker that dies at once leaves it empty.
 */
async function createWhole(file: string, text: string, nonce: string): Promise<boolean> {
  const draft = `${file}.${nonce}`;
  try {
    await writeNew(draft, text);
    await link(draft, file);
    return true;
  } catch (error) {
    // Gone is the draft when a faster one has tidied up.
    if (isCode(error, 'EEXIST', 'ENOENT')) {
      return false;
    }
    if (!isCode(error, 'EPERM', 'ENOTSUP', 'ENOSYS', 'EOPNOTSUPP', 'EMLINK')) {
      throw error;
    }
  } finally {
    await rm(draft, { force: true });
  }
  try {
    await writeNew(file, text);
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) {
      return false;
    }
    throw error;
  }
}

const fileOf = (directory: string, generation: number): string =>
  path.join(directory, `lock.${generation}`);

async function generations(directory: string): Promise<readonly number[]> {
  return (await readdir(directory))
    .flatMap((name) => (/^lock\.\d{1,15}$/.test(name) ? [Number(name.slice(5))] : []))
    .sort((a, b) => a - b);
}

async function findLock(directory: string, processes: Processes): Promise<Found> {
  const generation = (await generations(directory)).at(-1);
  if (generation === undefined) {
    return { generation: 0, state: 'free', holder: undefined };
  }
  const file = fileOf(directory, generation);
  const content = await readHolder(file);
  if (content === 'released') {
    return { generation, state: 'free', holder: undefined };
  }
  if (content === 'unreadable') {
    const age = await stat(file).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => Infinity,
    );
    const state = age < writingMs && age > -aheadMs ? 'held' : 'free';
    return { generation, state, holder: undefined };
  }
  return { generation, state: await stateOf(content, processes), holder: content };
}

async function stateOf(holder: LockHolder, processes: Processes): Promise<Found['state']> {
  if (holder.host !== processes.host || holder.namespace !== (await processes.namespace())) {
    return 'elsewhere';
  }
  if (!processes.isAlive(holder.pid)) {
    return 'free';
  }
  const start = await processes.start(holder.pid);
  const isAnother = start !== undefined && holder.start !== undefined && start !== holder.start;
  return isAnother ? 'free' : 'held';
}

async function readHolder(file: string): Promise<LockHolder | 'released' | 'unreadable'> {
  try {
    const value: unknown = JSON.parse(await readFile(file, 'utf8'));
    if (typeof value !== 'object' || value === null) {
      return 'unreadable';
    }
    if ('released' in value) {
      return 'released';
    }
    const isHolder = 'pid' in value && 'host' in value && 'nonce' in value;
    return isHolder ? (value as LockHolder) : 'unreadable';
  } catch {
    return 'unreadable';
  }
}
