// Desktop VS Code, where the machine has one that can show a window.
import { existsSync, readFileSync } from 'node:fs';
import { once } from 'node:events';
import path from 'node:path';
import { run } from './commands.mjs';

const isWindows = process.platform === 'win32';

export const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);

/**
 * The path of `code`, or undefined. Inside a remote window `code` is another program, which only
 * talks to the window it was started from.
 */
export function findDesktopCode() {
  if (!hasDisplay() || process.env.VSCODE_IPC_HOOK_CLI) return undefined;
  return (process.env.PATH ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, isWindows ? 'code.cmd' : 'code'))
    .find((file) => existsSync(file));
}

/** `code` hands over to the application and leaves; the application notes its process here. */
function endApplication(userData) {
  const file = path.join(userData, 'code.lock');
  const pid = existsSync(file) ? Number(readFileSync(file, 'utf8').trim()) : 0;
  if (!(pid > 1)) return undefined;
  if (isWindows) return run('taskkill', ['/pid', String(pid), '/T', '/F']).catch(() => {});
  try {
    process.kill(pid, 'SIGTERM');
  } catch {
    // The window was closed by hand.
  }
  return undefined;
}

/** Opens a window in a profile of its own; resolves when the window is closed. */
export async function openDesktop(processes, { code, extension, userData, extensions, folder }) {
  const options = [
    `--extensionDevelopmentPath=${extension}`,
    ...['--user-data-dir', userData, '--extensions-dir', extensions],
    ...['--new-window', '--wait', '--disable-workspace-trust'],
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ];
  const quoted = isWindows ? [...options, folder].map((text) => `"${text}"`) : [...options, folder];
  const child = processes.start(isWindows ? `"${code}"` : code, quoted, {
    shell: isWindows,
    stdio: 'ignore',
  });
  processes.onStop(() => endApplication(userData));
  await once(child, 'exit');
}
