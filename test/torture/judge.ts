import { readResults } from '../../src/campaign/report/results';
import type { ResultRow } from '../../src/campaign/report/results';
import { readSummary } from '../../src/campaign/report/summary';
import { readCampaign } from '../../src/campaign/run/book';
import { MessageState } from '../../src/campaign/run/ledger';
import type { Arrived } from './sandbox';
import { bodyFor } from './trial';
import type { Person, Trial } from './trial';

/** Money is counted in ten-thousandths. */
export const moneyPerUnit = 10_000;

const nameOfState = (state: MessageState): string =>
  Object.entries(MessageState).find(([, each]) => each === state)?.[0] ?? String(state);

/** Who got what, held against who should. */
export function judgeArrivals(
  trial: Trial,
  people: readonly Person[],
  arrived: readonly Arrived[],
  text: (person: Person) => string,
): ReadonlyMap<string, Arrived> {
  const byNumber = new Map<string, Arrived>();
  for (const message of arrived) {
    if (byNumber.has(message.to)) {
      trial.found('twice', `${message.to}: ${message.custom_string}`);
    }
    byNumber.set(message.to, message);
  }
  for (const person of people) {
    const message = byNumber.get(person.to);
    if (!message && !person.isRefused) {
      trial.found('lost', person.to);
    } else if (message && message.body !== text(person)) {
      trial.found('mislabelled', `${person.to} got "${message.body}"`);
    }
  }
  const known = new Set(people.map(({ to }) => to));
  for (const to of byNumber.keys()) {
    if (!known.has(to)) {
      trial.found('mislabelled', `a stranger got a message: ${to}`);
    }
  }
  return byNumber;
}

async function allResults(directory: string): Promise<readonly ResultRow[]> {
  const copy = await readCampaign(directory);
  const rows: ResultRow[] = [];
  for await (const some of readResults(copy)) {
    rows.push(...some);
  }
  return rows;
}

/** A campaign that has ended, held against the sandbox: every claim has to be true. */
export async function judge(trial: Trial): Promise<void> {
  const { directory, people, stage, username } = trial;
  const arrived = await trial.arrived();
  const byNumber = judgeArrivals(trial, people, arrived, bodyFor);
  const results = await allResults(directory);
  if (results.length !== people.length) {
    trial.found('lost', `${results.length} results of ${people.length} people`);
  }
  for (const { to, state, messageId, price } of results) {
    const message = byNumber.get(to);
    const isTrue = message
      ? state === MessageState.accepted && messageId === message.message_id
      : state === MessageState.rejected;
    if (!isTrue) {
      const truth = message ? `arrived as ${message.message_id}` : 'did not arrive';
      trial.found('mislabelled', `${to} is ${nameOfState(state)} ${messageId} and ${truth}`);
    }
    if (message && price !== Math.round(Number(message.message_price) * moneyPerUnit)) {
      trial.found('billWrong', `${to} costs ${message.message_price}, not ${price}`);
    }
  }
  const { summary } = await readSummary(directory);
  const charged = trial.funds - (await stage.sandbox.balance(username));
  const bill = results.reduce((sum, { price = 0 }) => sum + price, 0);
  const truth = Math.round(charged * moneyPerUnit);
  if (bill !== truth || summary.spent !== truth) {
    trial.found('billWrong', `charged ${truth}, results ${bill}, summary ${summary.spent}`);
  }
  const counted = summary.counts.accepted + summary.counts.rejected;
  if (counted !== people.length || summary.counts.accepted !== byNumber.size) {
    trial.found('mislabelled', `the summary says ${JSON.stringify(summary.counts)}`);
  }
  const skipped = Object.values((await readCampaign(directory)).plan.skipped);
  if (skipped.reduce((sum, n) => sum + n, 0) !== trial.rejectedRows) {
    trial.found('mislabelled', 'the rows left out are not those of the table');
  }
}
