// Tortures the campaign engine. `node scripts/torture.mjs [--minutes N] [--seed N] [--json FILE]`
// `--only ATTACK:SEED` repeats one trial.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { step } from './host/commands.mjs';
import { withProcesses } from './host/processes.mjs';
import { startSandbox } from './host/sandboxServer.mjs';
import { setUp } from './host/setup.mjs';

const readNumber = (text, name, least) => {
  const number = Number(text);
  if (Number.isFinite(number) && number >= least) return number;
  process.stderr.write(`--${name} wants a number from ${least} on\n`);
  process.exit(2);
};

async function main() {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '5' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      json: { type: 'string' },
      only: { type: 'string' },
    },
  });
  const minutes = readNumber(values.minutes, 'minutes', 0.1);
  const seed = readNumber(values.seed, 'seed', 0);
  const { only, json } = values;
  await setUp();
  const { ensureSandbox } = await import('./sandbox.mjs');
  const { buildTorture } = await import('./build.mjs');
  const programs = await step('Building the engine, the sandbox and the torture', async () => {
    await ensureSandbox();
    return buildTorture();
  });
  await withProcesses(async (processes) => {
    const dataFolder = mkdtempSync(path.join(tmpdir(), 'torture-sandbox-'));
    processes.onStop(() => rmSync(dataFolder, { recursive: true, force: true }));
    const sandbox = await startSandbox(processes, { port: 0, dataFolder, seed: 'none' });
    const { torture } = await import(pathToFileURL(programs.conductor).href);
    const { url: sandboxUrl } = sandbox;
    const { engine: engineProgram, clicks: clickProgram } = programs;
    const options = { minutes, seed, only, json, sandboxUrl, engineProgram, clickProgram };
    if (!(await torture(options))) process.exitCode = 1;
  });
}

await main();
