import { randomUUID } from 'node:crypto';
import { link, open, readFile, readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { fileMode } from './durable';
import { isProcessAlive, processStart } from './processStart';

export interface LockHolder {
  readonly pid: number;
  /** See `processStart`. */
  readonly start?: string | undefined;
  readonly host: string;
  readonly nonce: string;
}

/** Somebody else runs the campaign, or may: of another machine nobody here can tell. */
export class CampaignLockedError extends Error {
  override readonly name = 'CampaignLockedError';

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
  isAlive(pid: number): boolean;
  start(pid: number): Promise<string | undefined>;
}

const thisMachine: Processes = {
  host: hostname(),
  pid: process.pid,
  isAlive: isProcessAlive,
  start: processStart,
};

/** A lock whose maker died between creating and writing it is empty; so long one may take. */
const writingMs = 10_000;

const released = '{"released":true}';

interface Found {
  readonly generation: number;
  readonly state: 'free' | 'held' | 'elsewhere';
  readonly holder: LockHolder | undefined;
}

/**
 * Lets one process run a campaign. Each holder makes the file `lock.<n>` of the next number, which
 * the file system gives to one of them only; the highest number counts. The file of a dead holder
 * is never removed but outnumbered, so that two that find it dead cannot both take its place.
 */
export class CampaignLock {
  private constructor(
    private readonly directory: string,
    private readonly generation: number,
    private readonly holder: LockHolder,
  ) {}

  /**
   * @param force take the lock from a holder on another machine
   * @throws CampaignLockedError
   */
  static async acquire(
    directory: string,
    { force = false, processes = thisMachine }: { force?: boolean; processes?: Processes } = {},
  ): Promise<CampaignLock> {
    const { host, pid } = processes;
    const holder = { pid, start: await processes.start(pid), host, nonce: randomUUID() };
    for (;;) {
      const found = await findLock(directory, processes);
      const isElsewhere = found.state === 'elsewhere';
      if (found.state === 'held' || (isElsewhere && !force)) {
        throw new CampaignLockedError(found.holder, isElsewhere);
      }
      const lock = new CampaignLock(directory, found.generation + 1, holder);
      if (await lock.take()) {
        return lock;
      }
    }
  }

  /** Who holds the lock of a campaign at the moment, if anybody. */
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
    if (await this.isMine().catch(() => false)) {
      await write(this.file, 'w', released);
    }
  }

  /** Removes the files of lower numbers, and what dead processes left half made. */
  private async tidyUp(): Promise<void> {
    for (const name of await readdir(this.directory)) {
      const number = /^lock\.(\d{1,15})(\.|$)/.exec(name)?.[1];
      if (number !== undefined && Number(number) < this.generation) {
        await rm(path.join(this.directory, name), { force: true });
      }
    }
  }

  private get file(): string {
    return fileOf(this.directory, this.generation);
  }

  private async take(): Promise<boolean> {
    if (!(await createWhole(this.file, JSON.stringify(this.holder), this.holder.nonce))) {
      return false;
    }
    const all = await generations(this.directory);
    if (all.at(-1) !== this.generation) {
      // We looked before a higher one was made and its maker tidied up.
      await rm(this.file, { force: true });
      return false;
    }
    await this.tidyUp();
    return true;
  }
}

const isCode = (error: unknown, ...codes: readonly string[]): boolean =>
  error instanceof Error && 'code' in error && codes.includes(String(error.code));

async function write(file: string, flag: string, text: string): Promise<void> {
  const handle = await open(file, flag, fileMode);
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
    await write(draft, 'wx', text);
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
    await write(file, 'wx', text);
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
    const state = age < writingMs ? 'held' : 'free';
    return { generation, state, holder: undefined };
  }
  return { generation, state: await stateOf(content, processes), holder: content };
}

async function stateOf(holder: LockHolder, processes: Processes): Promise<Found['state']> {
  if (holder.host !== processes.host) {
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
