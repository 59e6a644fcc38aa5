import type { Attack, Trial } from '../trial';

/** Why another process may think that the engine does not run any more, or here. */
function somewhereElse(trial: Trial): Readonly<Record<string, string>> {
  return trial.chance(0.5)
    ? { TORTURE_HOST: 'another-laptop' }
    : { TORTURE_PID: String(4_190_000 + trial.between(0, 4000)), TORTURE_CONTAINER: '4026530000' };
}

/**
 * An engine is suspended between its request record and its send, as by a laptop's lid; another one
 * takes over and finishes; then the first wakes up.
 */
export const takeovers: Attack = {
  name: 'takeovers',
  adds: 'takeovers',
  run: async (trial) => {
    await trial.prepare();
    const sleeper = trial.stage.engines.takeElsewhere(somewhereElse(trial));
    // Not between the last look at the lock and the send: nothing on this side of the API helps there.
    sleeper.start(
      trial.order({
        concurrency: 1,
        strike: {
          how: 'stop',
          phase: 'send',
          on: 'journal',
          nth: trial.between(1, 14),
          side: trial.pick(['before', 'after']),
        },
      }),
    );
    if (!(await sleeper.hears('struck stop'))) {
      await trial.follow(sleeper);
      return;
    }
    sleeper.stopWatching();
    const politely = await trial.engine();
    if (politely !== 'locked elsewhere') {
      trial.found('mislabelled', `a live campaign was taken for a dead one: ${politely}`);
    }
    await trial.engine({ takesOver: true, until: trial.pick(['run', 'end']) });
    trial.did('takeovers');
    sleeper.goOn();
    await trial.follow(sleeper);
  },
};
