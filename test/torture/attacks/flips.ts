import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readResults } from '../../../src/campaign/report/results';
import type { ResultRow } from '../../../src/campaign/report/results';
import { readSummary } from '../../../src/campaign/report/summary';
import { readCampaign } from '../../../src/campaign/run/book';
import { MessageState } from '../../../src/campaign/run/ledger';
import { campaignFiles } from '../../../src/campaign/store/directory';
import { judge } from '../judge';
import type { Attack, Trial } from '../trial';
import { someStrike } from './kills';

/** So many damages to the files of one campaign, and so many of them with everything that follows. */
const perTrial = 250;
const playedOut = 2;

const send = '/v3/sms/send';

const digits = /\d/u;

type Way = 'bit' | 'digit' | 'newline' | 'gone' | 'cut';
const changes: readonly Way[] = ['bit', 'bit', 'digit', 'digit', 'newline', 'gone'];
const everyWay: readonly Way[] = [...changes, 'cut'];

/** Spoils one place of a file, as a bad disk or a careless hand does. */
function spoil(
  trial: Trial,
  bytes: Buffer,
  ways: readonly Way[],
): { readonly spoilt: Buffer; readonly how: string } {
  const at = trial.between(0, bytes.length - 1);
  const kind = trial.pick(ways);
  const spoilt = Buffer.from(bytes);
  switch (kind) {
    case 'bit':
      spoilt[at]! ^= 1 << trial.between(0, 7);
      return { spoilt, how: `bit of byte ${at}` };
    case 'digit': {
      let place = at;
      while (!digits.test(String.fromCharCode(spoilt[place]!))) {
        place = (place + 1) % spoilt.length;
      }
      const other = (spoilt[place]! - 48 + trial.between(1, 9)) % 10;
      spoilt[place] = 48 + other;
      return { spoilt, how: `digit at ${place} is ${other}` };
    }
    case 'newline': {
      const line = bytes.indexOf(10, at);
      spoilt[line < 0 ? at : line] = 32;
      return { spoilt, how: `newline after ${at} is a space` };
    }
    case 'cut':
      return { spoilt: spoilt.subarray(0, at), how: `cut to ${at}` };
    case 'gone':
      return {
        spoilt: Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]),
        how: `byte ${at} is gone`,
      };
  }
}

interface Told {
  readonly rows: readonly ResultRow[];
  readonly attempts: readonly number[];
  readonly spent: number;
}

async function tell(directory: string): Promise<Told> {
  const copy = await readCampaign(directory);
  const rows: ResultRow[] = [];
  for await (const some of readResults(copy)) {
    rows.push(...some);
  }
  const attempts = rows.map(({ index }) => copy.ledger.attempt(index));
  return { rows, attempts, spent: (await readSummary(directory)).summary.spent };
}

/** Nobody sends these by himself: they are looked up, and if need be asked about. */
const isOpen = (state: MessageState): boolean =>
  state === MessageState.unsure || state === MessageState.absent;

/** A spoilt campaign may know less than the whole one, but nothing else. */
function compare(trial: Trial, how: string, whole: Told, spoilt: Told): void {
  let known = 0;
  for (const [i, truth] of whole.rows.entries()) {
    const row = spoilt.rows[i];
    if (row?.state === MessageState.accepted) {
      known += row.price ?? 0;
    }
    if (row?.to !== truth.to) {
      trial.found('mislabelled', `${how}: ${truth.to} became ${row?.to}`);
    } else if (row.state !== truth.state && !isOpen(row.state)) {
      const isSentAgain = row.state === MessageState.waiting;
      const isLost = truth.state === MessageState.waiting;
      const kind = isSentAgain ? 'twice' : isLost ? 'lost' : 'mislabelled';
      trial.found(kind, `${how}: ${row.to} went from state ${truth.state} to ${row.state}`);
    } else if (row.state === truth.state && row.messageId !== truth.messageId) {
      trial.found('mislabelled', `${how}: ${row.to} is ${row.messageId}, not ${truth.messageId}`);
    } else if (row.state === MessageState.accepted && row.price !== truth.price) {
      trial.found('billWrong', `${how}: ${row.to} costs ${row.price}, not ${truth.price}`);
    }
  }
  if (spoilt.spent !== known && spoilt.spent !== whole.spent) {
    trial.found('billWrong', `${how}: spent is ${spoilt.spent}, not ${whole.spent}`);
  }
}

/** Bytes of the journal, the messages and the plan are changed, cut off and lost. */
export const flips: Attack = {
  name: 'flips',
  adds: 'flips',
  judgesItself: true,
  run: async (trial) => {
    await trial.prepare({ isShort: trial.chance(0.3) });
    // Something of everything in the journal, and mostly not the end of it.
    await trial.stage.sandbox.arm({ kind: 'reset', when: 'after', path: send, count: 1 });
    await trial.engine({ strike: { ...someStrike(trial, 'kill'), phase: 'send' } });
    await trial.stage.sandbox.disarm();
    // That a journal is too short shows when its length was kept, namely by whoever closed it.
    const isClosed = trial.chance(0.7);
    if (isClosed) {
      await trial.stage.sandbox.arm({ kind: 'error', status: 401, path: send, count: 1, skip: 1 });
      await trial.engine();
      await trial.stage.sandbox.disarm();
    }
    const ways: readonly Way[] = isClosed ? everyWay : changes;
    const spoiltFolder = path.join(trial.folder, 'spoilt', path.basename(trial.directory));
    await cp(trial.directory, spoiltFolder, { recursive: true });
    const whole = await tell(trial.directory);
    const files = campaignFiles(trial.directory);
    const spoiltFiles = campaignFiles(spoiltFolder);
    for (let flip = 0; flip < perTrial && !trial.stage.isOver(); flip++) {
      const name = trial.pick(['journal', 'journal', 'journal', 'messages', 'plan'] as const);
      const bytes = await readFile(files[name]);
      const { spoilt, how } = spoil(trial, bytes, name === 'journal' ? ways : everyWay);
      await writeFile(spoiltFiles[name], spoilt);
      trial.did('flips');
      const told = await tell(spoiltFolder).catch((error: unknown) => String(error));
      if (typeof told !== 'string') {
        compare(trial, `${name}, ${how}`, whole, told);
      }
      await writeFile(spoiltFiles[name], bytes);
    }
    for (let left = playedOut; left > 0; left--) {
      await writeFile(files.journal, spoil(trial, await readFile(files.journal), ways).spoilt);
    }
    await trial.finish();
    await judge(trial);
  },
};
