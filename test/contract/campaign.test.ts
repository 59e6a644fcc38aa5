import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { readResults } from '../../src/campaign/report/results';
import type { ResultRow } from '../../src/campaign/report/results';
import { readCampaign } from '../../src/campaign/run/book';
import { MessageState } from '../../src/campaign/run/ledger';
import type { Order } from './campaignProcess';

const faultCount = Number(process.env['CAMPAIGN_FAULTS'] ?? '100');
const recipientCount = Number(process.env['CAMPAIGN_RECIPIENTS'] ?? '10000');
const seed = Number(process.env['CAMPAIGN_SEED'] ?? '20261123');

/** Requests of a run that is not killed, so that faults are spread over the whole campaign. */
const requestsPerRun = 4;
const startingBalance = 1_000_000;

/** mulberry32: the same faults in every run of the test. */
function randomFrom(state: number): () => number {
  let a = state;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What the sandbox does to one send: before it takes effect, after, or in the answer. */
const cuts = [
  { kind: 'reset', when: 'before' },
  { kind: 'reset', when: 'after' },
  { kind: 'truncatedBody' },
  { kind: 'malformedJson' },
  { kind: 'error', status: 502, when: 'before' },
  { kind: 'error', status: 500, when: 'after' },
  { kind: 'html', status: 504, when: 'after' },
  { kind: 'rateLimit', retryAfter: 0 },
] as const;

interface Running {
  readonly child: ChildProcess;
  readonly words: string[];
  readonly done: Promise<void>;
}

function start(program: string, argument: readonly string[], onWord?: (word: string) => void) {
  const child = spawn(process.execPath, [program, ...argument], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const words: string[] = [];
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (word) => {
    words.push(word);
    onWord?.(word);
  });
  const done = Promise.all([once(child, 'exit'), once(lines, 'close')]).then(() => undefined);
  return { child, words, done } satisfies Running;
}

describe('a campaign that is killed and cut off at random moments', () => {
  const random = randomFrom(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  let folder: string;
  let order: Order;
  let program: string;
  let sandbox: Running;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'campaign-faults-'));
    const programs = path.resolve('out', 'campaign-faults');
    await build({
      entryPoints: {
        sandbox: 'src/sandbox/main.ts',
        campaign: 'test/contract/campaignProcess.ts',
      },
      outdir: programs,
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      outExtension: { '.js': '.mjs' },
      banner: {
        js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
      },
    });
    program = path.join(programs, 'campaign.mjs');
    let tell: (url: string) => void = () => undefined;
    const url = new Promise<string>((resolve) => {
      tell = resolve;
    });
    const data = path.join(folder, 'sandbox');
    const args = [
      '--port',
      '0',
      '--json',
      '--seed',
      'none',
      '--data',
      data,
      '--decide',
      'magicNumbers=false',
    ];
    sandbox = start(path.join(programs, 'sandbox.mjs'), args, (line) => {
      tell((JSON.parse(line) as { url: string }).url);
    });
    order = {
      directory: path.join(folder, 'faults01'),
      csv: path.join(folder, 'customers.csv'),
      baseUrl: await url,
      settleMs: 50,
      requestSize: Math.max(1, Math.floor(recipientCount / faultCount / requestsPerRun)),
      maxRequests: requestsPerRun,
    };
    await writeFile(order.csv, csv());
    await control('PUT', 'accounts', { username: 'faults@example.com', balance: startingBalance });
  }).timeout(60_000);

  after(async () => {
    sandbox.child.kill();
    await sandbox.done;
    await rm(folder, { recursive: true, force: true });
  });

  const numberOf = (n: number) => `+61411${String(n).padStart(6, '0')}`;

  /** Every hundredth row is bad, every hundred-and-first says a number again. */
  const csv = () => {
    const rows = Array.from({ length: recipientCount }, (_, n) => [
      `Ann ${n},${numberOf(n)},"Mon, 3rd"`,
      ...(n % 100 === 50 ? [`Bad ${n},+6141,Tue`] : []),
      ...(n % 101 === 50 ? [`Twin ${n},${numberOf(n)},Wed`] : []),
    ]);
    return ['first_name,mobile,date', ...rows.flat()].join('\r\n');
  };

  const control = async (method: string, what: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(`${order.baseUrl}/_sandbox/${what}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    assert.equal(answer.status, 200, what);
    return answer.json();
  };

  const launch = (changes: Partial<Order> = {}, onWord?: (word: string) => void) =>
    start(program, [JSON.stringify({ ...order, ...changes })], onWord);

  /** Kills the process a few milliseconds after the start of one of its requests, or before any. */
  const kill = async () => {
    const words = 1 + Math.floor(random() * requestsPerRun);
    const delay = random() * 12;
    let heard = 0;
    const { child, done } = launch({}, () => {
      if (++heard === words) {
        setTimeout(() => child.kill('SIGKILL'), delay);
      }
    });
    await done;
    return child.signalCode === 'SIGKILL';
  };

  /** Cuts off one of the requests of a run; the process goes on by itself. */
  const cut = async () => {
    const fault = { ...pick(cuts), path: '/v3/sms/send', count: 1, skip: Math.floor(random() * 3) };
    await control('POST', 'faults', fault);
    await launch().done;
    const { faults } = (await control('GET', 'faults')) as { faults: { struck: number }[] };
    await control('DELETE', 'faults');
    return faults[0]?.struck === 1;
  };

  it(`sends each of ${recipientCount} people exactly one message through ${faultCount} faults`, async () => {
    const struck = { killed: 0, cut: 0 };
    for (let runs = 0; struck.killed + struck.cut < faultCount; runs++) {
      assert.ok(runs < 3 * faultCount, `only ${JSON.stringify(struck)} in ${runs} runs`);
      if (random() < 0.5) {
        struck.killed += Number(await kill());
      } else {
        struck.cut += Number(await cut());
      }
    }
    const left = (await readCampaign(order.directory)).ledger.count('waiting');
    const last = launch({ maxRequests: 0 });
    await last.done;
    assert.equal(last.words.at(-1), 'end finished');
    assert.ok(left > 0 && struck.killed > 0 && struck.cut > 0, JSON.stringify({ left, struck }));

    const { messages } = (await control('GET', 'arrived?limit=1000000')) as {
      messages: { to: string; message_id: string; body: string; custom_string: string }[];
    };
    const sent = new Map(messages.map((message) => [message.to, message]));
    assert.equal(messages.length, recipientCount, 'messages sent');
    assert.equal(sent.size, recipientCount, 'people reached');

    const copy = await readCampaign(order.directory);
    const results: ResultRow[] = [];
    for await (const rows of readResults(copy)) {
      results.push(...rows);
    }
    const lost = results.filter(({ to, state, messageId }) => {
      return state !== MessageState.accepted || sent.get(to)?.message_id !== messageId;
    });
    assert.deepEqual(lost, []);
    assert.equal(results.length, recipientCount);
    assert.equal(sent.get(numberOf(1))?.body, 'Hi Ann 1, see you on Mon, 3rd.');

    const bill = results.reduce((sum, { price = 0 }) => sum + price, 0);
    const account = (await control('GET', 'accounts')) as { accounts: { balance: number }[] };
    const charged = startingBalance - (account.accounts[0]?.balance ?? 0);
    assert.equal(bill, Math.round(charged * 10_000));
    assert.equal(bill, copy.ledger.spent);

    const skipped = (await readFile(copy.files.skipped, 'utf8')).trim().split('\n').length;
    const bad = Math.ceil((recipientCount - 50) / 100);
    assert.equal(skipped, bad + Math.ceil((recipientCount - 50) / 101));
  }).timeout(Math.max(60_000, faultCount * 3000));
});
