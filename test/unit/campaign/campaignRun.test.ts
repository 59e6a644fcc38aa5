import assert from 'node:assert/strict';
import { appendFile, readFile, truncate, writeFile } from 'node:fs/promises';
import { CampaignBook, readCampaign } from '../../../src/campaign/run/book';
import { CampaignRun } from '../../../src/campaign/run/campaignRun';
import type { SendRequest } from '../../../src/sms/resources';
import type { Processes } from '../../../src/disk/folderLock';
import { campaignFiles } from '../../../src/campaign/store/directory';
import { csvOf, numberOf, TestCampaigns } from '../features/campaign/campaigns';

describe('CampaignRun', () => {
  let campaigns: TestCampaigns;

  beforeEach(async () => {
    campaigns = await TestCampaigns.make();
  });

  afterEach(() => campaigns.remove());

  const counts = async () => {
    const { accepted, rejected, unsure, absent, waiting } = (
      await readCampaign(campaigns.directory)
    ).ledger.totals;
    return { accepted, rejected, unsure, absent, waiting };
  };

  const none = { accepted: 0, rejected: 0, unsure: 0, absent: 0, waiting: 0 };

  const everyoneGotOne = (count: number) => {
    const got = campaigns.clickSend.deliveriesTo();
    const wrong = Array.from({ length: count }, (_, n) => numberOf(n)).filter(
      (number) => got.get(number) !== 1,
    );
    assert.deepEqual(wrong, []);
    assert.equal(campaigns.clickSend.rows.length, count);
  };

  it('sends everyone one message, at most 1,000 to a request, each with its own reference', async () => {
    await campaigns.plan(csvOf(2500), { customString: 'december-reminder' });
    assert.deepEqual(await campaigns.run(), { kind: 'finished' });
    const { requests, rows } = campaigns.clickSend;
    assert.deepEqual(
      requests.map(({ messages }) => messages.length),
      [1000, 1000, 500],
    );
    everyoneGotOne(2500);
    assert.equal(rows[36]?.customString, 'december-reminder camp1234-10');
    assert.equal(rows[36].body, 'Hi Name 36');
    assert.equal(new Set(rows.map(({ customString }) => customString)).size, 2500);
    assert.deepEqual(await counts(), { ...none, accepted: 2500 });
  });

  it('has a request on the disk before it goes out', async () => {
    await campaigns.plan(csvOf(3));
    let journal = '';
    campaigns.clickSend.script = [
      {
        before: async () => {
          journal = await readFile(campaignFiles(campaigns.directory).journal, 'utf8');
        },
      },
    ];
    await campaigns.run();
    assert.match(journal, /\{"t":"request","at":\d+,"n":1,"i":\[0,3\]\}\n$/);
  });

  it('does nothing before it is confirmed', async () => {
    await campaigns.plan(csvOf(3));
    await assert.rejects(campaigns.hold((run) => run.run(campaigns.stop.signal)));
    assert.equal(campaigns.clickSend.requests.length, 0);
  });

  it('finds in history what an unanswered request sent, and does not send it again', async () => {
    await campaigns.plan(csvOf(2500));
    campaigns.clickSend.script = [{}, { fails: 'outcomeUnknown' }];
    assert.deepEqual(await campaigns.run(), { kind: 'finished' });
    everyoneGotOne(2500);
    assert.equal(campaigns.clickSend.requests.length, 3);
    const { ledger } = await readCampaign(campaigns.directory);
    assert.equal(ledger.spent, 2500 * 792);
  });

  it('leaves to the user what history does not show, and sends the rest', async () => {
    await campaigns.plan(csvOf(2500));
    campaigns.clickSend.script = [{}, { fails: 'outcomeUnknown', takes: 0 }];
    assert.deepEqual(await campaigns.run(), { kind: 'undecided' });
    assert.deepEqual(await counts(), { ...none, accepted: 1500, absent: 1000 });
    assert.deepEqual(await campaigns.run(), { kind: 'undecided' });
    assert.equal(campaigns.clickSend.rows.length, 1500);
  });

  it('decides message by message when part of a request took effect', async () => {
    await campaigns.plan(csvOf(1200));
    campaigns.clickSend.script = [{ fails: 'outcomeUnknown', takes: 400 }];
    await campaigns.run();
    assert.deepEqual(await counts(), { ...none, accepted: 600, absent: 600 });
    await campaigns.hold((run) => run.decide('send', campaigns.stop.signal));
    assert.deepEqual(await campaigns.run(), { kind: 'finished' });
    everyoneGotOne(1200);
  });

  it('gives history time to show a send before it calls it absent', async () => {
    await campaigns.plan(csvOf(10));
    const { clickSend, clock } = campaigns;
    clickSend.script = [{ fails: 'outcomeUnknown' }];
    clickSend.hidden = 10;
    const started = clock.now;
    const end = await campaigns.run({
      wait: (ms) => {
        clock.now += ms;
        if (clock.now - started > 100_000) {
          clickSend.hidden = 0;
        }
        return Promise.resolve();
      },
    });
    assert.deepEqual(end, { kind: 'finished' });
    everyoneGotOne(10);
  });

  it('looks once more before it sends on the word of the user', async () => {
    await campaigns.plan(csvOf(10));
    const { clickSend } = campaigns;
    clickSend.script = [{ fails: 'outcomeUnknown' }];
    clickSend.hidden = 10;
    assert.deepEqual(await campaigns.run(), { kind: 'undecided' });
    clickSend.hidden = 0;
    assert.equal(await campaigns.hold((run) => run.decide('send', campaigns.stop.signal)), 0);
    assert.deepEqual(await campaigns.run(), { kind: 'finished' });
    everyoneGotOne(10);
  });

  it('takes no decision for sending while history cannot be read', async () => {
    await campaigns.plan(csvOf(10));
    const { clickSend } = campaigns;
    clickSend.script = [{ fails: 'outcomeUnknown', takes: 0 }];
    await campaigns.run();
    clickSend.historyFails = 'serverError';
    await assert.rejects(campaigns.hold((run) => run.decide('send', campaigns.stop.signal)));
    assert.deepEqual(await counts(), { ...none, absent: 10 });
  });

  it('finds history by a clock that is an hour behind ours', async () => {
    await campaigns.plan(csvOf(2000));
    const { clickSend } = campaigns;
    const late = new Date(campaigns.clock.now).getTime() / 1000 - 3600;
    clickSend.script = [{ fails: 'outcomeUnknown' }, { fails: 'outcomeUnknown' }];
    const addRow = clickSend.addRow.bind(clickSend);
    clickSend.addRow = (message) => addRow(message, { date: late });
    assert.deepEqual(await campaigns.run(), { kind: 'finished' });
    everyoneGotOne(2000);
  });

  it('pauses when history cannot be read, with nothing sent again', async () => {
    await campaigns.plan(csvOf(1500));
    campaigns.clickSend.script = [{ fails: 'outcomeUnknown' }];
    campaigns.clickSend.historyFails = 'serverError';
    assert.deepEqual(await campaigns.run(), { kind: 'paused', why: 'historyUnavailable' });
    assert.equal(campaigns.clickSend.requests.length, 1);
    campaigns.clickSend.historyFails = undefined;
    assert.deepEqual(await campaigns.run(), { kind: 'finished' });
    everyoneGotOne(1500);
  });

  it('pauses when one request after the other stays without an answer', async () => {
    await campaigns.plan(csvOf(9000));
    campaigns.clickSend.script = Array.from({ length: 9 }, () => ({
      fails: 'outcomeUnknown' as const,
      takes: 0,
    }));
    assert.deepEqual(await campaigns.run(), { kind: 'paused', why: 'noAnswers' });
    assert.deepEqual(await counts(), { ...none, absent: 3000, waiting: 6000 });
  });

  it('starts no other request once one is unclear', async () => {
    await campaigns.plan(csvOf(9000));
    const { clickSend } = campaigns;
    let isLooking = false;
    const listHistory = clickSend.history.list;
    clickSend.script = Array.from({ length: 9 }, (_, n) => ({
      ...(n === 1 && { fails: 'outcomeUnknown' as const }),
      before: () => {
        assert.equal(isLooking, false);
      },
    }));
    clickSend.history.list = async (query) => {
      isLooking = true;
      const page = await listHistory(query);
      isLooking = false;
      return page;
    };
    assert.deepEqual(await campaigns.run({ concurrency: 3 }), { kind: 'finished' });
    everyoneGotOne(9000);
  });

  it('waits as long as a 429 asks and sends the same messages again', async () => {
    await campaigns.plan(csvOf(10));
    campaigns.clickSend.script = [{ fails: 'tooManyRequests', takes: 0, retryAfterSeconds: 39 }];
    assert.deepEqual(await campaigns.run(), { kind: 'finished' });
    everyoneGotOne(10);
    assert.deepEqual(campaigns.waits, [39_000]);
  });

  it('waits by no clock that may be set, and no longer than is of use', async () => {
    for (const jump of [-86_400_000, 3_456_000_000]) {
      await campaigns.remove();
      campaigns = await TestCampaigns.make();
      const { clickSend, clock } = campaigns;
      await campaigns.plan(csvOf(10));
      clickSend.script = [
        { fails: 'tooManyRequests', takes: 0, retryAfterSeconds: 39 },
        { fails: 'tooManyRequests', takes: 0, retryAfterSeconds: 86_400 },
      ];
      const waits: number[] = [];
      const wait = (ms: number) => {
        waits.push(ms);
        clock.now += jump;
        return Promise.resolve();
      };
      assert.deepEqual(await campaigns.run({ wait }), { kind: 'finished' });
      assert.deepEqual(waits, [39_000, 600_000]);
      everyoneGotOne(10);
    }
  });

  it('gives history its time though the clock is set meanwhile', async () => {
    for (const jump of [-86_400_000, 86_400_000, 3_456_000_000]) {
      await campaigns.remove();
      campaigns = await TestCampaigns.make();
      const { clickSend, clock } = campaigns;
      await campaigns.plan(csvOf(10));
      clickSend.script = [{ fails: 'outcomeUnknown', before: () => void (clock.now += jump) }];
      clickSend.hidden = 10;
      const date = clock.now / 1000;
      const addRow = clickSend.addRow.bind(clickSend);
      clickSend.addRow = (message) => addRow(message, { date });
      let waited = 0;
      const wait = (ms: number) => {
        waited += ms;
        clock.now += jump;
        clickSend.hidden = waited < 119_000 ? 10 : 0;
        return Promise.resolve();
      };
      assert.deepEqual(await campaigns.run({ wait }), { kind: 'finished' });
      assert.ok(waited <= 120_000, `${waited}`);
      everyoneGotOne(10);
    }
  });

  it('finds in history what was sent after the clock was set forward', async () => {
    await campaigns.plan(csvOf(2000));
    const { clickSend, clock } = campaigns;
    const date = Math.floor(clock.now / 1000);
    const addRow = clickSend.addRow.bind(clickSend);
    clickSend.addRow = (message) => addRow(message, { date });
    clickSend.script = [{ before: () => void (clock.now += 3_456_000_000) }];
    const { length } = clickSend.script;
    clickSend.script[length] = { fails: 'outcomeUnknown' };
    assert.deepEqual(await campaigns.run(), { kind: 'finished' });
    everyoneGotOne(2000);
  });

  for (const concurrency of [NaN, 0, -1, 1.5, '4' as unknown as number, {} as unknown as number]) {
    it(`stops at once when ${JSON.stringify(concurrency)} requests are to go at a time`, async () => {
      await campaigns.plan(csvOf(10));
      await assert.rejects(campaigns.run({ concurrency }), RangeError);
      assert.equal(campaigns.clickSend.requests.length, 0);
    });
  }

  it('takes a billion requests at a time for a few', async () => {
    await campaigns.plan(csvOf(10));
    assert.deepEqual(await campaigns.run({ concurrency: 1e9 }), { kind: 'finished' });
  });

  describe('taken over by another process', () => {
    const elsewhere: Processes = {
      ...{ host: 'elsewhere', pid: 1 },
      namespace: () => Promise.resolve(undefined),
      isAlive: () => true,
      start: () => Promise.resolve('monday'),
    };

    /** Another machine finishes the campaign. Its user has the absent messages sent. */
    const takeOver = async () => {
      const book = await CampaignBook.open(campaigns.directory, {
        force: true,
        processes: elsewhere,
      });
      const run = new CampaignRun(book, campaigns.options());
      await run.reconcileOnly(campaigns.stop.signal);
      await run.decide('send', campaigns.stop.signal);
      assert.deepEqual(await run.run(campaigns.stop.signal), { kind: 'finished' });
      await book.close();
    };

    it('sends nothing after it slept between the journal and the request', async () => {
      await campaigns.plan(csvOf(2500));
      let requests = 0;
      const end = await campaigns.hold(async (run) => {
        await run.confirm();
        const write = run.book.write.bind(run.book);
        run.book.write = async (...records) => {
          await write(...records);
          if (records[0]?.t === 'request' && ++requests === 2) {
            await takeOver();
          }
        };
        return run.run(campaigns.stop.signal);
      });
      assert.deepEqual([end, requests], [{ kind: 'paused', why: 'lockLost' }, 2]);
      await isAllTheOthers();
    });

    it('writes nothing more after it slept on an answer', async () => {
      await campaigns.plan(csvOf(2500));
      const { clickSend } = campaigns;
      const client = {
        messages: {
          cancelAll: clickSend.messages.cancelAll,
          send: async (request: SendRequest) => {
            const isSecond = clickSend.requests.length === 1;
            const answer = await clickSend.messages.send(request);
            if (isSecond) {
              await takeOver();
            }
            return answer;
          },
        },
        history: clickSend.history,
      };
      const end = await campaigns.run({ client });
      assert.deepEqual(end, { kind: 'paused', why: 'lockLost' });
      await isAllTheOthers();
    });

    /** Everyone got one, and the journal holds what the other one wrote. */
    const isAllTheOthers = async () => {
      everyoneGotOne(2500);
      assert.deepEqual(await counts(), { ...none, accepted: 2500 });
      const { ledger, files, isDamaged } = await readCampaign(campaigns.directory);
      assert.deepEqual([isDamaged, ledger.spent], [false, 2500 * 792]);
      assert.doesNotMatch(await readFile(files.journal, 'utf8'), /stopped|paused/);
    };
  });

  it('backs off when the server cannot be reached, and pauses in the end', async () => {
    await campaigns.plan(csvOf(10));
    const refusedAll = Array.from({ length: 9 }, () => ({
      fails: 'unreachable' as const,
      takes: 0,
    }));
    campaigns.clickSend.script = refusedAll;
    assert.deepEqual(await campaigns.run(), { kind: 'paused', why: 'unreachable' });
    assert.deepEqual(campaigns.waits, [1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
    assert.deepEqual(await campaigns.run(), { kind: 'finished' });
    everyoneGotOne(10);
  });

  for (const [fails, why] of [
    ['unauthorized', 'unauthorized'],
    ['forbidden', 'unauthorized'],
    ['badRequest', 'refused'],
  ] as const) {
    it(`pauses at '${fails}' with nothing sent`, async () => {
      await campaigns.plan(csvOf(1500));
      campaigns.clickSend.script = [{ fails, takes: 0 }];
      assert.deepEqual(await campaigns.run(), { kind: 'paused', why });
      assert.deepEqual(await counts(), { ...none, waiting: 1500 });
    });
  }

  it('pauses when the credit runs out, and tries only the rejected ones again', async () => {
    await campaigns.plan(csvOf(1500));
    const { clickSend } = campaigns;
    for (let n = 990; n < 1000; n++) {
      clickSend.refused.set(numberOf(n), 'INSUFFICIENT_CREDIT');
    }
    assert.deepEqual(await campaigns.run(), { kind: 'paused', why: 'noCredit' });
    assert.deepEqual(await counts(), { ...none, accepted: 990, rejected: 10, waiting: 500 });
    clickSend.refused.clear();
    assert.deepEqual(await campaigns.run(), { kind: 'finished' });
    assert.deepEqual(await counts(), { ...none, accepted: 1490, rejected: 10 });
    assert.equal(await campaigns.hold((run) => run.retryRejected()), 10);
    assert.deepEqual(await campaigns.run(), { kind: 'finished' });
    everyoneGotOne(1500);
    assert.match(clickSend.rows.at(-1)?.customString ?? '', /^camp1234-rr\.1$/);
  });

  it('is finished, not paused, when the credit runs out with the last request', async () => {
    await campaigns.plan(csvOf(3));
    campaigns.clickSend.refused.set(numberOf(1), 'INSUFFICIENT_CREDIT');
    assert.deepEqual(await campaigns.run(), { kind: 'finished' });
    assert.deepEqual(await counts(), { ...none, accepted: 2, rejected: 1 });
    assert.equal((await readCampaign(campaigns.directory)).ledger.pausedFor, undefined);
  });

  it('does not take the row of a rejected try for the next one', async () => {
    await campaigns.plan(csvOf(1));
    const { clickSend } = campaigns;
    clickSend.refused.set(numberOf(0), 'INVALID_SENDER_ID');
    await campaigns.run();
    clickSend.addRow(clickSend.requests[0]!.messages[0]!, { status: 'Failed' });
    clickSend.refused.clear();
    await campaigns.hold((run) => run.retryRejected());
    clickSend.script = [{}, { fails: 'outcomeUnknown', takes: 0 }];
    assert.deepEqual(await campaigns.run(), { kind: 'undecided' });
    assert.deepEqual(await counts(), { ...none, absent: 1 });
  });

  it('looks up a message that an answer does not name', async () => {
    await campaigns.plan(csvOf(10));
    campaigns.clickSend.script = [{ forgets: 4 }];
    assert.deepEqual(await campaigns.run(), { kind: 'finished' });
    everyoneGotOne(10);
    assert.deepEqual(await counts(), { ...none, accepted: 10 });
  });

  for (const status of ['QUEUED', 'WAITING_FOR_APPROVAL', 'SUCCESS ', '']) {
    it(`looks up what is answered with the status "${status}", and never retries it`, async () => {
      await campaigns.plan(csvOf(250));
      campaigns.clickSend.script = [{ status }];
      assert.deepEqual(await campaigns.run(), { kind: 'finished' });
      assert.deepEqual(await counts(), { ...none, accepted: 250 });
      assert.equal(await campaigns.hold((run) => run.retryRejected()), 0);
      everyoneGotOne(250);
    });
  }

  it('leaves to the user what has an unknown status and does not show in history', async () => {
    await campaigns.plan(csvOf(10));
    campaigns.clickSend.script = [{ status: 'QUEUED' }];
    campaigns.clickSend.hidden = 10;
    assert.deepEqual(await campaigns.run(), { kind: 'undecided' });
    assert.deepEqual(await counts(), { ...none, absent: 10 });
    assert.equal(await campaigns.hold((run) => run.retryRejected()), 0);
  });

  it('looks up by its id what has an unknown status, where history has no reference', async () => {
    await campaigns.plan(csvOf(10));
    const { clickSend } = campaigns;
    clickSend.script = [{ status: 'QUEUED' }];
    const addRow = clickSend.addRow.bind(clickSend);
    clickSend.addRow = (message) => {
      const row = addRow(message);
      clickSend.rows[clickSend.rows.length - 1] = { ...row, customString: undefined };
      return row;
    };
    assert.deepEqual(await campaigns.run(), { kind: 'finished' });
    assert.deepEqual(await counts(), { ...none, accepted: 10 });
  });

  it('stops when asked, after the answer to what is in flight, and goes on later', async () => {
    await campaigns.plan(csvOf(2500));
    const first = new AbortController();
    campaigns.clickSend.script = [
      {
        before: () => {
          first.abort();
        },
      },
    ];
    const end = await campaigns.hold(async (run) => {
      await run.confirm();
      return run.run(first.signal);
    });
    assert.deepEqual(end, { kind: 'paused', why: 'asked' });
    assert.deepEqual(await counts(), { ...none, accepted: 1000, waiting: 1500 });
    assert.deepEqual(await campaigns.run(), { kind: 'finished' });
    everyoneGotOne(2500);
  });

  it('sends nothing more once cancelled', async () => {
    await campaigns.plan(csvOf(10));
    await campaigns.hold((run) => run.cancel());
    assert.deepEqual(await campaigns.run(), { kind: 'cancelled' });
    assert.equal(campaigns.clickSend.requests.length, 0);
  });

  it('does not send late what was scheduled, unless the user says so', async () => {
    await campaigns.plan(csvOf(10), { schedule: campaigns.clock.now / 1000 + 60 });
    campaigns.clock.now += 61_000;
    assert.deepEqual(await campaigns.run(), { kind: 'paused', why: 'schedulePassed' });
    assert.equal(campaigns.clickSend.requests.length, 0);
    await campaigns.hold((run) => run.sendNow());
    assert.deepEqual(await campaigns.run(), { kind: 'finished' });
    assert.equal(campaigns.clickSend.requests[0]?.messages[0]?.schedule, undefined);
  });

  it('keeps to the user who says that absent ones were sent, or are not to be', async () => {
    await campaigns.plan(csvOf(10));
    campaigns.clickSend.script = [{ fails: 'outcomeUnknown', takes: 0 }];
    await campaigns.run();
    await campaigns.hold((run) => run.decide('notSent', campaigns.stop.signal));
    assert.deepEqual(await campaigns.run(), { kind: 'finished' });
    assert.equal((await readCampaign(campaigns.directory)).ledger.count('markedNotSent'), 10);
    assert.equal(campaigns.clickSend.rows.length, 0);
  });

  describe('after a power cut', () => {
    const journal = () => campaignFiles(campaigns.directory).journal;

    it('resumes from every length of the journal without a second message to anybody', async () => {
      await campaigns.plan(csvOf(2100));
      await campaigns.run();
      const whole = await readFile(journal());
      const lengths = Array.from({ length: 12 }, (_, i) => Math.floor((whole.length * i) / 12));
      for (const length of lengths) {
        await truncate(journal(), 0);
        await writeFile(journal(), whole.subarray(0, length));
        const startsOver = campaigns.clickSend.rows.length;
        // What is cut off may have been sent. Without a request in the journal it was not.
        const { ledger } = await readCampaign(campaigns.directory);
        const waiting = new Set(ledger.find(0));
        campaigns.clickSend.rows.splice(
          0,
          startsOver,
          ...campaigns.clickSend.rows.filter(({ to }) => !waiting.has(Number(to.slice(6)))),
        );
        assert.deepEqual(await campaigns.run(), { kind: 'finished' });
        everyoneGotOne(2100);
      }
    });

    it('holds everything without an outcome for unsure when a line in the middle is lost', async () => {
      await campaigns.plan(csvOf(3000));
      campaigns.clickSend.script = [{}, {}, { fails: 'badRequest', takes: 0 }];
      await campaigns.run();
      const lines = (await readFile(journal(), 'utf8')).split('\n');
      const lost = lines.map((line, i) => (i === 3 ? '\0\0\0\0' : line));
      await writeFile(journal(), lost.join('\n'));
      assert.match(lines[3] ?? '', /"t":"request"/);
      const { ledger, isDamaged } = await readCampaign(campaigns.directory);
      assert.equal(isDamaged, true);
      assert.equal(ledger.count('waiting'), 0);
      assert.deepEqual(await campaigns.run(), { kind: 'undecided' });
      assert.equal(campaigns.clickSend.rows.length, 2000);
      await campaigns.hold((run) => run.decide('send', campaigns.stop.signal));
      assert.deepEqual(await campaigns.run(), { kind: 'finished' });
      everyoneGotOne(3000);
    });

    it('reads past a torn last line and cuts it off', async () => {
      await campaigns.plan(csvOf(10));
      await campaigns.run();
      await appendFile(journal(), '{"t":"retry","at":1,"i":[0,10]');
      assert.deepEqual(await campaigns.run(), { kind: 'finished' });
      assert.doesNotMatch(await readFile(journal(), 'utf8'), /retry/);
    });
  });
});
