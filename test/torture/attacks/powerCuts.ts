import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { PowerAccount } from '../process/power';
import type { Attack, Trial } from '../trial';
import { someStrike } from './kills';

const readIfThere = (file: string): Buffer | undefined =>
  existsSync(file) ? readFileSync(file) : undefined;

/** What may be left of bytes of which only some are known to have reached the disk. */
function whatIsLeft(trial: Trial, synced: Buffer, now: Buffer): Buffer {
  if (now.equals(synced)) {
    return now;
  }
  const isLonger = now.subarray(0, synced.length).equals(synced);
  const safe = isLonger ? synced.length : 0;
  const end = trial.between(safe, now.length);
  const cut = now.subarray(0, end);
  switch (trial.pick(['synced', 'now', 'cut', 'zeros', 'hole'] as const)) {
    case 'synced':
      return synced;
    case 'now':
      return now;
    case 'cut':
      return cut;
    case 'zeros':
      return Buffer.concat([cut, Buffer.alloc(now.length - end)]);
    case 'hole':
      return Buffer.concat([now.subarray(0, safe), Buffer.alloc(end - safe), now.subarray(end)]);
  }
}

/** Makes the folder look as it may after the cut. */
function losePower(trial: Trial, account: PowerAccount): void {
  const { directory } = trial;
  if (!account.isFolderSynced && trial.chance(0.3)) {
    trial.tell('the folder itself is lost');
    rmSync(directory, { recursive: true, force: true });
    return;
  }
  const asOf = (version: number): Buffer => Buffer.from(account.contents[version] ?? '', 'base64');
  const current = new Map(
    Object.entries(account.names).flatMap(([name, [now]]) => {
      const bytes = readIfThere(path.join(directory, name));
      return bytes ? [[now, bytes] as const] : [];
    }),
  );
  for (const [name, [now, synced]] of Object.entries(account.names)) {
    const version = now === synced || trial.chance(0.5) ? now : synced;
    const file = path.join(directory, name);
    if (version < 0) {
      rmSync(file, { force: true });
      continue;
    }
    const safe = asOf(version);
    const left = whatIsLeft(trial, safe, current.get(version) ?? safe);
    trial.tell(`${name}: ${safe.length} bytes safe, ${left.length} left`);
    writeFileSync(file, left);
  }
}

/** The power fails: what was not synced is gone, half there, or zeros. */
export const powerCuts: Attack = {
  name: 'powerCuts',
  adds: 'powerCuts',
  run: async (trial) => {
    await trial.prepare();
    for (let left = trial.between(1, 3); left > 0; left--) {
      const powerFile = path.join(trial.folder, 'power.json');
      const end = await trial.engine({ strike: someStrike(trial, 'powerCut'), powerFile });
      if (end.startsWith('struck powerCut')) {
        losePower(trial, JSON.parse(readFileSync(powerFile, 'utf8')) as PowerAccount);
        trial.aMinuteLater();
        trial.did('powerCuts');
      }
    }
  },
};
