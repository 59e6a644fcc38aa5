import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { PlanReader, readPlan } from '../../../src/campaign/plan/plan';
import { readResults } from '../../../src/campaign/report/results';
import { readCampaign } from '../../../src/campaign/run/book';
import { MessageState } from '../../../src/campaign/run/ledger';
import { campaignFiles } from '../../../src/campaign/store/directory';
import type { CampaignFiles } from '../../../src/campaign/store/directory';
import { DamagedFileError } from '../../../src/disk/checked';
import { csvOf, numberOf, TestCampaigns } from '../features/campaign/campaigns';

const seed = 20261125;

/** mulberry32: the same flips in every run of the test. */
function randomFrom(state: number): (below: number) => number {
  let a = state;
  return (below) => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

const random = randomFrom(seed);

/** Every byte with one bit changed and with its case or line changed, every digit as another one. */
function* changesOf(whole: Buffer): Generator<readonly [offset: number, changed: Buffer]> {
  for (let offset = 0; offset < whole.length; offset++) {
    const byte = whole[offset] ?? 0;
    const isDigit = byte >= 48 && byte <= 57;
    const others = [byte ^ (1 << random(8)), byte === 10 ? 32 : 10];
    if (isDigit) {
      others.push(48 + ((byte - 48 + 1 + random(9)) % 10));
    }
    for (const other of others) {
      const changed = Buffer.from(whole);
      changed[offset] = other;
      yield [offset, changed];
    }
  }
}

describe('a campaign on a disk that changes what it keeps', () => {
  let campaigns: TestCampaigns;
  let files: CampaignFiles;

  beforeEach(async () => {
    campaigns = await TestCampaigns.make();
    files = campaignFiles(campaigns.directory);
  });

  afterEach(() => campaigns.remove());

  /** What a campaign with all kinds of records says of each of its messages, and its bill. */
  const runAll = async () => {
    await campaigns.plan(csvOf(5));
    const { clickSend } = campaigns;
    clickSend.refused.set(numberOf(0), 'INVALID_RECIPIENT');
    clickSend.script = [{}, { fails: 'outcomeUnknown', takes: 1 }];
    await campaigns.run({ requestSize: 2 });
    await campaigns.hold((run) => run.decide('notSent', campaigns.stop.signal));
    return snapshot();
  };

  const snapshot = async () => {
    const copy = await readCampaign(campaigns.directory);
    const { ledger, isDamaged } = copy;
    const states = Array.from({ length: ledger.size }, (_, index) => ledger.state(index));
    return { states, spent: ledger.spent, isDamaged };
  };

  it(`notices every changed byte and digit of its journal (seed ${seed})`, async () => {
    const truth = await runAll();
    const whole = await readFile(files.journal);
    const mayBeSentAgain: readonly MessageState[] = [MessageState.waiting, MessageState.rejected];
    let count = 0;
    for (const [offset, changed] of changesOf(whole)) {
      await writeFile(files.journal, changed);
      const seen = await snapshot();
      const isAsItWas = JSON.stringify(seen) === JSON.stringify(truth);
      const isNoticed = seen.isDamaged && !seen.states.some((s) => mayBeSentAgain.includes(s));
      assert.ok(isAsItWas || isNoticed, `byte ${offset}: ${JSON.stringify(seen)}`);
      count++;
    }
    assert.ok(count > 2 * whole.length);
  }).timeout(30_000);

  it('notices every cut of its journal, down to nothing', async () => {
    await runAll();
    const whole = await readFile(files.journal);
    for (let length = whole.length - 2; length >= 0; length -= 3) {
      await writeFile(files.journal, whole.subarray(0, length));
      assert.equal((await snapshot()).isDamaged, true, `${length} of ${whole.length}`);
    }
    await rm(files.journal);
    assert.equal((await snapshot()).isDamaged, true);
  });

  it('tells its results from no line that was changed since it was read', async () => {
    await runAll();
    const copy = await readCampaign(campaigns.directory);
    const whole = await readFile(files.journal);
    const at = whole.indexOf('"answer"');
    for (let offset = at; offset < at + 40; offset++) {
      const changed = Buffer.from(whole);
      changed[offset] = (changed[offset] ?? 0) ^ 1;
      await writeFile(files.journal, changed);
      await assert.rejects(readResults(copy).next(), DamagedFileError);
    }
  });

  it(`sends nobody a changed message, and to no changed number (seed ${seed})`, async () => {
    const plan = await campaigns.plan(csvOf(9), { body: 'Hi {{first_name}}, 10% off' });
    const read = async () => {
      const reader = await PlanReader.open(files, plan);
      try {
        return JSON.stringify(await reader.block(0));
      } finally {
        await reader.close();
      }
    };
    const truth = await read();
    const whole = await readFile(files.messages);
    for (const [offset, changed] of changesOf(whole)) {
      await writeFile(files.messages, changed);
      const seen = await read().catch((error: unknown) => error);
      assert.ok(seen === truth || seen instanceof DamagedFileError, `byte ${offset}`);
    }
  }).timeout(30_000);

  it('believes no changed plan', async () => {
    await campaigns.plan(csvOf(9));
    const whole = await readFile(files.plan);
    for (const [, changed] of changesOf(whole)) {
      await writeFile(files.plan, changed);
      await assert.rejects(readPlan(files), DamagedFileError);
    }
  });

  it('pauses at a damaged block, of which it sends nothing', async () => {
    const { offsets } = await campaigns.plan(csvOf(2500));
    const whole = await readFile(files.messages);
    const digit = whole.indexOf(numberOf(1500)) + 11;
    whole[digit] = 49;
    assert.ok(digit > offsets[1]! && digit < offsets[2]!);
    await writeFile(files.messages, whole);
    assert.deepEqual(await campaigns.run(), { kind: 'paused', why: 'planDamaged' });
    const { rows } = campaigns.clickSend;
    assert.deepEqual(
      rows.filter(({ to }) => to >= numberOf(1000) && to < numberOf(2000)),
      [],
    );
    assert.deepEqual(await campaigns.run(), { kind: 'paused', why: 'planDamaged' });
    assert.equal(new Set(rows.map(({ to }) => to)).size, rows.length);
  });

  it('sends nothing twice through a changed journal, however often it is opened', async () => {
    for (let n = 0; n < 30; n++) {
      await campaigns.remove();
      campaigns = await TestCampaigns.make();
      files = campaignFiles(campaigns.directory);
      await campaigns.plan(csvOf(30));
      const { clickSend } = campaigns;
      clickSend.script = [{}, {}, { fails: 'badRequest', takes: 0 }];
      await campaigns.run({ requestSize: 10 });
      const changed = await readFile(files.journal);
      const offset = random(changed.length);
      changed[offset] = (changed[offset] ?? 0) ^ (1 << random(8));
      await writeFile(files.journal, changed);
      for (let opened = 0; opened < 3; opened++) {
        await campaigns.run({ requestSize: 10 });
        await campaigns.hold((run) => run.decide('send', campaigns.stop.signal));
      }
      await campaigns.run();
      const wrong = Array.from({ length: 30 }, (_, i) => numberOf(i)).filter(
        (to) => clickSend.deliveriesTo().get(to) !== 1,
      );
      assert.deepEqual(wrong, [], `byte ${offset}`);
      assert.equal((await readCampaign(campaigns.directory)).ledger.spent, 30 * 792);
    }
  });
});
