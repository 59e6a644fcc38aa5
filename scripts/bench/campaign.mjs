// A campaign from CSV to accepted next to posting ready-made JSON, and its memory as the CSV grows.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { root } from '../host/commands.mjs';
import { ensureSandbox } from '../sandbox.mjs';
import { median } from './loadClient.mjs';
import { bundleSource } from './source.mjs';

const run = promisify(execFile);
const runner = fileURLToPath(new URL('campaignEngine.mjs', import.meta.url));

/** As the setting has it. */
const concurrency = 4;
const body = 'Hi {{first_name}}, your appointment is on {{date}}. Reply STOP to opt out.';
const perRequest = 1000;
const rounds = 7;

/** Numbers whose ending asks for a refusal are among a hundred thousand. */
const sandboxArgs = [
  ...['--port', '0', '--json', '--seed', 'none'],
  ...['--decide', 'magicNumbers=false'],
];

const engineSource = `
  export { makeClient } from './src/api/client';
  export { estimatePrice } from './src/campaign/plan/estimate';
  export { makePlan } from './src/campaign/plan/makePlan';
  export { CampaignBook } from './src/campaign/run/book';
  export { CampaignRun } from './src/campaign/run/campaignRun';
  export { waitMs } from './src/campaign/run/options';
  export { summariseTable } from './src/features/document/recipients/tableSummary';
  export { findNumberColumn } from './src/sms/recipients/numberColumn';
  export { openTable } from './src/sms/recipients/recipientTable';
`;

const buildEngine = () =>
  bundleSource('campaign-engine', {
    stdin: { contents: engineSource, resolveDir: root, loader: 'ts' },
  });

const recipient = (n) => ({
  to: `+614${String(10_000_000 + n)}`,
  firstName: `Name ${n}`,
  date: `2026-12-${String((n % 28) + 1).padStart(2, '0')}`,
});

async function writeLines(file, count, line) {
  const stream = createWriteStream(file);
  for (let n = 0; n < count; n++) {
    if (!stream.write(`${line(n)}\n`)) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'finish');
}

async function writeCsv(folder, count) {
  const file = path.join(folder, `customers-${count}.csv`);
  await writeLines(file, count + 1, (n) => {
    if (n === 0) return 'customer_id,first_name,mobile,date';
    const { to, firstName, date } = recipient(n - 1);
    return `${n},${firstName},${to},${date}`;
  });
  return file;
}

/** The requests that a campaign makes of the same CSV, as they go over the wire. */
async function writeReady(folder, count) {
  const file = path.join(folder, `ready-${count}.jsonl`);
  const message = (n) => {
    const { to, firstName, date } = recipient(n);
    const text = body.replace('{{first_name}}', firstName).replace('{{date}}', date);
    return { source: 'vscode', body: text, to, custom_string: `bench001-${n.toString(36)}` };
  };
  await writeLines(file, count / perRequest, (request) =>
    JSON.stringify({
      messages: Array.from({ length: perRequest }, (_, i) => message(request * perRequest + i)),
      shorten_urls: false,
    }),
  );
  return file;
}

/** A sandbox that has seen nothing, for one measurement. */
async function withSandbox(program, folder, measure) {
  const data = mkdtempSync(path.join(folder, 'sandbox-'));
  const child = spawn(process.execPath, [program, ...sandboxArgs, '--data', data], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const lines = createInterface({ input: child.stdout });
    const [line] = await once(lines, 'line');
    const { url } = JSON.parse(line);
    await fetch(`${url}/_sandbox/accounts`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'bench', balance: 1e9 }),
    });
    return await measure(url);
  } finally {
    child.kill();
    await once(child, 'exit');
    rmSync(data, { recursive: true, force: true });
  }
}

export async function benchCampaign() {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-campaign-'));
  const [engine, program] = await Promise.all([buildEngine(), ensureSandbox()]);
  const measure = (order) =>
    withSandbox(program, folder, async (baseUrl) => {
      const directory = mkdtempSync(path.join(folder, 'campaign-'));
      const whole = { body, concurrency, directory, baseUrl, ...order };
      const { stdout } = await run(process.execPath, [runner, engine, JSON.stringify(whole)]);
      rmSync(directory, { recursive: true, force: true });
      return JSON.parse(stdout);
    });
  try {
    const csv = await writeCsv(folder, 100_000);
    const ready = await writeReady(folder, 100_000);
    const ours = [];
    const raw = [];
    // In turns, so that what else the machine does hits both alike.
    for (let round = 0; round < rounds; round++) {
      raw.push(await measure({ ready, count: 100_000 }));
      ours.push(await measure({ csv, count: 100_000 }));
    }
    const seconds = median(ours.map((each) => each.seconds));
    const rawSeconds = median(raw.map((each) => each.seconds));
    const memory = median(ours.map((each) => each.peakMb));
    const million = await measure({ csv: await writeCsv(folder, 1_000_000), count: 1_000_000 });
    return {
      'campaign.100k_seconds': seconds,
      'campaign.raw_100k_seconds': rawSeconds,
      'campaign.vs_raw': seconds / rawSeconds,
      'campaign.memory_100k_mb': memory,
      'campaign.memory_1m_mb': million.peakMb,
      'campaign.1m_seconds': million.seconds,
      'campaign.memory_1m_vs_100k': million.peakMb / memory,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
