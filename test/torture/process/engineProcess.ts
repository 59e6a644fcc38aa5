import { createReadStream, existsSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { makeClient } from '../../../src/api/client';
import { makePlan } from '../../../src/campaign/plan/makePlan';
import { CampaignBook } from '../../../src/campaign/run/book';
import { CampaignRun } from '../../../src/campaign/run/campaignRun';
import type { RunEnd } from '../../../src/campaign/run/campaignRun';
import { FolderLockedError } from '../../../src/disk/folderLock';
import { findNumberColumn } from '../../../src/sms/recipients/numberColumn';
import { openTable } from '../../../src/sms/recipients/recipientTable';
import { moments, say } from './moments';
import type { Order } from './order';
import { power } from './power';

/** Real time that a wait takes at most: a clock that runs ahead does the rest. */
const longestWaitMs = 15;
/** What no healthy campaign of a few dozen people waits or asks for. */
const mostWaits = 400;
const mostWaitedMs = 3 * 3_600_000;
/** As `setTimeout` has it: what is longer does not wait at all. */
const longestTimer = 2 ** 31 - 1;

/** After so many runs that do not end a campaign it counts as stuck. */
const mostRuns = 8;

const now = (): number => Date.now() + moments.clockOffset;

/** Waits as `waitMs` does, on a clock of our own. */
class Waiting {
  private waits = 0;
  private waitedMs = 0;

  readonly wait = (ms: number, signal?: AbortSignal): Promise<void> =>
    moments.step('wait', async () => {
      const taken = ms > longestTimer ? 1 : Math.max(ms, 0);
      this.waitedMs += taken;
      if (++this.waits > mostWaits || this.waitedMs > mostWaitedMs) {
        say(`hang: ${this.waits} waits of ${Math.round(this.waitedMs / 1000)} s together`);
        process.exit(0);
      }
      const real = signal?.aborted ? 0 : Math.min(taken, longestWaitMs);
      await new Promise((resolve) => setTimeout(resolve, real));
      moments.clockOffset += taken - real;
    });
}

async function plan({ directory, csv, body, schedule = 0 }: Order): Promise<void> {
  const table = await openTable(createReadStream(csv));
  const column = findNumberColumn(table);
  await makePlan(table, {
    id: path.basename(directory),
    directory,
    source: { name: 'Torture', body, customString: 'torture', schedule },
    account: { id: 'sandbox', label: 'Sandbox', isSandbox: true },
    numberColumn: column.found ? column.index : 0,
    now: now(),
  });
}

/** One run as a window makes it, by a person who has absent messages sent. */
async function runOnce(run: CampaignRun): Promise<RunEnd> {
  const signal = new AbortController().signal;
  await run.confirm();
  moments.phase = 'settle';
  await run.reconcileOnly(signal);
  await run.decide('send', signal);
  moments.phase = 'send';
  return run.run(signal);
}

async function runToTheEnd(run: CampaignRun): Promise<RunEnd> {
  let end = await runOnce(run);
  let hasRetried = false;
  for (let runs = 1; runs < mostRuns; runs++) {
    if (end.kind === 'finished') {
      if (hasRetried) {
        return end;
      }
      hasRetried = true;
      await run.retryRejected();
    }
    end = await runOnce(run);
  }
  return end;
}

async function recall(run: CampaignRun): Promise<string> {
  await run.confirm();
  moments.phase = 'recall';
  const result = await run.cancelScheduled(new AbortController().signal);
  return `recalled ${JSON.stringify(result)}`;
}

function obeyWith(run: CampaignRun, until: Order['until']): Promise<string> {
  switch (until) {
    case 'planned':
      return Promise.resolve('planned');
    case 'run':
      return runOnce(run).then(wordsOf);
    case 'end':
      return runToTheEnd(run).then(wordsOf);
    case 'recalled':
      return recall(run);
  }
}

const wordsOf = (end: RunEnd): string => ('why' in end ? `${end.kind} ${end.why}` : end.kind);

async function run(order: Order): Promise<string> {
  const { wait } = new Waiting();
  const client = makeClient({
    baseUrl: order.baseUrl,
    username: order.username,
    apiKey: 'key',
    timeoutMs: 400,
    wait,
    random: () => 0.5,
  });
  moments.phase = 'open';
  const book = await CampaignBook.open(order.directory, { force: order.takesOver ?? false });
  try {
    const campaign = new CampaignRun(book, {
      client: {
        history: { list: (query) => moments.step('history', () => client.history.list(query)) },
        messages: {
          send: (request) => moments.step('request', () => client.messages.send(request)),
          cancelAll: (customString) =>
            moments.step('request', () => client.messages.cancelAll(customString)),
        },
      },
      concurrency: order.concurrency,
      requestSize: order.requestSize,
      settleMs: 50,
      skewSeconds: 5,
      now,
      wait,
    });
    return await obeyWith(campaign, order.until);
  } finally {
    moments.phase = 'close';
    await book.close();
    client.dispose();
  }
}

function failureWords(error: unknown): string {
  if (error instanceof FolderLockedError) {
    return `locked ${error.isElsewhere ? 'elsewhere' : 'here'}`;
  }
  return `failed ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

async function obey(order: Order): Promise<void> {
  moments.arm(order.strike);
  const { powerFile } = order;
  if (powerFile !== undefined) {
    power.watch(order.directory);
    moments.beforePowerCut = () => {
      power.write(powerFile);
    };
  }
  try {
    if (!existsSync(path.join(order.directory, 'plan.json'))) {
      await plan(order);
    }
    say(`end ${await run(order)}`);
  } catch (error) {
    say(failureWords(error).replaceAll('\n', ' | '));
  }
  process.exit(0);
}

// It may wait long for its order: torture keeps one that is up already.
for await (const line of createInterface({ input: process.stdin })) {
  await obey(JSON.parse(line) as Order);
}
