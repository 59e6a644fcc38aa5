// Runs a campaign, or posts the ready-made requests of one, in a process of its own. Tells the
// seconds and the peak of its memory. `node campaignEngine.mjs BUNDLE ORDER`, ORDER being JSON.
import { createReadStream, readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { pathToFileURL } from 'node:url';

const [bundle, argument] = process.argv.slice(2);
const order = JSON.parse(argument);
const username = 'bench';

async function runCampaign(engine) {
  const { directory, csv, baseUrl } = order;
  const client = engine.makeClient({ baseUrl, username, apiKey: 'key' });
  const table = await engine.openTable(createReadStream(csv));
  const column = engine.findNumberColumn(table);
  const plan = await engine.makePlan(table, {
    id: 'bench001',
    directory,
    source: { name: 'Bench', body: order.body },
    account: { id: 'sandbox', label: 'Sandbox', isSandbox: true },
    numberColumn: column.index,
    now: Date.now(),
  });
  await engine.estimatePrice(client, plan);
  const book = await engine.CampaignBook.open(directory);
  const run = new engine.CampaignRun(book, {
    client,
    concurrency: order.concurrency,
    settleMs: 120_000,
    skewSeconds: 300,
    now: Date.now,
    wait: engine.waitMs,
  });
  await run.confirm();
  const end = await run.run(new AbortController().signal);
  const accepted = book.ledger.count('accepted');
  await book.close();
  client.dispose();
  if (end.kind !== 'finished' || accepted !== order.count) {
    throw new Error(`The campaign ended ${end.kind} with ${accepted} of ${order.count}`);
  }
}

const authorization = `Basic ${Buffer.from(`${username}:key`).toString('base64')}`;

const post = (agent, body) =>
  new Promise((resolve, reject) => {
    const sent = request(
      `${order.baseUrl}/v3/sms/send`,
      {
        agent,
        method: 'POST',
        headers: {
          authorization,
          'content-type': 'application/json',
          'content-length': body.length,
        },
      },
      (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('end', () => {
          if (response.statusCode !== 200) reject(new Error(`HTTP ${response.statusCode}`));
          else resolve(JSON.parse(Buffer.concat(chunks).toString('utf8')).data.queued_count);
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });

async function postReady(bodies) {
  const agent = new Agent({ keepAlive: true });
  let next = 0;
  let accepted = 0;
  const lane = async () => {
    while (next < bodies.length) {
      const queued = await post(agent, bodies[next++]);
      accepted += queued;
    }
  };
  await Promise.all(Array.from({ length: order.concurrency }, lane));
  agent.destroy();
  if (accepted !== order.count) throw new Error(`Only ${accepted} were accepted`);
}

async function main() {
  const engine = await import(pathToFileURL(bundle).href);
  const bodies =
    order.ready === undefined
      ? undefined
      : readFileSync(order.ready, 'utf8')
          .trimEnd()
          .split('\n')
          .map((line) => Buffer.from(line));
  // "Send to 100,000" stands above a document before anybody can choose it, so its table was read once.
  if (!bodies) await engine.summariseTable(createReadStream(order.csv), { keptRecipients: 5000 });
  const started = performance.now();
  await (bodies ? postReady(bodies) : runCampaign(engine));
  const seconds = (performance.now() - started) / 1000;
  const peakMb = process.resourceUsage().maxRSS / 1024;
  process.stdout.write(JSON.stringify({ seconds, peakMb }));
}

await main();
