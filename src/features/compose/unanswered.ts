import type * as vscode from 'vscode';
import { isProcessAlive } from '../../disk/process';
import type { HistoryMessage } from '../../sms/resources';
import type { ComposeClient } from './services';
import type { UnansweredReport } from './reports';

const memoryKey = 'clicksend.unanswered';

interface Entry {
  readonly report: UnansweredReport;
  /** The extension host that is sending; while it lives, an answer may still come. */
  readonly pid: number;
}

/**
 * Sends that were given to the network and not answered yet. Written before a request goes out, so
 * that a window that dies in the middle leaves a trace, and a person can look for the messages in
 * history instead of sending twice.
 */
export class Unanswered {
  constructor(
    private readonly memory: vscode.Memento,
    private readonly isAlive: (pid: number) => boolean = isProcessAlive,
  ) {}

  async begin(report: UnansweredReport): Promise<void> {
    await this.write([...this.entries(), { report, pid: process.pid }]);
  }

  async settle(id: string): Promise<void> {
    await this.write(this.entries().filter(({ report }) => report.id !== id));
  }

  /** Keeps the entry, and lets go of it: the answer will not come any more. */
  async abandon(id: string): Promise<void> {
    await this.write(
      this.entries().map((entry) => (entry.report.id === id ? { ...entry, pid: 0 } : entry)),
    );
  }

  /** Those whose answer will not come any more. */
  lost(): readonly UnansweredReport[] {
    return this.entries()
      .filter(({ pid }) => pid === 0 || (pid !== process.pid && !this.isAlive(pid)))
      .map(({ report }) => report);
  }

  private entries(): readonly Entry[] {
    return this.memory.get<readonly Entry[]>(memoryKey, []);
  }

  private async write(entries: readonly Entry[]): Promise<void> {
    await this.memory.update(memoryKey, entries);
  }
}

/**
 * Looks in history for what an unanswered send asked for. An empty result proves nothing: how soon
 * a message shows in history is not documented.
 */
export async function findInHistory(
  report: UnansweredReport,
  client: Pick<ComposeClient, 'listHistory'>,
  signal: AbortSignal,
): Promise<readonly HistoryMessage[]> {
  const found: HistoryMessage[] = [];
  for (const to of new Set(report.messages.flatMap((message) => message.to ?? []))) {
    const { items } = await client.listHistory({
      filter: { to, dateFrom: report.sentAt - 120 },
      orderBy: 'date:desc',
      pageSize: 100,
      signal,
    });
    const bodies = new Set(
      report.messages.filter((each) => each.to === to).map(({ body }) => body),
    );
    found.push(...items.filter(({ body, direction }) => direction === 'out' && bodies.has(body)));
  }
  return found;
}
