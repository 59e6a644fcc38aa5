// Measures. `node scripts/bench.mjs [--only parts,activation] [--json FILE]`
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { step } from './host/commands.mjs';
import { setUp } from './host/setup.mjs';

/** Each area is one file in bench/ whose function returns figures by name. */
const areas = {
  activation: async () => (await import('./bench/activation.mjs')).benchActivation(),
  bundle: async () => (await import('./bench/bundle.mjs')).benchBundle(),
  campaign: async () => (await import('./bench/campaign.mjs')).benchCampaign(),
  diagnostics: async () => (await import('./bench/diagnostics.mjs')).benchDiagnostics(),
  parts: async () => (await import('./bench/parts.mjs')).benchParts(),
  sandbox: async () => (await import('./bench/sandbox.mjs')).benchSandbox(),
};

/** What a figure must reach: the promises we made. */
const limits = {
  'activation.median_ms': { most: 10 },
  'activation.vs_github': { most: 1 },
  'parts.per_second': { least: 1_000_000 },
  'parts.linear_10mb_vs_1mb': { most: 1.5 },
  'sandbox.send_vs_bare': { least: 0.6 },
  'sandbox.page_1m_vs_1k': { most: 3 },
  'campaign.vs_raw': { most: 1.5 },
  'campaign.memory_1m_vs_100k': { most: 1.5 },
  'diagnostics.keystroke_ms': { most: 16 },
};

const rounded = (value) =>
  value >= 100 ? Math.round(value) : Number(value.toPrecision(value >= 1 ? 3 : 2));

function verdict(name, value) {
  const { least, most } = limits[name] ?? {};
  if (least !== undefined) return `${value >= least ? 'ok  ' : 'MISS'} at least ${least}`;
  if (most !== undefined) return `${value <= most ? 'ok  ' : 'MISS'} at most ${most}`;
  return '';
}

function print(figures) {
  for (const [name, value] of Object.entries(figures)) {
    const shown = rounded(value).toLocaleString('en');
    process.stdout.write(`  ${name.padEnd(36)}${shown.padStart(14)}  ${verdict(name, value)}\n`);
  }
}

async function main() {
  const { values } = parseArgs({
    options: { only: { type: 'string' }, json: { type: 'string' } },
  });
  const chosen = values.only?.split(',') ?? Object.keys(areas);
  const unknown = chosen.filter((name) => !(name in areas));
  if (unknown.length > 0) {
    process.stderr.write(`No such area: ${unknown}. There are: ${Object.keys(areas)}\n`);
    process.exit(2);
  }
  await setUp();
  const { buildExtension } = await import('./package.mjs');
  await buildExtension('production');
  const figures = {};
  for (const name of chosen) {
    const found = await step(`Measuring ${name}`, areas[name]);
    print(found);
    Object.assign(figures, found);
  }
  if (values.json) writeFileSync(values.json, `${JSON.stringify(figures, undefined, 2)}\n`);
}

await main();
