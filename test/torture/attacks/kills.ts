import type { Strike } from '../process/order';
import type { Attack, Trial } from '../trial';

/** How many steps a phase has, more or less. */
const steps = { plan: 14, open: 12, settle: 6, send: 30, close: 8 } as const;

export function someStrike(trial: Trial, how: Strike['how']): Strike {
  const phase = trial.pick(['plan', 'open', 'settle', 'send', 'send', 'send', 'close'] as const);
  return {
    how,
    phase,
    nth: trial.between(1, steps[phase]),
    side: trial.pick(['before', 'half', 'after']),
  };
}

/** The engine dies while it plans, writes, asks, looks things up or lets go of the lock. */
export const kills: Attack = {
  name: 'kills',
  adds: 'kills',
  run: async (trial) => {
    await trial.prepare({ isShort: trial.chance(0.2) });
    for (let left = trial.between(3, 6); left > 0; left--) {
      // A request that is cut off leaves something to look up, and so to be killed at.
      if (trial.chance(0.3)) {
        const skip = trial.between(0, 3);
        const fault = { kind: 'reset', when: 'after', path: '/v3/sms/send', count: 1, skip };
        await trial.stage.sandbox.arm(fault);
      }
      const end = await trial.engine({ strike: someStrike(trial, 'kill') });
      trial.did('faults', await trial.stage.sandbox.disarm());
      trial.did('kills', Number(end.startsWith('struck kill')));
    }
  },
};
