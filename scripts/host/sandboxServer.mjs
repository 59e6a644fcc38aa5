// The built sandbox, standing alone, as a backend for a workbench or a test run.
import path from 'node:path';
import { root } from './commands.mjs';
import { waitForOutput } from './processes.mjs';

async function listen(processes, { port, dataFolder, seed }) {
  const child = processes.start(process.execPath, [
    path.join(root, 'dist', 'sandbox.js'),
    ...['--port', String(port), '--data', dataFolder, '--seed', seed, '--json'],
  ]);
  const [line] = await waitForOutput(child, /^\{"event":"listening".*\}$/m, 'The sandbox');
  const { url, port: actualPort } = JSON.parse(line);
  return { url, port: actualPort, child };
}

/**
 * Starts dist/sandbox.js on loopback, on `port` or, when that is taken, a free one; resolves when it
 * answers. `seed` is `demo` or `none`.
 */
export async function startSandbox(processes, options) {
  try {
    return await listen(processes, options);
  } catch (error) {
    if (options.port === 0) throw error;
    return listen(processes, { ...options, port: 0 });
  }
}
