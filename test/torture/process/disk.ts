/**
 * Stands in for `node:fs/promises` under the engine: every call that changes the disk is a step that
 * can be struck, the disk can be full, and what a power cut would leave is kept account of.
 */
import * as real from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { moments } from './moments';
import { power } from './power';

export * from 'node:fs/promises';

const nameOf = (file: unknown): string => path.basename(String(file));

function refuseWhenFull(): void {
  if (moments.isDiskFull) {
    throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
  }
}

/** As much of what a handle is asked to write as `share` says. */
function cutBytes(bytes: string | Uint8Array, from: number, share: number): Uint8Array {
  const all = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
  return all.subarray(from, from + Math.floor((all.length - from) * share));
}

async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    done += (await handle.write(bytes, done)).bytesWritten;
  }
}

function watched(handle: FileHandle, file: string): FileHandle {
  const name = nameOf(file);
  const tracked = power.track(file);
  const write = (bytes: string | Uint8Array, from = 0) => {
    let written = 0;
    const part = async (share: number) => {
      const cut = cutBytes(bytes, from + written, share);
      await writeAll(handle, cut);
      written += cut.length;
    };
    return moments.step(
      `write ${name}`,
      async () => {
        if (moments.isDiskFull) {
          await part(0.5);
        }
        refuseWhenFull();
        await part(1);
        return { bytesWritten: written, buffer: bytes };
      },
      () => part(0.5),
    );
  };
  const sync = (how: 'sync' | 'datasync') => () =>
    moments.step(`sync ${name}`, async () => {
      const isSynced = tracked?.beginSync();
      await handle[how]();
      isSynced?.();
    });
  const changed: Partial<Record<keyof FileHandle, unknown>> = {
    write,
    writeFile: (bytes: string | Uint8Array) => write(bytes).then(() => undefined),
    sync: sync('sync'),
    datasync: sync('datasync'),
  };
  return new Proxy(handle, {
    get: (target, key) => {
      const own = changed[key as keyof FileHandle];
      const value: unknown = own ?? Reflect.get(target, key, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

export async function open(file: string, flags = 'r', mode?: number): Promise<FileHandle> {
  if (flags === 'r') {
    return watched(await real.open(file, flags, mode), file);
  }
  return moments.step(`open ${nameOf(file)}`, async () => {
    refuseWhenFull();
    const handle = await real.open(file, flags, mode);
    return watched(handle, file);
  });
}

export async function writeFile(file: string, data: string | Uint8Array): Promise<void> {
  const handle = await open(file, 'w');
  try {
    await handle.writeFile(data);
  } finally {
    await handle.close();
  }
}

export const mkdir = (directory: string, options: { recursive: true; mode?: number }) =>
  moments.step(`mkdir ${nameOf(directory)}`, async () => {
    refuseWhenFull();
    return real.mkdir(directory, options);
  });

export const truncate = (file: string, length: number): Promise<void> =>
  moments.step(`truncate ${nameOf(file)}`, () => real.truncate(file, length));

export const rename = (from: string, to: string): Promise<void> =>
  moments.step(`rename ${nameOf(to)}`, async () => {
    await real.rename(from, to);
    power.rename(from, to);
  });

export const link = (from: string, to: string): Promise<void> =>
  moments.step(`link ${nameOf(to)}`, async () => {
    refuseWhenFull();
    await real.link(from, to);
    power.link(from, to);
  });

export const rm = (file: string, options?: { force?: boolean; recursive?: boolean }) =>
  moments.step(`rm ${nameOf(file)}`, async () => {
    await real.rm(file, options);
    power.remove(file);
  });

export const unlink = (file: string): Promise<void> => rm(file);

/** Which process numbers this one shares with others; an attack may move it into a container. */
export async function readlink(file: string): Promise<string> {
  const container = process.env['TORTURE_CONTAINER'];
  return container !== undefined && file.includes('/ns/pid')
    ? `pid:[${container}]`
    : real.readlink(file);
}
