// Requests a second of the sandbox next to a bare server, and whether a million messages slow it down.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { ensureSandbox } from '../sandbox.mjs';
import { median, medianLatency, requestsPerSecond, wireRequest } from './loadClient.mjs';

const folder = path.dirname(fileURLToPath(import.meta.url));
const connections = 32;
const rounds = 6;
const roundMs = 1000;

const json = { 'Content-Type': 'application/json' };
const credentials = {
  ...json,
  Authorization: `Basic ${Buffer.from('bench:key').toString('base64')}`,
};

/** Starts a server that prints its port as a line of JSON. */
async function start(children, program, args) {
  const child = spawn(process.execPath, [program, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  for await (const line of createInterface({ input: child.stdout })) {
    child.stdout.resume();
    return { port: JSON.parse(line).port, pid: child.pid, child };
  }
  throw new Error(`${program} did not start`);
}

const stop = (child) =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', resolve);
    child.kill();
  });

async function control(port, method, name, body) {
  const response = await fetch(`http://127.0.0.1:${port}/_sandbox/${name}`, {
    method,
    headers: json,
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${name}: ${await response.text()}`);
  return response.json();
}

const sendRequest = (port) =>
  wireRequest({
    method: 'POST',
    path: '/v3/sms/send',
    port,
    headers: credentials,
    body: JSON.stringify({
      messages: [
        {
          source: 'bench',
          body: 'Hi Ada, your appointment is tomorrow at 10:30. Reply YES to confirm.',
          to: '+61400000201',
          custom_string: 'appointment-1041',
        },
      ],
    }),
  });

const pageRequest = (port) =>
  wireRequest({
    path: '/v3/sms/history?limit=100&order_by=date%3Adesc',
    port,
    headers: credentials,
  });

async function answerOf(port, method, target, body) {
  const response = await fetch(`http://127.0.0.1:${port}${target}`, {
    method,
    headers: credentials,
    body,
  });
  return response.text();
}

/** Alternating rounds, so that what else the machine does hits both alike. */
async function alternate(first, second) {
  const results = [[], []];
  for (let round = -1; round < rounds; round++) {
    for (const [index, measure] of [first, second].entries()) {
      const value = await measure();
      if (round >= 0) results[index].push(value);
    }
  }
  return results.map(median);
}

async function benchSend(children, program, data) {
  const args = ['--port', '0', '--json', '--seed', 'none', '--data', data];
  const sandbox = await start(children, program, args);
  await control(sandbox.port, 'PUT', 'accounts', { username: 'bench', balance: 1e9 });
  const body = sendRequest(sandbox.port).toString('utf8').split('\r\n\r\n')[1];
  const answer = await answerOf(sandbox.port, 'POST', '/v3/sms/send', body);
  const bytes = Buffer.from(answer).toString('base64');
  const bare = await start(children, path.join(folder, 'bareServer.mjs'), [bytes]);
  const load = { connections, ms: roundMs };
  const [sends, bares] = await alternate(
    () => requestsPerSecond(sandbox.port, sendRequest(sandbox.port), load),
    () => requestsPerSecond(bare.port, sendRequest(bare.port), load),
  );
  await stop(sandbox.child);
  await stop(bare.child);
  return { sends, bares };
}

async function startWithHistory(children, program, count, args) {
  const sandbox = await start(children, program, [
    ...['--port', '0', '--json', '--seed', 'none'],
    ...args,
  ]);
  await control(sandbox.port, 'PUT', 'accounts', { username: 'bench' });
  await control(sandbox.port, 'POST', 'seed', { username: 'bench', kind: 'history', count });
  return sandbox;
}

async function benchPages(children, program, data) {
  const small = await startWithHistory(children, program, 1000, []);
  const large = await startWithHistory(children, program, 1_000_000, ['--data', data]);
  const [thousand, million] = await alternate(
    () => medianLatency(small.port, pageRequest(small.port), 200),
    () => medianLatency(large.port, pageRequest(large.port), 200),
  );
  const page = await answerOf(small.port, 'GET', '/v3/sms/history?limit=100');
  const bytes = Buffer.from(page).toString('base64');
  const bare = await start(children, path.join(folder, 'bareServer.mjs'), [bytes]);
  const load = { connections, ms: roundMs };
  const [pages, bares] = await alternate(
    () => requestsPerSecond(small.port, pageRequest(small.port), load),
    () => requestsPerSecond(bare.port, pageRequest(bare.port), load),
  );
  for (const { child } of [small, large, bare]) await stop(child);
  return { thousand, million, pages, bares };
}

/** Seconds and memory of reading a million messages back from the log. */
async function benchReplay(children, program, data) {
  const started = performance.now();
  const { port, child } = await start(children, program, [
    ...['--port', '0', '--json', '--seed', 'none', '--data', data],
  ]);
  const seconds = (performance.now() - started) / 1000;
  const { memory_mb, messages } = await fetch(`http://127.0.0.1:${port}/_sandbox/health`).then(
    (response) => response.json(),
  );
  await stop(child);
  if (messages !== 1_000_000) throw new Error(`${messages} messages came back`);
  return { seconds, memory: memory_mb };
}

/** The sandbox's figures by name. */
export async function benchSandbox() {
  const program = await ensureSandbox();
  const scratch = mkdtempSync(path.join(tmpdir(), 'clicksend-bench-'));
  const children = [];
  try {
    const send = await benchSend(children, program, path.join(scratch, 'send'));
    const history = path.join(scratch, 'history');
    const page = await benchPages(children, program, history);
    const replay = await benchReplay(children, program, history);
    return {
      'sandbox.send_vs_bare': send.sends / send.bares,
      'sandbox.page_1m_vs_1k': page.million / page.thousand,
      'sandbox.send_per_second': send.sends,
      'sandbox.bare_per_second': send.bares,
      'sandbox.page_1k_ms': page.thousand,
      'sandbox.page_1m_ms': page.million,
      'sandbox.page_per_second': page.pages,
      'sandbox.bare_page_per_second': page.bares,
      'sandbox.replay_1m_seconds': replay.seconds,
      'sandbox.replay_1m_memory_mb': replay.memory,
    };
  } finally {
    await Promise.all(children.map(stop));
    rmSync(scratch, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(await benchSandbox());
