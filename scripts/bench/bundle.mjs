// Sizes of what is shipped, by what makes them load.
import { readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { root } from '../host/commands.mjs';
import { packVsix } from '../package.mjs';

export const bundleRecord = () =>
  JSON.parse(readFileSync(path.join(root, 'out', 'bundles.json'), 'utf8'));

/** A bundle and the chunks that it imports before its first line runs. */
export function loadedWith(record, entry, seen = new Set()) {
  if (seen.has(entry)) return seen;
  seen.add(entry);
  for (const { path: file, kind } of record[entry].imports) {
    if (kind === 'import-statement' && record[file]) loadedWith(record, file, seen);
  }
  return seen;
}

export async function benchBundle() {
  const record = bundleRecord();
  const kilobytes = (files) =>
    [...files].reduce((total, file) => total + record[file].bytes, 0) / 1000;
  const scripts = Object.keys(record).filter((file) => file.endsWith('.js'));
  const vsix = await packVsix(path.join(root, 'out', 'bench.vsix'));
  const packed = statSync(vsix).size / 1000;
  rmSync(vsix);
  return {
    'bundle.activation_kb': kilobytes(loadedWith(record, 'dist/extension.cjs')),
    'bundle.extension_kb': kilobytes(scripts.filter((file) => file !== 'dist/sandbox.js')),
    'bundle.sandbox_kb': kilobytes(['dist/sandbox.js']),
    'bundle.vsix_kb': packed,
  };
}
