// The long-running programs a script starts, and their end: when the script ends, none may stay.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';

const isWindows = process.platform === 'win32';
const patienceMs = 5000;

/** Signals a whole process group, so that what a program started itself goes with it. */
function signalGroup(child, signal) {
  if (child.pid === undefined) return;
  if (isWindows) {
    spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

const hasEnded = (child) => child.exitCode !== null || child.signalCode !== null;

async function end(child) {
  if (!hasEnded(child) && child.pid !== undefined) {
    const ended = once(child, 'exit');
    const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), patienceMs);
    signalGroup(child, 'SIGTERM');
    await ended;
    clearTimeout(timer);
  }
  signalGroup(child, 'SIGKILL');
}

/** Programs and closers in the order they were started; `stop` ends them in the opposite order. */
export class Processes {
  #closers = [];
  #stopped;
  #isInterrupted = false;

  /** Starts a program in a process group of its own: Ctrl-C reaches this script alone. */
  start(file, args, options = {}) {
    if (this.#stopped) throw new Error('These processes are being stopped.');
    const child = spawn(file, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: !isWindows,
      windowsHide: true,
      ...options,
    });
    child.on('error', () => {});
    this.onStop(() => end(child));
    return child;
  }

  /** Whether a signal is ending this script: what fails from then on is no news. */
  get isInterrupted() {
    return this.#isInterrupted;
  }

  onStop(close) {
    this.#closers.push(close);
  }

  stop() {
    this.#stopped ??= (async () => {
      while (this.#closers.length > 0) {
        try {
          await this.#closers.pop()();
        } catch (error) {
          process.stderr.write(`While ending: ${error.message}\n`);
        }
      }
    })();
    return this.#stopped;
  }

  /** Ends everything on Ctrl-C and its kin, then this script with the code a shell expects. */
  stopOnSignals() {
    for (const [signal, number] of [
      ['SIGINT', 2],
      ['SIGTERM', 15],
      ['SIGHUP', 1],
    ]) {
      process.on(signal, () => {
        this.#isInterrupted = true;
        void this.stop().then(() => process.exit(128 + number));
      });
    }
  }
}

/** Runs `work` with processes that are gone when it ends, however it ends. */
export async function withProcesses(work) {
  const processes = new Processes();
  processes.stopOnSignals();
  try {
    return await work(processes);
  } catch (error) {
    if (processes.isInterrupted) await new Promise(() => {});
    throw error;
  } finally {
    await processes.stop();
  }
}

/** The first match of `pattern` in what a program prints; rejects with its output when it ends first. */
export function waitForOutput(child, pattern, name) {
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (chunk) => {
      output += chunk;
      const match = pattern.exec(output);
      if (match) resolve(match);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new Error(`${name} ended with code ${code} before it was ready:\n${output.trim()}`)),
    );
  });
}
