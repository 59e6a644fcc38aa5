// Makes the .vsix. `node scripts/package.mjs [--out FILE]`
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { localProgram, root, runNode, step } from './host/commands.mjs';
import { setUp } from './host/setup.mjs';

export const buildExtension = (kind) =>
  step(`Building the extension (${kind})`, () =>
    runNode([path.join(root, 'scripts', 'build.mjs'), kind]),
  );

/** Packs what is in dist/ now. Bundles hold every dependency, so none is packed beside them. */
export async function packVsix(file) {
  await runNode([
    localProgram('@vscode', 'vsce', 'vsce'),
    ...[
      'package',
      '--no-dependencies',
      '--allow-missing-repository',
      '--no-rewrite-relative-links',
      '--out',
      file,
    ],
  ]);
  return file;
}

async function main() {
  await setUp();
  const { values } = parseArgs({ options: { out: { type: 'string' } } });
  const file = path.resolve(values.out ?? path.join(root, 'clicksend-sms.vsix'));
  await buildExtension('production');
  await step('Packing', () => packVsix(file));
  process.stdout.write(`${file}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
