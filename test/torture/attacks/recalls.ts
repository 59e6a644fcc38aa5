import { readSummary } from '../../../src/campaign/report/summary';
import type { RecallResult } from '../../../src/campaign/run/recall';
import { judgeArrivals, moneyPerUnit } from '../judge';
import { bodyFor } from '../trial';
import type { Attack, Trial } from '../trial';
import { someStrike } from './kills';

const recalled = 'end recalled ';

async function judgeRecall(trial: Trial, end: string): Promise<void> {
  const arrived = await trial.arrived();
  const sent = new Set(arrived.map(({ to }) => to));
  const people = trial.people.filter(({ to }) => sent.has(to));
  judgeArrivals(trial, people, arrived, bodyFor);
  const alive = arrived.filter(({ status }) => status !== 'Cancelled').length;
  const told = JSON.parse(end.slice(recalled.length)) as RecallResult;
  // What never arrived may stay unknown: history cannot show that.
  if (alive > 0 || told.cancelled !== arrived.length || told.gone + told.scheduled > 0) {
    const truth = `of ${arrived.length} ${alive} are still scheduled`;
    trial.found('mislabelled', `told was ${JSON.stringify(told)}, but ${truth}`);
  }
  const { summary } = await readSummary(trial.directory);
  const charged = trial.funds - (await trial.stage.sandbox.balance(trial.username));
  if (summary.spent !== Math.round(charged * moneyPerUnit)) {
    trial.found('billWrong', `charged ${charged}, summary ${summary.spent}`);
  }
}

/** A scheduled campaign is taken back, and the engine dies or is cut off meanwhile. */
export const recalls: Attack = {
  name: 'recalls',
  adds: 'kills',
  judgesItself: true,
  run: async (trial) => {
    await trial.prepare();
    const { sandbox } = trial.stage;
    const schedule = Math.floor(Date.now() / 1000) + 86_400;
    const kill = async (phase: 'send' | 'recall', nth: number): Promise<void> => {
      const strike = { ...someStrike(trial, 'kill'), phase, nth };
      const until = phase === 'send' ? 'run' : 'recalled';
      const end = await trial.engine({ schedule, until, strike });
      trial.did('kills', Number(end.startsWith('struck kill')));
    };
    await kill('send', trial.between(10, 40));
    if (trial.chance(0.5)) {
      await trial.engine({ schedule });
    }
    for (let left = trial.between(1, 2); left > 0; left--) {
      const kind = trial.pick(['reset', 'error', 'hang', 'truncatedBody', 'html']);
      const when = trial.pick(['before', 'after']);
      await sandbox.arm({ kind, when, path: '*cancel*', count: 1 });
      await kill('recall', trial.between(1, 12));
      trial.did('faults', await sandbox.disarm());
    }
    const end = await trial.engine({ schedule, until: 'recalled' });
    if (end.startsWith(recalled)) {
      await judgeRecall(trial, end);
    } else {
      trial.found('lost', `it cannot be taken back: ${end}`);
    }
  },
};
