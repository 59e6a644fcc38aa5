// A module of src/, built as it ships, for measuring it in plain Node.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { root } from '../host/commands.mjs';

/** Its exports. `vscode` is not there, so only the pure layers can be built like this. */
export async function buildSource(file) {
  const outfile = path.join(root, 'out', 'bench', `${file.replaceAll(/[^\w]+/g, '-')}.mjs`);
  await build({
    absWorkingDir: root,
    entryPoints: [file],
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
  return import(pathToFileURL(outfile).href);
}
