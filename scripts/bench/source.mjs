// Modules of src/, built as they ship, for measuring them in plain Node.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { root } from '../host/commands.mjs';

/** The path of the bundle. `vscode` is not there, so only the pure layers can be built like this. */
export async function bundleSource(name, entry) {
  const outfile = path.join(root, 'out', 'bench', `${name}.mjs`);
  await build({
    absWorkingDir: root,
    ...entry,
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
  });
  return outfile;
}

/** The exports of one file. */
export async function buildSource(file) {
  const outfile = await bundleSource(file.replaceAll(/[^\w]+/g, '-'), { entryPoints: [file] });
  return import(pathToFileURL(outfile).href);
}
