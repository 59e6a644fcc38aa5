import { execFile } from 'node:child_process';
import { readFile, readlink } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

async function onLinux(pid: number): Promise<string> {
  const [stat, boot] = await Promise.all([
    readFile(`/proc/${pid}/stat`, 'utf8'),
    readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
  ]);
  // The name in parentheses may hold spaces; the start time is the 20th field behind it.
  const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  return `${boot.trim()} ${ticks}`;
}

async function onMac(pid: number): Promise<string> {
  const { stdout } = await run('/bin/ps', ['-o', 'lstart=', '-p', String(pid)]);
  return stdout.trim();
}

async function onWindows(pid: number): Promise<string> {
  const script = `(Get-Process -Id ${pid}).StartTime.ToFileTimeUtc()`;
  const { stdout } = await run('powershell.exe', ['-NoProfile', '-Command', script]);
  return stdout.trim();
}

/**
 * When a process started, in words that only that process has: the system gives the ids of dead
 * processes to new ones. Undefined when the system does not tell.
 */
export async function processStart(pid: number): Promise<string | undefined> {
  try {
    const { platform } = process;
    if (platform === 'linux') {
      return await onLinux(pid);
    }
    if (platform === 'darwin') {
      return (await onMac(pid)) || undefined;
    }
    if (platform === 'win32') {
      return (await onWindows(pid)) || undefined;
    }
  } catch {
    return undefined;
  }
  return undefined;
}

/**
 * The name of the set of processes among which ids are unique: containers of one machine number
 * theirs anew. Undefined where there is but one.
 */
export async function processNamespace(): Promise<string | undefined> {
  return process.platform === 'linux'
    ? readlink('/proc/self/ns/pid').catch(() => undefined)
    : undefined;
}

/** Whether a process has the id, our own or somebody else's. */
export function isProcessAlive(pid: number): boolean {
  // 0 and negative numbers name groups.
  if (!Number.isInteger(pid) || pid <= 0) {
    return false;
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}
