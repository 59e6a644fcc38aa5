import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { listZip } from '../support/zip';

const vsix = process.env['CLICKSEND_VSIX'] ?? '';
const kB = 1024;

/** vsce writes the first two and renames the next three. */
const allowed = [
  /^\[Content_Types\]\.xml$/,
  /^extension\.vsixmanifest$/,
  /^extension\/(readme\.md|changelog\.md|LICENSE\.txt)$/,
  /^extension\/package(\.nls(\.[a-z-]+)?)?\.json$/,
  /^extension\/dist\/(chunks\/)?[\w.-]+\.(c?js|css)$/,
  /^extension\/l10n\/[\w.-]+\.json$/,
  /^extension\/language\/[\w.-]+\.json$/,
  /^extension\/media\/[\w./-]+\.(svg|png|md|css|js)$/,
  /^extension\/docs\/pictures\/[\w.-]+\.png$/,
];

interface Manifest {
  readonly main: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly icon?: string;
  readonly contributes: unknown;
}

/** Files of the package that its manifest points at: "./dist/extension.cjs", "media/activity.svg". */
function filesNamed(manifest: Manifest): string[] {
  const found = [manifest.main, ...Object.values(manifest.bin)];
  if (manifest.icon !== undefined) {
    found.push(manifest.icon);
  }
  const walk = (value: unknown): void => {
    if (typeof value === 'string') {
      if (/^\.?\/?(media|language|dist)\/[\w./-]+\.\w+$/.test(value)) {
        found.push(value);
      }
    } else if (typeof value === 'object' && value !== null) {
      Object.values(value).forEach(walk);
    }
  };
  walk(manifest.contributes);
  return found.map((file) => file.replace(/^\.\//, ''));
}

describe('the package', () => {
  const entries = listZip(vsix);
  const names = new Set(entries.map(({ name }) => name));

  it('holds nothing but what a user needs', () => {
    const surplus = [...names].filter((name) => !allowed.some((pattern) => pattern.test(name)));
    assert.deepEqual(surplus, []);
  });

  it('holds every file that its manifest points at', () => {
    const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
    const missing = filesNamed(manifest).filter((file) => !names.has(`extension/${file}`));
    assert.deepEqual(missing, []);
  });

  it('holds the texts of the manifest, the licence and the change log', () => {
    for (const file of ['package.nls.json', 'LICENSE.txt', 'readme.md', 'changelog.md']) {
      assert.ok(names.has(`extension/${file}`), file);
    }
  });

  it('has the size of a small extension', () => {
    assert.ok(existsSync(vsix));
    const size = statSync(vsix).size;
    assert.ok(size < 1500 * kB, `${Math.round(size / kB)} kB packed`);
    const activation = entries.find(({ name }) => name === 'extension/dist/extension.cjs');
    assert.ok(activation && activation.size < 100 * kB, `${activation?.size} bytes at activation`);
  });
});
