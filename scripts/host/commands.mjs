// Other programs that the scripts run to their end.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** What still runs when this script has to end goes with it. */
const running = new Set();
process.on('exit', () => {
  for (const child of running) child.kill();
});

/** Runs `file` to its end; rejects with what it printed when it fails. `show` passes its output on. */
export function run(file, args, { show = false, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd: root,
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
      ...options,
    });
    running.add(child);
    child.once('exit', () => running.delete(child));
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) resolve(output);
      else {
        const ending = signal ? `ended by ${signal}` : `failed with code ${code}`;
        reject(new Error(`${path.basename(file)} ${args.join(' ')} ${ending}\n${output.trim()}`));
      }
    });
  });
}

export const runNode = (args, options) => run(process.execPath, args, options);

/** npm as the one that started us, else the one on PATH (a .cmd on Windows, which needs a shell). */
export function runNpm(args, options) {
  const cli = process.env.npm_execpath;
  return cli?.endsWith('.js')
    ? runNode([cli, ...args], options)
    : run('npm', args, { shell: process.platform === 'win32', ...options });
}

/** The script of a locally installed program, to be run by Node. */
export const localProgram = (...parts) => path.join(root, 'node_modules', ...parts);

/** Says what is going on while `work` takes its time, and how long it took. */
export async function step(label, work) {
  const start = Date.now();
  process.stdout.write(`- ${label}\n`);
  const result = await work();
  const seconds = (Date.now() - start) / 1000;
  if (seconds > 1) process.stdout.write(`  done in ${seconds.toFixed(1)} s\n`);
  return result;
}
