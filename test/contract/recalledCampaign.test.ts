import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ClickSendClient } from '../../src/api/client';
import { copyPlan } from '../../src/campaign/plan/copyPlan';
import { makePlan } from '../../src/campaign/plan/makePlan';
import { numbersTable } from '../../src/campaign/plan/listedRecipients';
import { CampaignBook, readCampaign } from '../../src/campaign/run/book';
import { CampaignRun } from '../../src/campaign/run/campaignRun';
import { waitMs } from '../../src/campaign/run/options';
import { describeSandbox, openSubject, type Subject } from './subject';

const numbers = Array.from({ length: 29 }, (_, n) => `+614${1000 + n}0201`);

describeSandbox('contract: a scheduled campaign', () => {
  let subject: Subject;
  let client: ClickSendClient;
  let folder: string;
  const signal = new AbortController().signal;
  const schedule = Math.floor(Date.now() / 1000) + 86_400;

  before(async () => {
    subject = await openSubject();
    client = subject.client();
    folder = await mkdtemp(path.join(tmpdir(), 'scheduled-'));
  });

  after(async () => {
    await subject.close();
    await rm(folder, { recursive: true, force: true });
  });

  const hold = async <T>(directory: string, use: (run: CampaignRun) => Promise<T>) => {
    const book = await CampaignBook.open(directory);
    try {
      const options = { client, concurrency: 1, settleMs: 2000, skewSeconds: 300 };
      return await use(new CampaignRun(book, { ...options, now: Date.now, wait: waitMs }));
    } finally {
      await book.close();
    }
  };

  const send = (directory: string) =>
    hold(directory, async (run) => {
      await run.confirm();
      return run.run(signal);
    });

  const balance = async () => (await client.account.get()).balance ?? 0;

  it('is cancelled as one, accounts for what was gone, and is planned anew without it', async () => {
    const directory = path.join(folder, 'sched001');
    await makePlan(numbersTable(numbers), {
      id: 'sched001',
      directory,
      source: { name: 'Reminder', body: 'Hello', schedule, customString: 'december' },
      account: { id: 'sandbox', label: 'Sandbox', isSandbox: true },
      numberColumn: 0,
      now: Date.now(),
    });
    const before = await balance();
    assert.deepEqual(await send(directory), { kind: 'finished' });
    const { items } = await client.history.list({ filter: { status: 'Scheduled' }, pageSize: 100 });
    const mine = items.filter(({ customString }) => customString === 'december sched001.0');
    assert.equal(mine.length, numbers.length, 'one custom string for all');
    for (const { messageId } of mine.slice(0, 2)) {
      await subject.control('POST', 'deliver', { message_id: messageId, outcome: 'delivered' });
    }

    const result = await hold(directory, (run) => run.cancelScheduled(signal));
    assert.deepEqual(result, { cancelled: 27, gone: 2, scheduled: 0, unknown: 0 });
    const copy = await readCampaign(directory);
    assert.equal(copy.ledger.spent, 2 * 792, 'the bill is of what was sent');
    assert.ok(Math.abs(before - (await balance()) - 2 * 0.0792) < 1e-6, 'and so is the account');

    const cancelled = numbers
      .map((_, index) => index)
      .filter((index) => copy.ledger.delivery(index) === 'cancelled');
    const anew = path.join(folder, 'sched002');
    const times = { schedule: schedule + 3600, now: Date.now() };
    const plan = await copyPlan(copy, cancelled, { id: 'sched002', directory: anew, ...times });
    assert.equal(plan.count, 27);
    assert.deepEqual(await send(anew), { kind: 'finished' });
    const gone = new Set(mine.slice(0, 2).map(({ to }) => to));
    const after = await client.history.list({ filter: { status: 'Scheduled' }, pageSize: 100 });
    const again = after.items.filter(({ customString }) => customString?.includes('sched002'));
    assert.equal(again.length, 27);
    assert.ok(again.every(({ to, body }) => !gone.has(to) && body === 'Hello'));
  }).timeout(20_000);
});
