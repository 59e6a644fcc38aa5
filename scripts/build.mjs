// Bundles the extension, the sandbox and the tests. `node scripts/build.mjs [extension|tests|watch]`
import { build, context } from 'esbuild';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { joinChunks } from './joinChunks.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** CommonJS dependencies inside an ES module still call `require` for Node's own modules. */
const requireBanner = {
  js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
};

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  logLevel: 'warning',
  sourcemap: true,
};

/** Two builds: what VS Code loads, split so that heavy parts load when first used, and the sandbox alone. */
export function extensionBuilds({ minify = false } = {}) {
  const product = { ...common, minify, sourcemap: minify ? false : 'linked', metafile: true };
  return [
    {
      ...product,
      entryPoints: { extension: 'src/extension.ts' },
      outdir: 'dist',
      splitting: true,
      chunkNames: 'chunks/[name]-[hash]',
      external: ['vscode'],
      banner: requireBanner,
    },
    {
      ...product,
      entryPoints: { sandbox: 'src/sandbox/main.ts' },
      outdir: 'dist',
      banner: { js: `#!/usr/bin/env node\n${requireBanner.js}` },
    },
  ].filter(({ entryPoints }) =>
    Object.values(entryPoints).every((file) => existsSync(path.join(root, file))),
  );
}

/** Everything from node_modules stays outside test bundles; `vscode` must be dealt with or fail. */
const packagesOutside = {
  name: 'packages-outside',
  setup({ onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ path: source, kind }) =>
      kind === 'entry-point' || source === 'vscode' || path.isAbsolute(source)
        ? undefined
        : { path: source, external: true },
    );
  },
};

const findTests = (folder) => {
  const from = path.join(root, 'test', folder);
  return existsSync(from)
    ? readdirSync(from, { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.test.ts'))
        .map((file) => path.join('test', folder, file))
    : [];
};

const withFile = (file) => (existsSync(path.join(root, file)) ? [file] : []);

/** What drives a workbench, by itself, for scripts that are not tests. */
export const harnessBuild = () => ({
  ...common,
  sourcemap: 'inline',
  entryPoints: ['test/support/workbench/openWorkbench.ts'],
  outdir: 'out/harness',
  outExtension: { '.js': '.mjs' },
  plugins: [packagesOutside],
});

/** Units of platform and features run against a fake `vscode`; the pure layers must not see one. */
export function testBuilds() {
  const units = [...findTests('unit'), ...findTests('slow')];
  const needsHost = (file) => /^test.(unit|slow).(platform|features|extension)/.test(file);
  const tests = (entryPoints, extra = {}) => ({
    ...common,
    sourcemap: 'inline',
    entryPoints,
    outdir: 'out/test',
    outbase: 'test',
    outExtension: { '.js': '.mjs' },
    plugins: [packagesOutside],
    ...extra,
  });
  return [
    tests(units.filter((file) => !needsHost(file))),
    tests(units.filter(needsHost), {
      alias: { vscode: path.join(root, 'test/support/vscode.ts') },
    }),
    tests([...findTests('contract'), ...findTests('package')]),
    tests([...findTests('integration'), ...withFile('test/integration/index.ts')], {
      external: ['vscode'],
    }),
    // Shared chunks, so that all UI tests know one list of open windows.
    tests([...findTests('ui'), ...withFile('test/support/workbench/failurePictures.ts')], {
      splitting: true,
      chunkNames: 'ui/chunks/[name]-[hash]',
    }),
  ].filter(({ entryPoints }) => entryPoints.length > 0);
}

/** Under the engine of the torture lie a disk and a machine that can be struck. */
const struckMachine = {
  name: 'struck-machine',
  setup({ onResolve }) {
    const folder = path.join(root, 'test', 'torture', 'process');
    for (const [source, file] of [
      ['node:fs/promises', 'disk.ts'],
      ['node:os', 'machine.ts'],
    ]) {
      onResolve({ filter: new RegExp(`^${source}$`) }, ({ importer }) =>
        importer.startsWith(path.join(root, 'src')) ? { path: path.join(folder, file) } : undefined,
      );
    }
  },
};

/** The programs of the torture, each one file that starts fast. */
export async function buildTorture() {
  const outdir = path.join(root, 'out', 'torture');
  const program = async (name, entry, extra = {}) => {
    await build({
      ...common,
      entryPoints: { [name]: `test/torture/${entry}` },
      outdir,
      outExtension: { '.js': '.mjs' },
      banner: requireBanner,
      ...extra,
    });
    return path.join(outdir, `${name}.mjs`);
  };
  const vscode = path.join(root, 'test', 'torture', 'clicks', 'vscode.ts');
  const [conductor, engine, clicks] = await Promise.all([
    program('conductor', 'conductor.ts'),
    program('engine', 'process/engineProcess.ts', { plugins: [struckMachine] }),
    program('clicks', 'clicks/clickProcess.ts', { alias: { vscode }, logLevel: 'error' }),
  ]);
  return { conductor, engine, clicks };
}

/** Fills dist/, and notes what went into each file for those who measure it. */
async function buildProduct(isProduction) {
  rmSync(path.join(root, 'dist'), { recursive: true, force: true });
  const [extension, ...others] = extensionBuilds({ minify: isProduction });
  const results = await Promise.all([extension, ...others].map((options) => build(options)));
  let outputs = Object.assign({}, ...results.map(({ metafile }) => metafile.outputs));
  outputs = await joinChunks(root, outputs, extension);
  mkdirSync(path.join(root, 'out'), { recursive: true });
  writeFileSync(path.join(root, 'out', 'bundles.json'), JSON.stringify(outputs));
}

/** For watching: every rebuild ends with what VS Code loads. */
const joinAfterwards = (options) => ({
  name: 'join-afterwards',
  setup({ onEnd }) {
    onEnd(async ({ errors, metafile }) => {
      if (errors.length === 0) await joinChunks(root, metafile.outputs, options);
    });
  },
});

async function main(target = 'extension') {
  if (target === 'tests') {
    rmSync(path.join(root, 'out/test'), { recursive: true, force: true });
    await Promise.all(testBuilds().map((options) => build(options)));
  } else if (target === 'watch') {
    const [extension, ...others] = extensionBuilds();
    const joining = { ...extension, plugins: [joinAfterwards(extension)] };
    for (const options of [joining, ...others]) await (await context(options)).watch();
  } else {
    await buildProduct(target === 'production');
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv[2]);
