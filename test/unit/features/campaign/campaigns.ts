import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makePlan } from '../../../../src/campaign/plan/makePlan';
import type { Plan } from '../../../../src/campaign/plan/plan';
import { CampaignBook } from '../../../../src/campaign/run/book';
import { CampaignRun } from '../../../../src/campaign/run/campaignRun';
import type { RunOptions } from '../../../../src/campaign/run/options';
import type { CampaignSource } from '../../../../src/sms/campaign';
import { openTable } from '../../../../src/sms/recipients/recipientTable';
import { FakeClickSend } from './fakeClickSend';

/** The n-th valid number, from 0. */
export const numberOf = (n: number): string => `+61411${String(n).padStart(6, '0')}`;

export const account = { id: 'sandbox', label: 'Sandbox', isSandbox: true };

/** A CSV with so many recipients. */
export function csvOf(count: number): string {
  const rows = Array.from({ length: count }, (_, n) => `${numberOf(n)},Name ${n}`);
  return ['mobile,first_name', ...rows].join('\n');
}

async function* once(text: string): AsyncGenerator<string> {
  yield await Promise.resolve(text);
}

/** Campaigns in a folder of their own, a clock that only waiting moves, and a ClickSend to fail. */
export class TestCampaigns {
  readonly clock = { now: Date.UTC(2026, 10, 23) };
  readonly clickSend = new FakeClickSend(this.clock);
  readonly waits: number[] = [];
  readonly stop = new AbortController();

  private constructor(readonly root: string) {}

  static async make(): Promise<TestCampaigns> {
    return new TestCampaigns(await mkdtemp(path.join(tmpdir(), 'campaigns-')));
  }

  get directory(): string {
    return path.join(this.root, 'camp1234');
  }

  options(changes: Partial<RunOptions> = {}): RunOptions {
    return {
      client: this.clickSend,
      concurrency: 1,
      settleMs: 120_000,
      skewSeconds: 300,
      now: () => this.clock.now,
      wait: (ms) => {
        this.waits.push(ms);
        this.clock.now += ms;
        return Promise.resolve();
      },
      ...changes,
    };
  }

  async plan(csv: string, source: Partial<CampaignSource> = {}): Promise<Plan> {
    return makePlan(await openTable(once(csv)), {
      id: 'camp1234',
      directory: this.directory,
      source: { name: 'Test', body: 'Hi {{first_name}}', ...source },
      account,
      numberColumn: 0,
      now: this.clock.now,
    });
  }

  /** Opens the campaign, confirms it, runs it to its end and lets go of it. */
  async run(changes: Partial<RunOptions> = {}) {
    return this.hold(async (run) => {
      await run.confirm();
      return run.run(this.stop.signal);
    }, changes);
  }

  async hold<T>(
    use: (run: CampaignRun) => Promise<T>,
    changes: Partial<RunOptions> = {},
  ): Promise<T> {
    const book = await CampaignBook.open(this.directory);
    try {
      return await use(new CampaignRun(book, this.options(changes)));
    } finally {
      await book.close();
    }
  }

  async remove(): Promise<void> {
    await rm(this.root, { recursive: true, force: true });
  }
}
