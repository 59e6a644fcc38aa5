import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makePlan } from '../../src/campaign/plan/makePlan';
import { numbersTable } from '../../src/campaign/plan/listedRecipients';
import { CampaignBook } from '../../src/campaign/run/book';
import { CampaignRun } from '../../src/campaign/run/campaignRun';
import { waitMs } from '../../src/campaign/run/options';
import { describeSandbox, openSubject, type Subject } from './subject';

const price = 792;

describeSandbox('contract: a scheduled campaign', () => {
  let subject: Subject;
  let directory: string;

  before(async () => {
    subject = await openSubject({ decisions: { magicNumbers: false } });
    directory = path.join(await mkdtemp(path.join(tmpdir(), 'scheduled-')), 'sched001');
  });

  after(async () => {
    await subject.close();
    await rm(path.dirname(directory), { recursive: true, force: true });
  });

  it('is cancelled as one, with what a lost answer scheduled, and the money comes back', async () => {
    const client = subject.client();
    const numbers = Array.from({ length: 25 }, (_, n) => `+6141100${String(n).padStart(4, '0')}`);
    await makePlan(numbersTable(numbers), {
      id: 'sched001',
      directory,
      source: { name: 'Sale', body: 'Sale!', schedule: Math.floor(Date.now() / 1000) + 86_400 },
      account: { id: 'sandbox', label: 'Sandbox', isSandbox: true },
      numberColumn: 0,
      now: Date.now(),
    });
    const { balance: before } = await client.account.get();
    const book = await CampaignBook.open(directory);
    const run = new CampaignRun(book, {
      ...{ client, concurrency: 1, requestSize: 10, settleMs: 50, skewSeconds: 5 },
      ...{ now: Date.now, wait: waitMs },
    });
    const { signal } = new AbortController();
    const fault = { kind: 'reset', when: 'after', path: '/v3/sms/send', count: 1, skip: 1 };
    await subject.control('POST', 'faults', fault);
    await run.confirm();
    assert.deepEqual(await run.run(signal), { kind: 'finished' });
    assert.equal(book.ledger.spent, 25 * price);
    const { items } = await client.history.list({ filter: { to: '+61411000007' } });
    const gone = { message_id: items[0]?.messageId, outcome: 'delivered' };
    await subject.control('POST', 'deliver', gone);

    assert.deepEqual(await run.cancelScheduled(signal), {
      ...{ cancelled: 24, gone: 1, scheduled: 0, unknown: 0 },
    });
    assert.equal(book.ledger.spent, price);
    assert.equal(book.ledger.refunded, 24 * price);
    const { balance: after } = await client.account.get();
    assert.equal(Math.round(((before ?? 0) - (after ?? 0)) * 10_000), price);
    await book.close();
  });
});
