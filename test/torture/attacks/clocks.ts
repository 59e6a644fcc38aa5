import type { Attack, Trial } from '../trial';

const day = 86_400_000;

function someMoment(trial: Trial) {
  return trial.chance(0.6)
    ? { on: 'wait', nth: trial.between(1, 2) }
    : { phase: 'send' as const, nth: trial.between(1, 20) };
}

/** The clock is set while the engine runs, best of all while it waits as it was told to. */
export const clocks: Attack = {
  name: 'clocks',
  adds: 'faults',
  run: async (trial) => {
    await trial.prepare();
    const { sandbox } = trial.stage;
    const ms = trial.pick([-day, 40 * day, -40 * day, -3_600_000, day]);
    const path = '/v3/sms/send';
    const skip = trial.between(0, 3);
    await sandbox.arm(
      trial.chance(0.7)
        ? { kind: 'rateLimit', retryAfter: trial.pick([1, 5, 60]), path, count: 1, skip }
        : { kind: 'reset', when: trial.pick(['before', 'after']), path, count: 1, skip },
    );
    const side = trial.pick(['before', 'after'] as const);
    await trial.engine({ strike: { how: 'clock', ms, side, ...someMoment(trial) } });
    trial.did('faults', 1 + (await sandbox.disarm()));
  },
};
