// The built sandbox, standing alone, as a backend for a workbench or a test run.
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { root } from './commands.mjs';

const patienceMs = 20_000;

const tryPort = (port) =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(undefined));
    probe.listen({ host: '127.0.0.1', port }, () => {
      const { port: found } = probe.address();
      probe.close(() => resolve(found));
    });
  });

/** `preferred` when nobody listens there, else a port the system has free. */
export const freePort = async (preferred = 0) => (await tryPort(preferred)) ?? (await tryPort(0));

async function isReady(url) {
  try {
    return (await fetch(`${url}/_sandbox/health`, { signal: AbortSignal.timeout(1000) })).ok;
  } catch {
    return false;
  }
}

/** Starts dist/sandbox.js on loopback; resolves when it answers. `seed` is `demo` or `none`. */
export async function startSandbox(processes, { port, dataFolder, seed }) {
  const program = path.join(root, 'dist', 'sandbox.js');
  if (!existsSync(program)) throw new Error('dist/sandbox.js is missing: run `npm run build`.');
  const actualPort = await freePort(port);
  const child = processes.start(process.execPath, [
    program,
    ...['--port', String(actualPort), '--data', dataFolder, '--seed', seed],
  ]);
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  const url = `http://127.0.0.1:${actualPort}`;
  const deadline = Date.now() + patienceMs;
  while (!(await isReady(url))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      throw new Error(`The sandbox did not come up on port ${actualPort}:\n${output.trim()}`);
    }
    await delay(50);
  }
  return { url, port: actualPort, child };
}
