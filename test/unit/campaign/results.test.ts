import assert from 'node:assert/strict';
import { appendFile } from 'node:fs/promises';
import { followUp, nextFollowUp } from '../../../src/campaign/run/followUp';
import { readResults, readSomeResults } from '../../../src/campaign/report/results';
import type { ResultRow } from '../../../src/campaign/report/results';
import { readSummary } from '../../../src/campaign/report/summary';
import { CampaignBook, readCampaign } from '../../../src/campaign/run/book';
import { MessageState } from '../../../src/campaign/run/ledger';
import { checkedText } from '../../../src/disk/checked';
import { csvOf, numberOf, TestCampaigns } from '../features/campaign/campaigns';

describe('results of a campaign', () => {
  let campaigns: TestCampaigns;

  beforeEach(async () => {
    campaigns = await TestCampaigns.make();
  });

  afterEach(() => campaigns.remove());

  const results = async () => {
    const rows: ResultRow[] = [];
    for await (const block of readResults(await readCampaign(campaigns.directory))) {
      rows.push(...block);
    }
    return rows;
  };

  it('account for every recipient in the order of the table', async () => {
    await campaigns.plan(csvOf(2500));
    const { clickSend } = campaigns;
    clickSend.refused.set(numberOf(7), 'COUNTRY_NOT_ENABLED');
    clickSend.script = [{}, { fails: 'outcomeUnknown', takes: 400 }];
    await campaigns.run();
    const rows = await results();
    assert.deepEqual(
      rows.map(({ to }) => to),
      Array.from({ length: 2500 }, (_, n) => numberOf(n)),
    );
    assert.equal(rows[7]?.status, 'COUNTRY_NOT_ENABLED');
    assert.equal(rows[7].price, undefined);
    const bill = rows.reduce((sum, { price = 0 }) => sum + price, 0);
    assert.equal(bill, clickSend.rows.length * 792);
    for (const row of rows.filter(({ state }) => state === MessageState.accepted)) {
      const sent = clickSend.rows.find(({ to }) => to === row.to);
      assert.deepEqual([row.messageId, row.reference], [sent?.messageId, sent?.customString]);
    }
    assert.equal(rows.filter(({ state }) => state === MessageState.absent).length, 600);
  });

  it('of a few messages are those of all', async () => {
    await campaigns.plan(csvOf(2500));
    await campaigns.run();
    const all = await results();
    const some = await readSomeResults(await readCampaign(campaigns.directory), [3, 1000, 2499]);
    assert.deepEqual(some, [all[3], all[1000], all[2499]]);
  });

  it('follow delivery until it is final', async () => {
    await campaigns.plan(csvOf(5));
    await campaigns.run();
    const { clickSend, clock } = campaigns;
    const look = async () => {
      const book = await CampaignBook.open(campaigns.directory);
      const signal = new AbortController().signal;
      try {
        return await followUp(book, {
          client: clickSend,
          now: () => clock.now,
          skewSeconds: 300,
          signal,
        });
      } finally {
        await book.close();
      }
    };
    const set = (n: number, statusCode: string, status = 'Sent') => {
      clickSend.rows[n] = { ...clickSend.rows[n]!, statusCode, status };
    };
    set(0, '201');
    set(1, '301', 'Failed');
    set(2, '300', 'Failed');
    set(4, '302', 'Failed');
    assert.equal(await look(), 3);
    assert.deepEqual(
      (await results()).map(({ delivery, deliveryCode }) => [delivery, deliveryCode]),
      [
        ['delivered', '201'],
        ['failed', '301'],
        ['pending', '300'],
        ['pending', 'Completed'],
        ['pending', '302'],
      ],
    );
    set(2, '201');
    set(3, '201');
    set(4, '201', 'Cancelled');
    assert.equal(await look(), 0);
    const reads = clickSend.historyReads;
    assert.equal(await look(), 0);
    assert.equal(clickSend.historyReads, reads);
  });

  it('are looked for less and less often, and no more after three days', () => {
    const hours = (count: number) => count * 3_600_000;
    assert.deepEqual(
      [0, 1, 2, 3, 4, 9].map((look) => nextFollowUp(look, { endedAt: 0, now: 0 })),
      [60_000, 300_000, 900_000, hours(1), hours(6), hours(6)],
    );
    assert.equal(nextFollowUp(9, { endedAt: 0, now: hours(73) }), undefined);
    const dueAt = hours(1000);
    assert.equal(nextFollowUp(100, { endedAt: 0, dueAt, now: hours(900) }), hours(6));
    assert.equal(nextFollowUp(100, { endedAt: 0, dueAt, now: hours(1073) }), undefined);
    // The clock was set back a year.
    assert.equal(nextFollowUp(10, { endedAt: 0, now: hours(-8760) }), hours(6));
    assert.equal(nextFollowUp(20, { endedAt: 0, now: hours(-8760) }), undefined);
  });

  it('are summed up beside the journal, which has the last word', async () => {
    await campaigns.plan(csvOf(10));
    await campaigns.run();
    assert.equal((await readSummary(campaigns.directory)).summary.counts.accepted, 10);
    const { files, nextNumber } = await readCampaign(campaigns.directory);
    const line = checkedText(nextNumber, JSON.stringify({ t: 'cancelled', at: 1 }));
    await appendFile(files.journal, `${line}\n`);
    assert.equal((await readSummary(campaigns.directory)).summary.isCancelled, true);
  });
});
