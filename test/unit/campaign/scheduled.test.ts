import assert from 'node:assert/strict';
import { readResults } from '../../../src/campaign/report/results';
import { readSummary } from '../../../src/campaign/report/summary';
import { readCampaign } from '../../../src/campaign/run/book';
import { NamelessRowsError } from '../../../src/campaign/run/campaignRun';
import type { RunOptions } from '../../../src/campaign/run/options';
import { csvOf, numberOf, TestCampaigns } from '../features/campaign/campaigns';

const price = 792;

describe('a scheduled campaign', () => {
  let campaigns: TestCampaigns;

  beforeEach(async () => {
    campaigns = await TestCampaigns.make();
  });

  afterEach(() => campaigns.remove());

  const planOf = (csv: string) =>
    campaigns.plan(csv, { schedule: campaigns.clock.now / 1000 + 86_400, customString: 'sale' });

  const cancel = (changes: Partial<RunOptions> = {}) =>
    campaigns.hold((run) => run.cancelScheduled(campaigns.stop.signal), changes);

  const ledgerOf = async () => (await readCampaign(campaigns.directory)).ledger;

  /** That the bill is what the rows cost, one by one and together. */
  const billIs = async (money: number) => {
    let sum = 0;
    for await (const rows of readResults(await readCampaign(campaigns.directory))) {
      sum += rows.reduce((all, { price: each = 0 }) => all + each, 0);
    }
    assert.deepEqual([sum, (await ledgerOf()).spent], [money, money]);
  };

  const journal = async () => {
    const records: string[] = [];
    const { readJournal } = await import('../../../src/campaign/store/journal');
    const { files } = await readCampaign(campaigns.directory);
    await readJournal(files.journal, ({ record }) => records.push(record.t));
    return records;
  };

  it('has one custom string for each try', async () => {
    await planOf(csvOf(1500));
    campaigns.clickSend.refused.set(numberOf(3), 'INSUFFICIENT_CREDIT');
    await campaigns.run();
    await campaigns.run();
    campaigns.clickSend.refused.clear();
    await campaigns.hold((run) => run.retryRejected());
    await campaigns.run();
    const strings = campaigns.clickSend.requests.flatMap(({ messages }) =>
      messages.map(({ customString }) => customString),
    );
    assert.deepEqual([...new Set(strings)], ['sale camp1234.0', 'sale camp1234.1']);
    const { ledger } = await readCampaign(campaigns.directory);
    assert.equal(ledger.count('accepted'), 1500);
  });

  it('finds what an unanswered request scheduled by the numbers', async () => {
    await planOf(csvOf(1200));
    campaigns.clickSend.script = [{ fails: 'outcomeUnknown', takes: 400 }];
    assert.deepEqual(await campaigns.run(), { kind: 'undecided' });
    const ledger = await ledgerOf();
    assert.deepEqual(ledger.find(3).slice(0, 401), [...Array(400).keys(), 1000]);
    assert.equal(ledger.count('absent'), 600);
  });

  for (const [how, writeNumber] of [
    ['with spaces', (to: string) => `+61 ${to.slice(3, 6)} ${to.slice(6)}`],
    ['in national form', (to: string) => `0${to.slice(3)}`],
    ['with another prefix', (to: string) => `+619${to.slice(3)}`],
  ] as const) {
    it(`finds numbers that history writes ${how}`, async () => {
      await planOf(csvOf(50));
      campaigns.clickSend.script = [{ fails: 'outcomeUnknown' }];
      campaigns.clickSend.writeNumber = writeNumber;
      assert.deepEqual(await campaigns.run(), { kind: 'finished' });
    });
  }

  it('guesses nothing by the end of a number that two people share', async () => {
    await planOf('mobile,first_name\n+61412345678,A\n+64212345678,B');
    campaigns.clickSend.script = [{ fails: 'outcomeUnknown', takes: 1 }];
    campaigns.clickSend.writeNumber = (to) => `9${to.slice(1)}`;
    assert.deepEqual(await campaigns.run(), { kind: 'undecided' });
    assert.equal((await ledgerOf()).count('absent'), 2);
  });

  it('sends nothing again while history hides whose its rows are', async () => {
    await planOf(csvOf(10));
    const { clickSend } = campaigns;
    clickSend.script = [{ fails: 'outcomeUnknown', takes: 5 }];
    clickSend.writeNumber = (to) => `${to.slice(0, 6)}XXXXXX`;
    assert.deepEqual(await campaigns.run(), { kind: 'undecided' });
    await assert.rejects(
      campaigns.hold((run) => run.decide('send', campaigns.stop.signal)),
      NamelessRowsError,
    );
    assert.equal((await ledgerOf()).count('absent'), 10);
    clickSend.writeNumber = (to) => to;
    await campaigns.hold((run) => run.decide('send', campaigns.stop.signal));
    assert.deepEqual(await campaigns.run(), { kind: 'finished' });
    assert.deepEqual(new Set(clickSend.deliveriesTo().values()), new Set([1]));
  });

  it('takes no row of another campaign for its own, to the same people', async () => {
    await planOf(csvOf(10));
    const { clickSend } = campaigns;
    for (let n = 0; n < 10; n++) {
      clickSend.addRow({ body: 'x', to: numberOf(n), customString: 'sale camp5678.0' });
    }
    clickSend.script = [{ fails: 'outcomeUnknown', takes: 0 }];
    assert.deepEqual(await campaigns.run(), { kind: 'undecided' });
    assert.equal((await ledgerOf()).count('absent'), 10);
  });

  describe('cancelled as a whole', () => {
    it('is one request, and the money comes back', async () => {
      await planOf(csvOf(1500));
      await campaigns.run();
      assert.deepEqual(await cancel(), { cancelled: 1500, gone: 0, scheduled: 0, unknown: 0 });
      assert.deepEqual(campaigns.clickSend.cancels, ['sale camp1234.0']);
      await billIs(0);
      const { summary } = await readSummary(campaigns.directory);
      assert.deepEqual(
        [summary.cancelled, summary.refunded, summary.isRecalled, summary.isCancelled],
        [1500, 1500 * price, true, true],
      );
      assert.deepEqual((await journal()).slice(5, 8), ['recall', 'recalled', 'delivery']);
    });

    it('has the request in the journal before it goes out', async () => {
      await planOf(csvOf(3));
      await campaigns.run();
      let before: readonly string[] = [];
      const { clickSend } = campaigns;
      await cancel({
        client: {
          messages: {
            send: (request) => clickSend.messages.send(request),
            cancelAll: async (customString) => {
              before = await journal();
              return clickSend.messages.cancelAll(customString);
            },
          },
          history: { list: (query) => clickSend.history.list(query) },
        },
      });
      assert.equal(before.at(-1), 'recall');
    });

    it('says what was gone, what is unknown and what stayed scheduled', async () => {
      await planOf(csvOf(10));
      await campaigns.run();
      const { clickSend } = campaigns;
      clickSend.rows[0] = { ...clickSend.rows[0]!, status: 'Sent', statusCode: '200' };
      clickSend.rows[1] = { ...clickSend.rows[1]!, status: 'Sent', statusCode: '201' };
      clickSend.rows[2] = { ...clickSend.rows[2]!, customString: 'other' };
      clickSend.rows[3] = { ...clickSend.rows[3]!, customString: 'Sale  camp1234.0' };
      assert.deepEqual(await cancel(), { cancelled: 6, gone: 2, scheduled: 1, unknown: 1 });
      await billIs(4 * price);
    });

    it('cancels every try, and sends what waits no more', async () => {
      await planOf(csvOf(1500));
      const { clickSend } = campaigns;
      clickSend.refused.set(numberOf(0), 'INSUFFICIENT_CREDIT');
      assert.deepEqual(await campaigns.run(), { kind: 'paused', why: 'noCredit' });
      clickSend.refused.clear();
      await campaigns.hold((run) => run.retryRejected());
      const { length } = clickSend.requests;
      assert.deepEqual(await cancel(), { cancelled: 999, gone: 0, scheduled: 0, unknown: 0 });
      assert.deepEqual(clickSend.cancels, ['sale camp1234.0', 'sale camp1234.1']);
      assert.deepEqual(await campaigns.run(), { kind: 'cancelled' });
      assert.equal(clickSend.requests.length, length);
    });

    it('looks at history when the answer is lost', async () => {
      await planOf(csvOf(10));
      await campaigns.run();
      campaigns.clickSend.cancelFails = ['outcomeUnknown'];
      assert.deepEqual(await cancel(), { cancelled: 10, gone: 0, scheduled: 0, unknown: 0 });
      await billIs(0);
    });

    it('is scheduled as before when it is refused', async () => {
      await planOf(csvOf(10));
      await campaigns.run();
      campaigns.clickSend.cancelFails = ['unauthorized'];
      await assert.rejects(cancel());
      const ledger = await ledgerOf();
      assert.deepEqual([ledger.isRecalled, ledger.isCancelled], [false, false]);
      assert.deepEqual(await cancel(), { cancelled: 10, gone: 0, scheduled: 0, unknown: 0 });
    });

    it('counts as unknown what history cannot tell, and finds it later', async () => {
      await planOf(csvOf(10));
      await campaigns.run();
      campaigns.clickSend.historyFails = 'serverError';
      assert.deepEqual(await cancel(), { cancelled: 0, gone: 0, scheduled: 0, unknown: 10 });
      campaigns.clickSend.historyFails = undefined;
      assert.deepEqual(await cancel(), { cancelled: 10, gone: 0, scheduled: 0, unknown: 0 });
      await billIs(0);
    });

    it('cancels what an unanswered request scheduled after the first cancel', async () => {
      await planOf(csvOf(10));
      const { clickSend } = campaigns;
      clickSend.script = [{ fails: 'outcomeUnknown', takes: 0 }];
      const late = { to: numberOf(4), body: 'Hi', schedule: 9e9, customString: 'sale camp1234.0' };
      await campaigns.run();
      const result = await cancel({
        client: {
          messages: {
            send: (request) => clickSend.messages.send(request),
            cancelAll: async (customString) => {
              const count = await clickSend.messages.cancelAll(customString);
              if (clickSend.cancels.length === 1) {
                clickSend.addRow(late);
              }
              return count;
            },
          },
          history: { list: (query) => clickSend.history.list(query) },
        },
      });
      assert.deepEqual(result, { cancelled: 1, gone: 0, scheduled: 0, unknown: 9 });
      await billIs(0);
    });
  });
});
