// Joins what activation loads into one CommonJS file. esbuild puts whatever the extension's entry shares
// with a lazily loaded chunk into files of their own, and each costs the extension host a turn of its
// loader; an ES module costs it one more, in which other extensions' work comes first.
import { build } from 'esbuild';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

const entry = 'dist/extension.js';
const joinedEntry = 'dist/extension.cjs';

/** The shared chunks that load with the entry. */
function sharedChunks(outputs) {
  const found = new Set();
  const visit = (file) => {
    for (const { path: imported, kind } of outputs[file].imports) {
      if (kind !== 'import-statement' || !outputs[imported] || found.has(imported)) continue;
      found.add(imported);
      visit(imported);
    }
  };
  visit(entry);
  return [...found];
}

/** Lazily loaded chunks stay files of their own, addressed from the joined file. */
const lazyOutside = (root) => ({
  name: 'lazy-outside',
  setup({ onResolve }) {
    onResolve({ filter: /^\./ }, ({ path: source, kind, resolveDir }) => {
      if (kind !== 'dynamic-import') return undefined;
      const file = path.relative(path.join(root, 'dist'), path.resolve(resolveDir, source));
      return { path: `./${file.replaceAll('\\', '/')}`, external: true };
    });
  },
});

/**
 * The chunks hold an import of `vscode` for each source file. In CommonJS esbuild would copy the whole
 * API for each of them; one `require` serves all.
 */
const oneVscode = (banner) => ({
  name: 'one-vscode',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]dist[\\/].*\.js$/ }, async ({ path: file }) => {
      const contents = (await readFile(file, 'utf8'))
        .replace(banner, '')
        .replace(/\bimport\s*\*\s*as\s+([\w$]+)\s+from\s*["']vscode["'];?/g, 'const $1=__vscode;');
      if (/\bfrom\s*["']vscode["']/.test(contents)) {
        throw new Error(`${file} imports vscode in a form that the build does not know`);
      }
      return { contents, loader: 'js', resolveDir: path.dirname(file) };
    });
  },
});

/**
 * Writes dist/extension.cjs with the entry and its shared chunks, and lets these hand on what it exports,
 * so that a lazily loaded chunk still meets the same classes. Returns the outputs as they are now.
 */
export async function joinChunks(root, outputs, options) {
  const chunks = sharedChunks(outputs);
  const names = chunks.map((chunk, index) =>
    outputs[chunk].exports.map((name) => ({ name, joined: `_${index}_${name}` })),
  );
  const contents = [
    `export * from './${entry}';`,
    ...chunks.map((chunk, index) => {
      const list = names[index].map(({ name, joined }) => `${name} as ${joined}`);
      return `export { ${list.join(', ')} } from './${chunk}';`;
    }),
  ].join('\n');
  const { metafile, outputFiles } = await build({
    ...options,
    format: 'cjs',
    entryPoints: undefined,
    stdin: { contents, resolveDir: root, sourcefile: 'joined' },
    outfile: path.join(root, joinedEntry),
    outdir: undefined,
    splitting: false,
    chunkNames: undefined,
    banner: { js: 'const __vscode = require("vscode");' },
    write: false,
    plugins: [lazyOutside(root), oneVscode(options.banner.js)],
  });
  for (const file of outputFiles) await writeFile(file.path, file.contents);
  await rm(path.join(root, entry));
  await rm(path.join(root, `${entry}.map`), { force: true });

  const { [entry]: divided, ...result } = outputs;
  const joined = { ...metafile.outputs[joinedEntry], inputs: { ...divided.inputs } };
  result[joinedEntry] = joined;
  for (const [index, chunk] of chunks.entries()) {
    Object.assign(joined.inputs, outputs[chunk].inputs);
    const list = names[index].map(({ name, joined: inEntry }) => `${inEntry} as ${name}`);
    const text = `export { ${list.join(', ')} } from '../extension.cjs';\n`;
    await writeFile(path.join(root, chunk), text);
    await rm(path.join(root, `${chunk}.map`), { force: true });
    const imports = [{ path: joinedEntry, kind: 'import-statement' }];
    result[chunk] = { ...outputs[chunk], bytes: Buffer.byteLength(text), inputs: {}, imports };
  }
  return result;
}
