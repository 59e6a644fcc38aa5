// What activation costs in fresh windows of a real VS Code, next to a built-in extension.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { root, run } from '../host/commands.mjs';
import { testSettings, writeSettings } from '../host/profile.mjs';
import { bundleRecord } from './bundle.mjs';
import { median } from './loadClient.mjs';

/** Many, for in one of three something else takes the core of the extension host for 10 ms or more. */
const windows = 15;
const codeHost = fileURLToPath(new URL('../host/codeHost.mjs', import.meta.url));
const probe = fileURLToPath(new URL('activationProbe.mjs', import.meta.url));

/** Loaded when first used, never by activation. */
const heavy = /node_modules\/(axios|libphonenumber-js|chrono-node)\//;

async function openFreshWindow() {
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'clicksend-activation-'));
  const result = path.join(scratch, 'result.json');
  try {
    const userData = path.join(scratch, 'user-data');
    writeSettings(userData, testSettings);
    await run(
      process.execPath,
      [
        codeHost,
        path.join(root, 'samples'),
        `--extensionDevelopmentPath=${root}`,
        `--extensionTestsPath=${probe}`,
        `--user-data-dir=${userData}`,
      ],
      {
        env: {
          ...process.env,
          CLICKSEND_BENCH_RESULT: result,
          CLICKSEND_HOST_BROWSER_YIELDS: '1',
        },
      },
    );
    return JSON.parse(readFileSync(result, 'utf8'));
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}

function checkNothingHeavy(loaded) {
  const record = bundleRecord();
  for (const file of loaded) {
    const inputs = Object.keys(record[file.replaceAll('\\', '/').replace(/^\//, '')]?.inputs ?? {});
    const found = inputs.find((input) => heavy.test(input));
    if (found) throw new Error(`activation loaded ${file}, which holds ${found}`);
  }
}

export async function benchActivation() {
  const runs = [];
  for (let i = 0; i < windows; i++) {
    const result = await openFreshWindow();
    checkNothingHeavy(result.loaded);
    runs.push(result);
  }
  const medianOf = (pick) => median(runs.map(pick));
  const ours = medianOf((result) => result.ours.load + result.ours.activate);
  const github = medianOf((result) => result.github.load + result.github.activate);
  return {
    'activation.median_ms': ours,
    'activation.vs_github': ours / github,
    'activation.load_ms': medianOf((result) => result.ours.load),
    'activation.activate_ms': medianOf((result) => result.ours.activate),
    'activation.github_ms': github,
    'activation.files_loaded': medianOf((result) => result.loaded.length),
  };
}
