import type { Attack } from '../trial';

/** Two or three windows start the same campaign at once. */
export const twoEngines: Attack = {
  name: 'twoEngines',
  adds: 'doubleStarts',
  run: async (trial) => {
    await trial.prepare();
    await trial.engine({ until: 'planned' });
    const count = trial.between(2, 3);
    const engines = Array.from({ length: count }, () => trial.stage.engines.take());
    const orders = engines.map(() => trial.order({ until: trial.pick(['run', 'end']) }));
    const running = engines.map((engine, i) => engine.start(orders[i]!));
    for (const engine of running) {
      await trial.follow(engine);
    }
    trial.did('doubleStarts');
  },
};
