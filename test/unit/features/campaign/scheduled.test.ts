import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { CampaignDesk } from '../../../../src/features/campaign/desk';
import { toTreeItem } from '../../../../src/features/campaign/outbox/items';
import type { CampaignClient, CampaignServices } from '../../../../src/features/campaign/services';
import { Spending } from '../../../../src/platform/spending';
import { ErrorBoundary } from '../../../../src/platform/errors';
import type { SendRequest } from '../../../../src/sms/resources';
import { shownPick } from '../../../support/shownPick';
import {
  CancellationError,
  EventEmitter,
  host,
  settle,
  Uri,
  window,
} from '../../../support/vscode';
import { csvOf, numberOf, TestCampaigns } from './campaigns';

/** Whole minutes ahead, so that the words of the countdown are known. */
const inMinutes = (minutes: number) => Math.ceil(Date.now() / 60_000) * 60 + minutes * 60;

describe('a scheduled campaign', () => {
  let campaigns: TestCampaigns;
  let desk: CampaignDesk;
  const due = inMinutes(3 * 24 * 60);

  beforeEach(async () => {
    host.reset();
    host.settings.set('clicksend.campaign.concurrency', 1);
    host.settings.set('clicksend.campaign.confirmAbove', 100);
    host.settings.set('clicksend.campaign.optedOutFile', '');
    host.settings.set('clicksend.campaign.settleSeconds', 0);
    host.settings.set('clicksend.compose.defaultCountry', 'AU');
    campaigns = await TestCampaigns.make();
    campaigns.clock.now = Date.now();
    const { clickSend } = campaigns;
    const client = {
      account: { get: () => Promise.reject(new Error('down')) },
      messages: {
        send: (request: SendRequest) => clickSend.messages.send(request),
        cancelAll: (customString?: string) => clickSend.messages.cancelAll(customString),
        price: async (request: SendRequest) => {
          const before = clickSend.rows.length;
          const answer = await clickSend.messages.send(request);
          clickSend.requests.pop();
          clickSend.rows.length = before;
          return answer;
        },
      },
      history: { list: () => clickSend.history.list({ pageSize: 10_000 }) },
    };
    const storage: unknown = Uri.file(campaigns.root);
    desk = new CampaignDesk({
      session: {
        active: { id: 'sandbox', kind: 'sandbox', username: 'sandbox', label: 'Sandbox' },
        ready: Promise.resolve(),
        onDidChangeActive: new EventEmitter<never>()
          .event as CampaignServices['session']['onDidChangeActive'],
        client: () => Promise.resolve(client as unknown as CampaignClient),
      },
      errors: new ErrorBoundary(window.createOutputChannel() as never, () => undefined),
      spending: new Spending(),
      storage: storage as CampaignServices['storage'],
    });
  });

  afterEach(async () => {
    desk.dispose();
    await campaigns.remove();
  });

  const press = (...titles: readonly string[]) => {
    host.onMessage = ({ buttons }) => titles.find((title) => buttons.includes(title));
  };

  const start = async (count: number) => {
    press('Send to Sandbox');
    const file = path.join(campaigns.root, 'customers.csv');
    await writeFile(file, csvOf(count));
    await desk.start({
      name: 'reminder.sms',
      body: 'Hi {{first_name}}',
      recipients: { kind: 'file', uri: Uri.file(file).toString() },
      schedule: due,
      timeZone: 'Australia/Brisbane',
    });
    await settle();
    const [campaign] = await desk.campaigns();
    host.messages.length = 0;
    return campaign!.id;
  };

  /** Answers with the title of the question. */
  const reschedule = async (id: string, words: string) => {
    const work = desk.reschedule(id);
    const pick = await shownPick('Now');
    pick.type(words);
    pick.acceptStale(pick.items[0]!);
    await work;
    return pick.title;
  };

  const rows = async () =>
    (await desk.campaigns()).map((campaign) =>
      toTreeItem({ kind: 'campaign', campaign }, Date.now()),
    );

  const goneFirst = (count: number) => {
    const { clickSend } = campaigns;
    clickSend.rows.slice(0, count).forEach((row, i) => {
      clickSend.rows[i] = { ...row, status: 'Sent', statusCode: '201' };
    });
  };

  it('says when, to how many, and counts down', async () => {
    await start(29);
    const [campaign] = await desk.campaigns();
    assert.equal(campaign?.state, 'scheduled');
    const at = (left: number) =>
      String(toTreeItem({ kind: 'campaign', campaign }, due * 1000 - left * 1000).description);
    const day = new Intl.DateTimeFormat('en', { timeZone: 'Australia/Brisbane', day: 'numeric' });
    assert.match(
      at(60),
      new RegExp(
        `^scheduled for ${day.format(due * 1000)} [A-Z][a-z]+ \\d\\d:\\d\\d \\(Brisbane\\), 29 people · in 1 min · 2\\.30`,
      ),
    );
    assert.match(at(50 * 3600 + 60), / · in 2 d 2 h · /);
    assert.match(at(3 * 3600 + 300), / · in 3 h 5 min · /);
    assert.match(at(40), / · in 40 s · /);
  });

  it('is cancelled as one, after asking, and the money is back in the bill', async () => {
    const id = await start(29);
    press();
    await desk.cancelScheduled(id);
    assert.deepEqual(campaigns.clickSend.cancels, [], 'dismissed');
    press('Cancel 29 messages');
    await desk.cancelScheduled(id);
    assert.deepEqual(campaigns.clickSend.cancels, [`${id}.0`]);
    assert.equal(
      host.messages.at(-1)?.message,
      '"reminder.sms": 29 messages cancelled, 2.30 came back.',
    );
    const [row] = await rows();
    assert.equal(row?.description, 'cancelled · 29 cancelled · 0.00');
    assert.doesNotMatch(row.contextValue ?? '', /\+scheduled/);
    await assert.rejects(desk.cancelScheduled(id), /Nothing of "reminder\.sms" is scheduled/);
  });

  it('accounts for those that were gone already', async () => {
    const id = await start(5);
    goneFirst(2);
    press('Cancel 5 messages');
    await desk.cancelScheduled(id);
    const { severity, message } = host.messages.at(-1)!;
    assert.equal(severity, 'warning');
    assert.equal(message, '"reminder.sms": 2 already gone, 3 messages cancelled, 0.24 came back.');
    const [campaign] = await desk.campaigns();
    const { cancelled, delivered, spent } = campaign!.summary;
    assert.deepEqual([cancelled, delivered, spent], [3, 2, 1584]);
  });

  it('is rescheduled: confirmed, cancelled, then exactly the cancelled ones planned anew', async () => {
    const id = await start(5);
    goneFirst(2);
    press();
    assert.equal(await reschedule(id, 'in 10 days'), 'Reschedule "reminder.sms"');
    assert.deepEqual(campaigns.clickSend.cancels, [], 'nothing before the confirmation');
    press('Send to Sandbox');
    host.messages.length = 0;
    await reschedule(id, 'in 10 days');
    await settle();
    const [question] = host.messages;
    assert.match(
      question?.message ?? '',
      /^Cancel 5 messages of "reminder\.sms" and schedule them for .* \(Brisbane\) for about 0\.40/,
    );
    assert.match(question?.detail ?? '', /cancelled first, and what they cost comes back/);
    assert.doesNotMatch(question?.detail ?? '', /Balance after/);
    const sent = campaigns.clickSend.rows.filter(({ status }) => status === 'Scheduled');
    assert.deepEqual(
      sent.map(({ to }) => to),
      [2, 3, 4].map(numberOf),
      'not those that were gone',
    );
    assert.deepEqual(
      sent.map(({ body }) => body),
      ['Hi Name 2', 'Hi Name 3', 'Hi Name 4'],
    );
    const descriptions = (await rows()).map(({ description }) => String(description));
    assert.equal(descriptions.length, 2);
    assert.ok(descriptions.some((words) => /^scheduled for .*, 3 people/.test(words)));
    assert.ok(descriptions.some((words) => words.startsWith('cancelled · 3 cancelled')));
  });

  it('stays as it is when no other time is given', async () => {
    const id = await start(2);
    press('Send to Sandbox');
    const work = desk.reschedule(id);
    const pick = await shownPick('Now');
    pick.type('the day after never');
    assert.equal(pick.items[0]?.description, 'not understood as a date and time');
    pick.accept('the day after never');
    assert.ok(pick.visible, 'what is wrong cannot be picked');
    pick.hide();
    await assert.rejects(work, CancellationError);
    assert.deepEqual(campaigns.clickSend.cancels, []);
  });

  it('schedules nothing anew when nothing could be cancelled', async () => {
    const id = await start(2);
    const { clickSend } = campaigns;
    clickSend.cancelFails = ['unreachable', 'unreachable'];
    press('Send to Sandbox');
    await assert.rejects(reschedule(id, 'in 10 days'));
    assert.equal(clickSend.rows.filter(({ status }) => status === 'Scheduled').length, 2);
    assert.equal((await desk.campaigns()).length, 1);
  });

  it('says before it is deleted that it is still scheduled, and cancels it first when told', async () => {
    const id = await start(3);
    press();
    await desk.delete(id);
    const [question] = host.messages;
    assert.match(question?.detail ?? '', /Still scheduled at ClickSend for .*: 3 messages/);
    assert.deepEqual(question?.buttons, ['Cancel Them First', 'Delete Only the Record']);
    campaigns.clickSend.cancelFails = ['unreachable'];
    press('Cancel Them First');
    await assert.rejects(desk.delete(id));
    assert.equal((await desk.campaigns()).length, 1, 'kept while something is scheduled');
    campaigns.clickSend.cancelFails = [];
    await desk.delete(id);
    assert.equal((await desk.campaigns()).length, 0);
    assert.ok(campaigns.clickSend.rows.every(({ status }) => status === 'Cancelled'));
  });
});
