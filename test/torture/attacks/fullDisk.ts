import type { Attack } from '../trial';
import { someStrike } from './kills';

/** From one step on nothing can be written any more; then there is room again. */
export const fullDisk: Attack = {
  name: 'fullDisk',
  adds: 'faults',
  run: async (trial) => {
    await trial.prepare();
    for (let left = 2; left > 0; left--) {
      const end = await trial.engine({ strike: someStrike(trial, 'fullDisk') });
      trial.did('faults', Number(!end.startsWith('hang')));
      trial.aMinuteLater();
    }
  },
};
