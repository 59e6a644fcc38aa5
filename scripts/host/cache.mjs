// What the scripts install lives in the user's cache folder, shared by all checkouts.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

function cacheRoot() {
  if (process.env.CLICKSEND_SMS_CACHE) return path.resolve(process.env.CLICKSEND_SMS_CACHE);
  const home = os.homedir();
  const base =
    process.platform === 'darwin'
      ? path.join(home, 'Library', 'Caches')
      : process.platform === 'win32'
        ? (process.env.LOCALAPPDATA ?? path.join(home, 'AppData', 'Local'))
        : (process.env.XDG_CACHE_HOME ?? path.join(home, '.cache'));
  return path.join(base, 'clicksend-sms');
}

export const cachePath = (...parts) => path.join(cacheRoot(), ...parts);

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** A killed install leaves its unfinished folder behind; whoever installs next clears it. */
function clearUnfinished(folder) {
  for (const entry of existsSync(folder) ? readdirSync(folder) : []) {
    const pid = Number(/\.unfinished-(\d+)$/.exec(entry)?.[1]);
    if (pid && !isRunning(pid)) rmSync(path.join(folder, entry), { recursive: true, force: true });
  }
}

/**
 * The folder `name` of the cache, filled by `install(folder)` when it is not there yet. The name holds
 * every version that matters. The folder appears by one rename, so it is whole or absent; of two
 * installs at once the first to finish wins and the other's work is thrown away.
 */
export async function installOnce(name, install) {
  const target = cachePath(name);
  if (existsSync(target)) return target;
  const parent = path.dirname(target);
  mkdirSync(parent, { recursive: true });
  clearUnfinished(parent);
  const unfinished = `${target}.unfinished-${process.pid}`;
  try {
    mkdirSync(unfinished);
    await install(unfinished);
    renameSync(unfinished, target);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
  return target;
}
