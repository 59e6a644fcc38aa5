// `npm run sandbox -- --port N --data DIR`: builds the sandbox when its source is newer, and runs it.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const built = path.join(root, 'dist', 'sandbox.js');

const newestIn = (folder) =>
  Math.max(
    ...readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => statSync(path.join(entry.parentPath, entry.name)).mtimeMs),
  );

const isFresh = () =>
  existsSync(built) &&
  statSync(built).mtimeMs > Math.max(newestIn('src/sandbox'), newestIn('src/sms'));

/** Builds dist/sandbox.js if it is missing or older than what it is made from. Leaves the rest. */
export async function ensureSandbox() {
  if (isFresh()) return built;
  const { build } = await import('esbuild');
  const { extensionBuilds } = await import('./build.mjs');
  const options = extensionBuilds().find(({ entryPoints }) => 'sandbox' in entryPoints);
  await build(options);
  return built;
}

async function main() {
  if (!existsSync(path.join(root, 'node_modules', 'esbuild'))) {
    console.error('Run `npm ci` first: the sandbox is built from source.');
    process.exitCode = 1;
    return;
  }
  const program = await ensureSandbox();
  const child = spawn(process.execPath, [program, ...process.argv.slice(2)], { stdio: 'inherit' });
  // A terminal sends Ctrl-C to both; whoever ends only this script means the sandbox too.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1);
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
