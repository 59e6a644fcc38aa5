import path from 'node:path';
import { createReadStream } from 'node:fs';
import { makeClient } from '../../src/api/client';
import { makePlan } from '../../src/campaign/plan/makePlan';
import { readPlan } from '../../src/campaign/plan/plan';
import { CampaignBook } from '../../src/campaign/run/book';
import { CampaignRun } from '../../src/campaign/run/campaignRun';
import { waitMs } from '../../src/campaign/run/options';
import { campaignFiles } from '../../src/campaign/store/directory';
import { findNumberColumn } from '../../src/sms/recipients/numberColumn';
import { openTable } from '../../src/sms/recipients/recipientTable';

/** What the test asks of this process, as JSON in its only argument. */
export interface Order {
  readonly directory: string;
  readonly csv: string;
  readonly baseUrl: string;
  readonly settleMs: number;
  readonly requestSize: number;
  /** Pauses after so many requests; 0 runs to the end. */
  readonly maxRequests: number;
}

/** Tells the test how far it is: one word a line. */
const say = (word: string): void => {
  process.stdout.write(`${word}\n`);
};

async function ensurePlan({ directory, csv }: Order): Promise<void> {
  try {
    await readPlan(campaignFiles(directory));
  } catch {
    const table = await openTable(createReadStream(csv));
    const column = findNumberColumn(table);
    await makePlan(table, {
      id: path.basename(directory),
      directory,
      source: {
        name: 'Test',
        body: 'Hi {{first_name}}, see you on {{date}}.',
        customString: 'test',
      },
      account: { id: 'sandbox', label: 'Sandbox', isSandbox: true },
      numberColumn: column.found ? column.index : 0,
      now: Date.now(),
    });
  }
}

/** A campaign as a window runs it, with a user who has absent messages sent. */
async function run(order: Order): Promise<void> {
  say('up');
  await ensurePlan(order);
  const client = makeClient({
    baseUrl: order.baseUrl,
    username: 'faults@example.com',
    apiKey: 'key',
    timeoutMs: 1000,
  });
  const stop = new AbortController();
  let requests = 0;
  const book = await CampaignBook.open(order.directory);
  const campaign = new CampaignRun(book, {
    client: {
      history: { list: (query) => client.history.list(query) },
      messages: {
        cancelAll: (customString) => client.messages.cancelAll(customString),
        send: (request) => {
          if (++requests === order.maxRequests) {
            stop.abort();
          }
          say('request');
          return client.messages.send(request);
        },
      },
    },
    concurrency: 2,
    requestSize: order.requestSize,
    settleMs: order.settleMs,
    skewSeconds: 5,
    now: Date.now,
    wait: waitMs,
  });
  await campaign.confirm();
  await campaign.reconcileOnly(new AbortController().signal);
  await campaign.decide('send', new AbortController().signal);
  const end = await campaign.run(stop.signal);
  await book.close();
  client.dispose();
  say(`end ${end.kind}`);
}

await run(JSON.parse(process.argv[2] ?? '{}') as Order);
