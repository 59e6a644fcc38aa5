// Joins what activation loads into one file. esbuild puts whatever the extension's entry shares with a
// lazily loaded chunk into files of their own, and each costs the extension host a turn of its loader.
import { build } from 'esbuild';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';

const entry = 'dist/extension.js';

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
 * Rewrites dist/extension.js to hold its shared chunks, and these to hand on what it exports, so that a
 * lazily loaded chunk still meets the same classes. Returns the outputs as they are now.
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
    entryPoints: undefined,
    stdin: { contents, resolveDir: root, sourcefile: 'joined' },
    outfile: path.join(root, entry),
    outdir: undefined,
    splitting: false,
    chunkNames: undefined,
    banner: undefined,
    write: false,
    allowOverwrite: true,
    plugins: [lazyOutside(root)],
  });
  await writeFile(path.join(root, entry), outputFiles[0].contents);
  const joined = { ...metafile.outputs[entry], inputs: { ...outputs[entry].inputs } };
  const result = { ...outputs, [entry]: joined };
  for (const [index, chunk] of chunks.entries()) {
    Object.assign(joined.inputs, outputs[chunk].inputs);
    const list = names[index].map(({ name, joined: inEntry }) => `${inEntry} as ${name}`);
    const text = `export { ${list.join(', ')} } from '../extension.js';\n`;
    await writeFile(path.join(root, chunk), text);
    const imports = [{ path: entry, kind: 'import-statement' }];
    result[chunk] = { ...outputs[chunk], bytes: Buffer.byteLength(text), inputs: {}, imports };
  }
  return result;
}
