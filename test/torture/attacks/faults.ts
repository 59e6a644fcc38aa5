import { faultKinds } from '../../../src/sandbox/faults';
import type { Attack, Trial } from '../trial';

/** Longer than the engine's client waits for an answer. */
const tooLongMs = 900;

/** A refusal means that nothing was done; a server that lies about that is beyond help. */
const refusals = [400, 401, 403, 404, 429];
const failures = [408, 500, 502, 503, 504];

function someFault(trial: Trial): Readonly<Record<string, unknown>> {
  const kind = trial.pick(faultKinds);
  const isLong = trial.chance(0.2);
  const when = kind === 'rateLimit' ? 'before' : trial.pick(['before', 'after'] as const);
  return {
    kind,
    path: trial.pick(['/v3/sms/send', '/v3/sms/send', '/v3/sms/send', '/v3/sms/history']),
    count: trial.between(1, 2),
    skip: trial.between(0, 3),
    ...(trial.chance(0.6) && { when }),
    ...(['error', 'html'].includes(kind) && {
      status: trial.pick(when === 'before' ? [...refusals, ...failures] : failures),
    }),
    ...(kind === 'rateLimit' && { retryAfter: trial.pick([0, 1, 20, 60]) }),
    ...(['latency', 'slowBody'].includes(kind) && { ms: isLong ? tooLongMs : 10 }),
  };
}

/** The server fails in every way the sandbox knows, before and after a request took effect. */
export const faults: Attack = {
  name: 'faults',
  adds: 'faults',
  run: async (trial) => {
    await trial.prepare({ isShort: trial.chance(0.2) });
    for (let left = 2; left > 0; left--) {
      for (let armed = trial.between(1, 3); armed > 0; armed--) {
        const fault = someFault(trial);
        trial.tell(`fault ${JSON.stringify(fault)}`);
        await trial.stage.sandbox.arm(fault);
      }
      await trial.engine({ until: 'run' });
      trial.did('faults', await trial.stage.sandbox.disarm());
    }
  },
};
