import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import type { ClientSlice } from '../../api/client';
import { directoryMode, replaceDurably } from '../../disk/durable';
import { isProcessAlive, processStart } from '../../disk/process';
import type { HistoryMessage } from '../../sms/resources';
import type { UnansweredReport } from './reports';

/** The extension host that sends; while it lives, an answer may still come. */
interface Holder {
  readonly host: string;
  readonly pid: number;
  /** See `processStart`. */
  readonly start: string | undefined;
}

interface Entry {
  readonly report: UnansweredReport;
  /** Absent once nobody waits for the answer any more. */
  readonly holder?: Holder;
}

/** Tells whether holders live; injected by tests. */
export interface Processes {
  readonly host: string;
  readonly pid: number;
  isAlive(pid: number): boolean;
  start(pid: number): Promise<string | undefined>;
  /** Milliseconds since 1970. */
  now(): number;
}

const thisMachine: Processes = {
  host: hostname(),
  pid: process.pid,
  isAlive: isProcessAlive,
  start: processStart,
  now: Date.now,
};

/** Of another machine nobody here can tell whether it waits; no request waits this long. */
const longestWaitMs = 10 * 60_000;

/**
 * Sends that were given to the network and not answered yet. Written before a request goes out, so
 * that a window that dies in the middle leaves a trace, and a person can look for the messages in
 * history instead of sending twice. One file a send, so that windows do not undo each other's.
 */
export class Unanswered {
  private start: Promise<string | undefined> | undefined;
  /** Ids that this window has let go of, should the disk not take it. */
  private readonly abandoned = new Set<string>();

  constructor(
    private readonly folder: string,
    private readonly processes: Processes = thisMachine,
  ) {}

  async begin(report: UnansweredReport): Promise<void> {
    const { host, pid } = this.processes;
    this.start ??= this.processes.start(pid);
    await this.write({ report, holder: { host, pid, start: await this.start } });
  }

  async settle(id: string): Promise<void> {
    await rm(this.file(id), { force: true });
  }

  /** Keeps the entry, and lets go of it: the answer will not come any more. */
  async abandon(report: UnansweredReport): Promise<void> {
    this.abandoned.add(report.id);
    await this.write({ report });
  }

  /** Those whose answer will not come any more, the oldest first. */
  async lost(): Promise<readonly UnansweredReport[]> {
    const names = await readdir(this.folder).catch(() => []);
    const files = names.filter((name) => name.endsWith('.json'));
    const entries = await Promise.all(files.map((name) => readEntry(path.join(this.folder, name))));
    const found = await Promise.all(
      entries.map(async (entry) => (entry && (await this.isLost(entry)) ? [entry.report] : [])),
    );
    return found.flat().sort((a, b) => a.sentAt - b.sentAt);
  }

  private async isLost({ report, holder }: Entry): Promise<boolean> {
    if (!holder || this.abandoned.has(report.id)) {
      return true;
    }
    const { processes } = this;
    if (holder.host !== processes.host) {
      return processes.now() - report.sentAt * 1000 > longestWaitMs;
    }
    if (!processes.isAlive(holder.pid)) {
      return true;
    }
    const started = await processes.start(holder.pid);
    return started !== undefined && holder.start !== undefined && started !== holder.start;
  }

  private async write(entry: Entry): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: directoryMode });
    await replaceDurably(this.file(entry.report.id), JSON.stringify(entry));
  }

  private file(id: string): string {
    return path.join(this.folder, `${id}.json`);
  }
}

/** Undefined when another window has settled it meanwhile. */
async function readEntry(file: string): Promise<Entry | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Entry;
  } catch {
    return undefined;
  }
}

/**
 * Looks in history for what an unanswered send asked for. An empty result proves nothing: how soon
 * a message shows in history is not documented.
 *
 * @param answered ids of messages of sends that were answered: the same text, sent again by hand
 */
export async function findInHistory(
  report: UnansweredReport,
  client: ClientSlice<'history.list'>,
  answered: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<readonly HistoryMessage[]> {
  const found: HistoryMessage[] = [];
  for (const to of new Set(report.messages.flatMap((message) => message.to ?? []))) {
    const { items } = await client.history.list({
      filter: { to, dateFrom: report.sentAt - 120 },
      orderBy: 'date:desc',
      pageSize: 100,
      signal,
    });
    const bodies = new Set(
      report.messages.filter((each) => each.to === to).map(({ body }) => body),
    );
    found.push(
      ...items.filter(
        ({ body, direction, messageId }) =>
          direction === 'out' && bodies.has(body) && !answered.has(messageId),
      ),
    );
  }
  return found;
}
