// Looks at a feature in a real workbench, headless. `node scripts/look.mjs SCRIPT.mjs [--seed none]`
//
// SCRIPT.mjs exports `async (workbench) => {}` by default; `workbench` is test/support/workbench's.
// Screenshots land in out/screenshots/; one called `look-failed` is taken when the script throws.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { root, step } from './host/commands.mjs';
import { withProcesses } from './host/processes.mjs';
import { setUp } from './host/setup.mjs';

async function buildHarness() {
  const { build } = await import('esbuild');
  const { harnessBuild } = await import('./build.mjs');
  await build(harnessBuild());
  return import(pathToFileURL(path.join(root, 'out', 'harness', 'openWorkbench.mjs')).href);
}

async function look(processes, script, seed) {
  const { buildExtension, packVsix } = await import('./package.mjs');
  const { openStage } = await import('./host/stage.mjs');
  mkdirSync(path.join(root, 'out'), { recursive: true });
  await buildExtension('extension');
  const vsix = await packVsix(path.join(root, 'out', 'look.vsix'));
  const { openWorkbench } = await buildHarness();
  const stage = await step('Starting sandbox, VS Code and browser', () =>
    openStage(processes, { vsix, seed }),
  );
  process.env.CLICKSEND_STAGE = JSON.stringify(stage);
  const workbench = await step('Opening the window', () => openWorkbench());
  try {
    const { default: run } = await import(pathToFileURL(path.resolve(script)).href);
    await step(`Running ${script}`, () => run(workbench));
  } catch (error) {
    const picture = await workbench.screenshot('look-failed').catch(() => 'no picture');
    process.stderr.write(`${error.stack}\n${picture}\n`);
    process.exitCode = 1;
  } finally {
    await workbench.close();
  }
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: 'string', default: 'demo' } },
});
if (positionals.length !== 1) {
  process.stderr.write('usage: node scripts/look.mjs SCRIPT.mjs [--seed demo|none]\n');
  process.exit(2);
}
await setUp();
await withProcesses((processes) => look(processes, positionals[0], values.seed));
