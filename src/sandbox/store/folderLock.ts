import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import path from 'node:path';
import * as v from 'valibot';
import { isProcessAlive } from '../../disk/process';

/** Another process works on the data folder. */
export class DataLocked extends Error {
  constructor(
    readonly folder: string,
    readonly pid: number,
    readonly port: number,
  ) {
    super(`${folder} is in use by the sandbox with process id ${pid} on port ${port}`);
  }
}

const ownerSchema = v.object({ pid: v.number(), port: v.number(), instance: v.string() });

type Owner = v.InferOutput<typeof ownerSchema>;

function readOwner(file: string): Owner | undefined {
  try {
    return v.parse(ownerSchema, JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

const patienceMs = 2000;

/**
 * Whether the sandbox that wrote the lock still runs. Its process id alone does not tell, because
 * ids are used again; it also answers on its port, even while it still reads its data.
 */
function isOwnerThere({ pid, port, instance }: Owner): Promise<boolean> {
  if (!isProcessAlive(pid)) {
    return Promise.resolve(false);
  }
  return new Promise((resolve) => {
    const request = get(
      { host: '127.0.0.1', port, path: '/_sandbox/health', agent: false, timeout: patienceMs },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('end', () => {
          resolve(text.includes(instance));
        });
      },
    );
    request.on('timeout', () => {
      // Alive, listening, and too busy to answer: not ours to take.
      resolve(true);
      request.destroy();
    });
    request.on('error', () => {
      resolve(false);
    });
  });
}

function tryTake(file: string, mine: string): boolean {
  try {
    writeFileSync(file, mine, { flag: 'wx' });
    return true;
  } catch {
    return false;
  }
}

/** Takes the folder for this process. Returns how to give it back. Rejects with `DataLocked`. */
export async function lockFolder(
  folder: string,
  port: number,
  instance: string,
): Promise<() => void> {
  const file = path.join(folder, 'lock');
  const mine = JSON.stringify({ pid: process.pid, port, instance });
  const release = (): void => {
    if (readOwner(file)?.instance === instance) {
      rmSync(file, { force: true });
    }
  };
  for (let attempt = 0; attempt < 5; attempt++) {
    if (tryTake(file, mine)) {
      return release;
    }
    const owner = readOwner(file);
    if (owner && (await isOwnerThere(owner))) {
      throw new DataLocked(folder, owner.pid, owner.port);
    }
    // Left behind by a crash. Moved aside first: had another process just taken it, we would see.
    const aside = `${file}.${randomUUID()}`;
    try {
      renameSync(file, aside);
    } catch {
      continue;
    }
    const moved = readOwner(aside);
    if (moved && moved.instance !== owner?.instance) {
      renameSync(aside, file);
    } else {
      rmSync(aside, { force: true });
    }
  }
  throw new DataLocked(folder, 0, 0);
}
