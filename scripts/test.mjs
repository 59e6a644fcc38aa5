// Runs the test suites. `node scripts/test.mjs [suite...] [--grep TITLE]`, all of them when none is named.
import { parseArgs } from 'node:util';
import { localProgram, runNode } from './host/commands.mjs';
import { Processes } from './host/processes.mjs';
import { setUp } from './host/setup.mjs';
import { Builds } from './suites/builds.mjs';

/** Checks have no tests to count: a failure is one, success none. */
const check =
  (...programs) =>
  async () => {
    let failed = 0;
    for (const [program, ...args] of programs) {
      await runNode([localProgram(...program), ...args], { show: true }).catch(() => failed++);
    }
    return { passed: 0, failed, skipped: 0 };
  };

const mochaSuite =
  (name, environment = () => ({ CLICKSEND_TERSE: '1' })) =>
  async ({ builds }) => {
    await builds.tests();
    const env = await environment(builds);
    const { runMochaSuite } = await import('./suites/mochaSuite.mjs');
    return runMochaSuite(name, { env });
  };

const suites = {
  typecheck: check([['typescript', 'bin', 'tsc']]),
  lint: check([
    ['eslint', 'bin', 'eslint.js'],
    ...['.', '--max-warnings', '0'],
    ...['--cache', '--cache-strategy', 'content', '--cache-location', 'out/eslint.json'],
  ]),
  format: check([
    ['prettier', 'bin', 'prettier.cjs'],
    ...['--check', '--log-level=warn', '--cache', '--cache-location', 'out/prettier.json', '.'],
  ]),
  // Circular imports, type imports included; files and exports that nobody uses.
  structure: check(
    [
      ['dependency-cruiser', 'bin', 'dependency-cruise.mjs'],
      ...['--config', '.dependency-cruiser.json', '--output-type', 'err', 'src'],
    ],
    [['knip', 'bin', 'knip.js'], '--include', 'files,exports,types,duplicates'],
  ),
  unit: mochaSuite('unit'),
  slow: mochaSuite('slow'),
  contract: mochaSuite('contract'),
  package: mochaSuite('package', async (builds) => ({ CLICKSEND_VSIX: await builds.vsix() })),
  integration: async ({ builds, processes }) => {
    await Promise.all([builds.tests(), builds.extension()]);
    const { runIntegrationSuite } = await import('./suites/integrationSuite.mjs');
    return runIntegrationSuite(processes);
  },
  ui: async ({ builds, processes }) => {
    await builds.tests();
    const vsix = await builds.vsix();
    const { runUiSuite } = await import('./suites/uiSuite.mjs');
    return runUiSuite(processes, vsix);
  },
};

let current = new Processes();

async function runSuite(name, builds) {
  process.stdout.write(`\n== ${name}\n`);
  const start = Date.now();
  current = new Processes();
  let counts;
  try {
    counts = await suites[name]({ builds, processes: current });
  } catch (error) {
    process.stderr.write(`${error.stack}\n`);
    counts = { passed: 0, failed: 1, skipped: 0, note: error.message };
  } finally {
    await current.stop();
  }
  return { name, ...counts, seconds: (Date.now() - start) / 1000 };
}

const columns = [12, 8, 8, 9, 10];
const row = (cells) =>
  cells.map((cell, i) => (i === 0 ? cell.padEnd(columns[i]) : cell.padStart(columns[i]))).join('');

function printResults(results) {
  process.stdout.write(`\n${row(['suite', 'passed', 'failed', 'skipped', 'seconds'])}\n`);
  for (const { name, passed, failed, skipped, seconds, note } of results) {
    const line = row([name, String(passed), String(failed), String(skipped), seconds.toFixed(1)]);
    process.stdout.write(note ? `${line}  ${note.split('\n')[0]}\n` : `${line}\n`);
  }
}

/** The one line that says how it went, over all suites. */
function closingLine(results) {
  const sum = (key) => results.reduce((total, counts) => total + counts[key], 0);
  const skipped = sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : '';
  return `${sum('passed')} passed, ${sum('failed')} failed${skipped}`;
}

async function main() {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { grep: { type: 'string' } },
  });
  if (values.grep) process.env.CLICKSEND_TEST_GREP = values.grep;
  const unknown = positionals.filter((name) => !(name in suites));
  if (unknown.length > 0) {
    process.stderr.write(`No such suite: ${unknown}. There are: ${Object.keys(suites)}\n`);
    process.exit(2);
  }
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ]) {
    process.on(signal, () => void current.stop().then(() => process.exit(code)));
  }
  await setUp();
  const builds = new Builds();
  const results = [];
  for (const name of positionals.length > 0 ? positionals : Object.keys(suites)) {
    results.push(await runSuite(name, builds));
  }
  printResults(results);
  process.stdout.write(`\n${closingLine(results)}\n`);
  process.exitCode = results.some(({ failed }) => failed > 0) ? 1 : 0;
}

await main();
