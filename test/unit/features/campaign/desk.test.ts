import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { appendFile, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { CampaignDesk } from '../../../../src/features/campaign/desk';
import { CampaignBook, readCampaign } from '../../../../src/campaign/run/book';
import { checkedText } from '../../../../src/disk/checked';
import { offerInterrupted } from '../../../../src/features/campaign/interrupted';
import { OutboxContent } from '../../../../src/features/campaign/outbox/content';
import { toTreeItem } from '../../../../src/features/campaign/outbox/items';
import type { CampaignClient, CampaignServices } from '../../../../src/features/campaign/services';
import type { ActiveAccount } from '../../../../src/platform/session';
import { ErrorBoundary } from '../../../../src/platform/errors';
import { Spending } from '../../../../src/platform/spending';
import type { SendRequest } from '../../../../src/sms/resources';
import { shownPick } from '../../../support/shownPick';
import { created, EventEmitter, host, settle, Uri, window } from '../../../support/vscode';
import { csvOf, numberOf, TestCampaigns } from './campaigns';

const vscodeUri = (file: string) => {
  const uri: unknown = Uri.file(file);
  return uri as CampaignServices['storage'];
};

describe('CampaignDesk', () => {
  let campaigns: TestCampaigns;
  let desk: CampaignDesk;
  let active: ActiveAccount;
  let whenPriced: () => Promise<void>;
  let balance: number | undefined;
  let spending: Spending;
  const switched = new EventEmitter<ActiveAccount | undefined>();

  beforeEach(async () => {
    host.reset();
    host.settings.set('clicksend.campaign.concurrency', 1);
    host.settings.set('clicksend.campaign.confirmAbove', 100);
    host.settings.set('clicksend.campaign.optedOutFile', '');
    host.settings.set('clicksend.campaign.settleSeconds', 0);
    host.settings.set('clicksend.compose.defaultCountry', 'AU');
    whenPriced = () => Promise.resolve();
    balance = undefined;
    spending = new Spending();
    campaigns = await TestCampaigns.make();
    campaigns.clock.now = Date.now();
    active = { id: 'sandbox', kind: 'sandbox', username: 'sandbox', label: 'Sandbox' };
    desk = new CampaignDesk(services());
  });

  afterEach(async () => {
    desk.dispose();
    await campaigns.remove();
  });

  const services = (): CampaignServices => ({
    session: {
      get active() {
        return active;
      },
      ready: Promise.resolve(),
      onDidChangeActive: switched.event as CampaignServices['session']['onDidChangeActive'],
      client: () => Promise.resolve(client as unknown as CampaignClient),
    },
    errors: new ErrorBoundary(window.createOutputChannel() as never, () => undefined),
    spending,
    storage: vscodeUri(campaigns.root),
  });

  const client = {
    account: {
      get: () =>
        balance === undefined ? Promise.reject(new Error('down')) : Promise.resolve({ balance }),
    },
    messages: {
      send: (request: SendRequest) => campaigns.clickSend.messages.send(request),
      cancelAll: (customString?: string) => campaigns.clickSend.messages.cancelAll(customString),
      price: async (request: SendRequest) => {
        await whenPriced();
        const { rows } = campaigns.clickSend;
        const before = rows.length;
        const { requests } = campaigns.clickSend;
        const script = campaigns.clickSend.script;
        campaigns.clickSend.script = [];
        const answer = await campaigns.clickSend.messages.send(request);
        campaigns.clickSend.script = script;
        requests.pop();
        rows.length = before;
        return answer;
      },
    },
    history: { list: () => campaigns.clickSend.history.list({ pageSize: 10_000 }) },
  };

  /** Presses these buttons, one for each modal or message that has one of them. */
  const press = (...titles: readonly string[]) => {
    host.onMessage = ({ buttons }) => titles.find((title) => buttons.includes(title));
  };

  const start = async (csv: string, body = 'Hi {{first_name}}') => {
    const file = path.join(campaigns.root, 'customers.csv');
    await writeFile(file, csv);
    const answer = await desk.start({
      name: 'reminder.sms',
      body,
      recipients: { kind: 'file', uri: Uri.file(file).toString() },
    });
    await settle();
    return answer;
  };

  const only = async () => {
    const all = await desk.campaigns();
    assert.equal(all.length, 1);
    return all[0]!;
  };

  it('asks once with count, price and what is left out, then sends', async () => {
    press('Send to Sandbox');
    await start(`${csvOf(3)}\n12,Bad\n${numberOf(0)},Twin`);
    const [asked, told] = host.messages;
    assert.equal(asked?.message, 'Send "reminder.sms" to 3 recipients for about 0.24?');
    assert.equal(asked.modal, true);
    assert.match(asked.detail ?? '', /Left out: 1 without a valid number, 1 repeat a number/);
    assert.match(asked.detail ?? '', /3 to AU, 1 part: 0\.0792 per message/);
    assert.equal(campaigns.clickSend.rows.length, 3);
    assert.equal(told?.message, '"reminder.sms" is sent: 3 accepted, 0.24 spent.');
    assert.equal((await only()).state, 'finished');
  });

  it('warns when the account has less than the campaign costs, and only then', async () => {
    const asked = async (has: number | undefined) => {
      balance = has;
      host.messages.length = 0;
      await start(csvOf(3));
      return host.messages[0]?.detail ?? '';
    };
    assert.match(
      await asked(0.2),
      /Attention: the balance of the account is 0\.20, less than that/,
    );
    assert.doesNotMatch(await asked(0.2376), /Attention/);
    assert.doesNotMatch(await asked(undefined), /Attention/);
  });

  it('shows the first text and the longest, and sends none longer than was confirmed', async () => {
    press();
    const long = `mobile,first_name\n${numberOf(0)},Ann\n${numberOf(1)},${'x'.repeat(2000)}`;
    await start(long);
    const [asked] = host.messages;
    assert.deepEqual(asked?.buttons, ['Back', 'Send the Shortened Text']);
    assert.match(asked.detail ?? '', /Text, as \+61411000000 gets it:\n│\u00A0Hi Ann/);
    assert.match(asked.detail ?? '', /The longest, as \+61411000001 gets it:\n│\u00A0Hi x+/);
    assert.match(
      asked.detail ?? '',
      /1 message is too long\. The message has 14 parts, and the account sends 8/,
    );
    assert.equal(campaigns.clickSend.requests.length, 0);
    press('Send the Shortened Text');
    await start(long);
    assert.deepEqual(
      campaigns.clickSend.rows.map(({ body }) => body.length),
      [6, 1224],
    );
  });

  it('leads back from the confirmation, and from a price that failed, with nothing left behind', async () => {
    press('Back');
    assert.equal(await start(csvOf(3)), 'back');
    let tries = 0;
    whenPriced = () => {
      tries += 1;
      return Promise.reject(new Error('502'));
    };
    const refused = start(csvOf(3));
    (await shownPick('Try Again')).accept('Try Again');
    (await shownPick('Try Again')).accept('Back');
    assert.equal(await refused, 'back');
    assert.equal(tries, 2);
    assert.deepEqual(await readdir(path.join(campaigns.root, 'campaigns')), []);
  });

  it('leaves nothing behind when the modal is dismissed', async () => {
    await start(csvOf(3));
    assert.equal(campaigns.clickSend.requests.length, 0);
    assert.deepEqual(await readdir(path.join(campaigns.root, 'campaigns')), []);
  });

  it('has the count of a large campaign typed', async () => {
    press('Send to Sandbox');
    host.onInput = () => '100';
    await start(csvOf(101));
    assert.deepEqual(host.refusedInputs, ['Type the number of recipients: 101']);
    assert.equal(campaigns.clickSend.requests.length, 0);
    host.onInput = () => '101';
    await start(csvOf(101));
    assert.equal(campaigns.clickSend.rows.length, 101);
  });

  it('warns of a campaign that repeats one of the same day', async () => {
    press('Send to Sandbox');
    await start(csvOf(3));
    assert.doesNotMatch(host.messages[0]?.detail ?? '', /Attention/);
    host.messages.length = 0;
    await start(csvOf(3));
    assert.match(
      host.messages[0]?.detail ?? '',
      /^Attention: the same text went out in .*\(recipients: 3\)/,
    );
    const first = host.messages.at(0)?.buttons[0];
    assert.equal(first, 'Back', 'Enter does not pass the warning by');
    host.messages.length = 0;
    await start(csvOf(2));
    assert.match(host.messages[0]?.detail ?? '', /^Attention: the same text/, 'another table');
    host.messages.length = 0;
    await start(csvOf(3), 'Another text');
    assert.doesNotMatch(host.messages[0]?.detail ?? '', /Attention/);
  });

  const unclosed = [
    'mobile,first_name',
    `${numberOf(9)},Dee`,
    `${numberOf(0)},"Ann`,
    `${numberOf(1)},Bob`,
    `${numberOf(2)},Cy "the man" X`,
  ].join('\n');

  it('sends nothing of a table that is not well formed until those rows are left out', async () => {
    press('Send to Sandbox');
    await start(unclosed);
    assert.deepEqual(
      host.messages.map(({ message }) => message),
      ['3 rows of the table for "reminder.sms" are not well formed.'],
    );
    assert.match(host.messages[0]?.detail ?? '', /^Row 3: a quote ends in the middle of a value/);
    assert.equal(host.messages[0]?.buttons[0], 'Show What Is Left Out');
    assert.deepEqual(await desk.campaigns(), []);
    press('Leave Them Out', 'Send to Sandbox');
    await start(unclosed);
    assert.deepEqual(
      campaigns.clickSend.rows.map(({ to, body }) => [to, body]),
      [[numberOf(9), 'Hi Dee']],
    );
  });

  it('names a placeholder that no column fills, or more than one', async () => {
    press('Send to Sandbox');
    await assert.rejects(
      start(csvOf(3), 'Hi {{frist_name}}'),
      /Nothing fills "frist_name"\. Did you mean "first_name"\?/,
    );
    await assert.rejects(
      start(`mobile,name,Name\n${numberOf(0)},Ann,Smith`, 'Hi {{name}}'),
      /Several columns are named "name"/,
    );
    assert.deepEqual(await desk.campaigns(), []);
  });

  it('takes no damaged file of opted-out numbers, and one without a row for nobody', async () => {
    const optedOut = path.join(campaigns.root, 'stop.csv');
    host.settings.set('clicksend.campaign.optedOutFile', optedOut);
    press('Send to Sandbox');
    await writeFile(optedOut, `number,why\n${numberOf(0)},ok\n${numberOf(1)},"asked\n`);
    await assert.rejects(start(csvOf(3)), /stop\.csv, row 3: a quote is opened and never closed/);
    await writeFile(optedOut, 'number\n');
    await start(csvOf(3));
    assert.equal(campaigns.clickSend.rows.length, 3);
  });

  it('says that a sign-out has paused what is being sent', async () => {
    campaigns.clickSend.script = [
      {
        before: () => {
          switched.fire(undefined);
        },
      },
    ];
    host.onInput = () => '1500';
    press('Send to Sandbox');
    await start(csvOf(1500));
    assert.equal((await only()).state, 'paused');
    assert.match(
      host.messages.at(-1)?.message ?? '',
      /^"reminder\.sms" is paused: it is sent as Sandbox, which is not the active account any more/,
    );
  });

  it('starts a campaign once, and goes on with one once, however often it is asked to', async () => {
    press('Send to Sandbox');
    await Promise.all([start(csvOf(3)), start(csvOf(3))]);
    assert.equal(host.messages.filter(({ modal }) => modal).length, 1);
    assert.equal(campaigns.clickSend.rows.length, 3);
    campaigns.clickSend.refused.set(numberOf(3), 'COUNTRY_NOT_ENABLED');
    await start(csvOf(4), 'Hello {{first_name}}');
    const rejected = (await desk.campaigns()).find(({ summary }) => summary.counts.rejected > 0)!;
    campaigns.clickSend.refused.clear();
    host.messages.length = 0;
    await Promise.all([desk.retryRejected(rejected.id), desk.retryRejected(rejected.id)]);
    assert.equal(host.messages.filter(({ modal }) => modal).length, 1);
    assert.equal(campaigns.clickSend.rows.length, 7);
  });

  it('tells two windows of each other that confirm the same text', async () => {
    const other = new CampaignDesk({ ...services(), spending: new Spending() });
    const source = async (name: string, count: number) => {
      const file = path.join(campaigns.root, name);
      await writeFile(file, csvOf(count));
      const recipients = { kind: 'file', uri: Uri.file(file).toString() } as const;
      return { name, body: 'Hi {{first_name}}', recipients };
    };
    const here = await source('here.csv', 3);
    const there = await source('there.csv', 2);
    // This window asks and sends while the other one, whose plan stands on the disk, gets its price.
    whenPriced = async () => {
      whenPriced = () => Promise.resolve();
      await desk.start(here);
    };
    press('Send to Sandbox');
    await other.start(there);
    await settle();
    other.dispose();
    const asked = host.messages.filter(({ modal }) => modal);
    assert.match(asked[0]?.message ?? '', /here\.csv/);
    assert.match(
      asked[0]?.detail ?? '',
      /^Attention: the campaign "there\.csv" of .* with the same text is not conf/,
    );
    assert.match(asked[1]?.message ?? '', /there\.csv/);
    assert.match(
      asked[1]?.detail ?? '',
      /^Attention: the same text went out in the campaign "here\.csv" of .*\(recipients: 3\)/,
    );
    assert.equal(asked.length, 2);
  });

  it('looks again after the confirmation for a campaign with the same text', async () => {
    const other = new CampaignDesk({ ...services(), spending: new Spending() });
    const file = path.join(campaigns.root, 'other.csv');
    await writeFile(file, csvOf(2));
    host.onMessage = ({ modal, detail, message, buttons }) => {
      if (!modal || !buttons.includes('Send to Sandbox')) {
        return undefined;
      }
      if (message.includes('other.csv')) {
        return 'Send to Sandbox';
      }
      return detail?.startsWith('Attention') ? undefined : 'Send to Sandbox';
    };
    const campaignsOf = desk.campaigns.bind(desk);
    let looks = 0;
    desk.campaigns = async () => {
      // The person reads the question for a while; the other window is done by then.
      if (++looks === 2) {
        await other.start({
          name: 'other.csv',
          body: 'Hi {{first_name}}',
          recipients: { kind: 'file', uri: Uri.file(file).toString() },
        });
      }
      return campaignsOf();
    };
    await start(csvOf(3));
    other.dispose();
    const mine = host.messages.filter(({ message }) => message.startsWith('Send "reminder.sms"'));
    assert.equal(mine.length, 2);
    assert.match(
      mine[1]?.detail ?? '',
      /^Attention: the same text went out in .*\(recipients: 2\)/,
    );
    assert.equal(campaigns.clickSend.rows.length, 2, 'only what the other window confirmed');
  });

  it('sends to nobody in the file of opted-out numbers, and not at all without it', async () => {
    const optedOut = path.join(campaigns.root, 'stop.csv');
    host.settings.set('clicksend.campaign.optedOutFile', optedOut);
    press('Send to Sandbox');
    await assert.rejects(start(csvOf(3)), /There is no file "stop\.csv"/);
    await writeFile(optedOut, `number\n0411 000 001\n`);
    await start(csvOf(3));
    assert.deepEqual([...campaigns.clickSend.deliveriesTo().keys()], [numberOf(0), numberOf(2)]);
  });

  it('adds the opted-out numbers of a workspace to those of the user, and says whose they are', async () => {
    const [own, ofFolder] = [
      path.join(campaigns.root, 'a.csv'),
      path.join(campaigns.root, 'b.csv'),
    ];
    await writeFile(own, `number\n0411 000 001\n`);
    await writeFile(ofFolder, `number\n0411 000 002\n`);
    host.settings.set('clicksend.campaign.optedOutFile', own);
    press('Send to Sandbox');
    host.workspaceSettings.set('clicksend.campaign.optedOutFile', '');
    await start(csvOf(3));
    assert.ok(!campaigns.clickSend.deliveriesTo().has(numberOf(1)), 'a workspace emptied the list');
    host.workspaceSettings.set('clicksend.campaign.optedOutFile', ofFolder);
    host.messages.length = 0;
    await start(csvOf(3), 'Another text');
    assert.match(
      host.messages[0]?.detail ?? '',
      /Opted out, whoever the table names: .*b\.csv, .*a\.csv \(2\)/,
    );
    assert.equal(campaigns.clickSend.deliveriesTo().get(numberOf(2)), 1, 'only of the first');
  });

  it('lets the user decide on what history does not show, looking again first', async () => {
    const { clickSend } = campaigns;
    clickSend.script = [{ fails: 'outcomeUnknown', takes: 1 }];
    press('Send to Sandbox');
    await start(csvOf(3));
    const { id, state } = await only();
    assert.equal(state, 'undecided');
    assert.equal(clickSend.rows.length, 1);
    assert.match(host.messages.at(-1)?.message ?? '', /of 2 messages nobody knows/);
    press('Send Them');
    await desk.reconcile(id);
    assert.equal(clickSend.rows.length, 1, 'nothing without a price');
    press('Send Them', 'Send to Sandbox');
    await desk.reconcile(id);
    const priced = host.messages.find(({ message }) => message.startsWith('Send 2 messages of'));
    assert.match(priced?.message ?? '', /which may have been sent already, for about 0\.16/);
    const asked = host.messages.find(({ message }) => message.includes('may or may not'));
    assert.equal(asked?.buttons[0], 'Look Again');
    assert.match(asked.detail ?? '', /get the message twice/);
    assert.equal((await only()).state, 'finished');
    assert.equal(clickSend.rows.length, 3);
    assert.deepEqual([...new Set(clickSend.deliveriesTo().values())], [1]);
  });

  it('prices and confirms the rejected ones before it tries them again', async () => {
    const { clickSend } = campaigns;
    clickSend.refused
      .set(numberOf(1), 'COUNTRY_NOT_ENABLED')
      .set(numberOf(2), 'COUNTRY_NOT_ENABLED');
    press('Send to Sandbox');
    await start(csvOf(3));
    const { id, summary } = await only();
    assert.equal(summary.counts.rejected, 2);
    const refused = desk.retryRejected(id);
    const pick = await shownPick(
      'would refuse all of them: sending to this country is not switched on',
    );
    pick.accept('Back');
    await refused;
    clickSend.refused.clear();
    press();
    await desk.retryRejected(id);
    assert.match(
      host.messages.at(-1)?.message ?? '',
      /^Try 2 messages of "reminder\.sms" that were rejected again for about 0\.16/,
    );
    assert.equal((await only()).summary.counts.rejected, 2, 'dismissed');
    press('Send to Sandbox');
    await desk.retryRejected(id);
    assert.equal((await only()).summary.counts.accepted, 3);
    await desk.retryRejected(id);
    assert.equal(host.messages.at(-1)?.message, 'There is nothing left to send.');
  });

  it('sends nothing again that another window changed while this one asked', async () => {
    const { clickSend } = campaigns;
    clickSend.refused.set(numberOf(1), 'COUNTRY_NOT_ENABLED');
    press('Send to Sandbox');
    await start(csvOf(3));
    const { id } = await only();
    clickSend.refused.clear();
    whenPriced = async () => {
      const other = await CampaignBook.open(desk.shelf.directory(id));
      await other.write({ t: 'retry', at: Date.now(), i: [1, 2] });
      await other.close();
    };
    await assert.rejects(desk.retryRejected(id), /has changed since you were asked/);
    assert.equal(clickSend.rows.length, 2);
  });

  it('marks what history does not show as the user says, without sending', async () => {
    const { clickSend } = campaigns;
    clickSend.script = [{ fails: 'outcomeUnknown', takes: 0 }];
    press('Send to Sandbox');
    await start(csvOf(3));
    press('Mark as Not Sent');
    await desk.reconcile((await only()).id);
    assert.equal((await only()).summary.counts.markedNotSent, 3);
    assert.equal(clickSend.rows.length, 0);
  });

  it('refuses a campaign of another account, and one that another window sends', async () => {
    campaigns.clickSend.script = [{ fails: 'unauthorized', takes: 0 }];
    press('Send to Sandbox');
    await start(csvOf(3));
    const { id, state } = await only();
    assert.equal(state, 'paused');
    active = { ...active, id: 'live', label: 'me@example.com' };
    await assert.rejects(desk.resume(id), /belongs to the account Sandbox/);
    await assert.rejects(
      desk.runs.clientFor((await only()).plan),
      /belongs to the account Sandbox/,
    );
    active = { ...active, id: 'sandbox' };
    const other = await CampaignBook.open(desk.shelf.directory(id));
    await assert.rejects(desk.resume(id), /Another window is sending this campaign/);
    assert.equal((await only()).state, 'runningElsewhere');
    await other.close();
    await desk.resume(id);
    assert.equal(campaigns.clickSend.rows.length, 3);
  });

  it('offers once to resume what a crash interrupted', async () => {
    campaigns.clickSend.script = [{ fails: 'badRequest', takes: 0 }];
    press('Send to Sandbox');
    await start(csvOf(3));
    const { id } = await only();
    const { files, nextNumber } = await readCampaign(desk.shelf.directory(id));
    await appendFile(files.journal, `${checkedText(nextNumber, '{"t":"resumed","at":1}')}\n`);
    assert.equal((await only()).state, 'interrupted');
    host.messages.length = 0;
    press('Resume');
    await offerInterrupted(desk, services());
    assert.match(
      host.messages[0]?.message ?? '',
      /"reminder\.sms" was interrupted: 3 messages not sent, /,
    );
    assert.equal((await only()).state, 'finished');
    assert.equal(campaigns.clickSend.rows.length, 3);
  });

  it('shows each campaign with its groups, and recipients a hundred at a time', async () => {
    campaigns.clickSend.refused.set(numberOf(5), 'COUNTRY_NOT_ENABLED');
    press('Send to Sandbox');
    host.onInput = () => '250';
    await start(`${csvOf(250)}\n12,Bad`);
    const content = new OutboxContent(desk.shelf, desk.runs);
    const [campaign] = await content.children();
    assert.match(
      String(toTreeItem(campaign!).description),
      /^1 of 250 rejected: sending to this country is not switched on in the account · 249 accepted · 19\.72/,
    );
    const groups = await content.children(campaign);
    assert.deepEqual(
      groups.map((group) => [toTreeItem(group).label, toTreeItem(group).description]),
      [
        ['Accepted', '249'],
        ['Rejected', '1 · sending to this country is not switched on in the account'],
        ['Left Out', '1'],
      ],
    );
    const rejected = await content.children(groups[1]);
    assert.equal(toTreeItem(rejected[0]!).label, numberOf(5));
    assert.match(String(toTreeItem(rejected[0]!).description), /^rejected · .*COUNTRY_NOT_ENABLED/);
    const first = await content.children(groups[0]);
    assert.deepEqual([first.length, first.at(-1)?.kind], [101, 'more']);
    content.wantMore((await only()).id, 'accepted');
    content.wantMore((await only()).id, 'accepted');
    const all = await content.children(groups[0]);
    assert.deepEqual([all.length, all.at(-1)?.kind], [249, 'recipient']);
  });

  it('says in the row, the message and the status bar what failed, and why, before what did not', async () => {
    for (const n of [1, 2, 3]) {
      campaigns.clickSend.refused.set(numberOf(n), 'INSUFFICIENT_CREDIT');
    }
    campaigns.clickSend.refused.set(numberOf(4), 'THROTTLED');
    press('Send to Sandbox');
    await start(csvOf(6));
    const words = '4 of 6 rejected, mostly: the account has not enough credit';
    const { severity, message } = host.messages.at(-1)!;
    assert.deepEqual(
      [severity, message],
      ['warning', `"reminder.sms": ${words}, 2 accepted, 0.16 spent.`],
    );
    const bar = created.statusBarItems.find(({ id }) => id === 'clicksend.outcome');
    assert.equal(bar?.text, `$(warning) reminder.sms: ${words}, 2 accepted`);
    assert.equal(bar.backgroundColor?.id, 'statusBarItem.warningBackground');
    const row = toTreeItem({ kind: 'campaign', campaign: await only() });
    assert.equal(row.description, `${words} · 2 accepted · 0.16`);
    assert.equal((row.iconPath as vscode.ThemeIcon).id, 'warning');
    assert.equal((row.iconPath as vscode.ThemeIcon).color?.id, 'list.warningForeground');
  });

  it('says as an error that nothing was accepted', async () => {
    host.onMessage = ({ buttons }) => {
      campaigns.clickSend.refused.set(numberOf(0), 'THROTTLED').set(numberOf(1), 'THROTTLED');
      return ['Send to Sandbox'].find((title) => buttons.includes(title));
    };
    await start(csvOf(2));
    const { severity, message } = host.messages.at(-1)!;
    assert.equal(severity, 'error');
    assert.match(message, /^"reminder\.sms": 2 of 2 rejected: the same text went to this number/);
    const row = toTreeItem({ kind: 'campaign', campaign: await only() });
    assert.equal((row.iconPath as vscode.ThemeIcon).id, 'error');
  });

  it('asks for and counts only what will go', async () => {
    campaigns.clickSend.refused.set('+12025550100', 'COUNTRY_NOT_ENABLED');
    await start(`${csvOf(2)}\n+12025550100,Sam`);
    assert.equal(
      host.messages[0]?.message,
      'Send "reminder.sms" to 2 recipients (1 more would be refused) for about 0.16?',
    );
  });

  it('writes results and what was left out as CSV', async () => {
    press('Send to Sandbox');
    await start(`${csvOf(2)}\n=1+2,Bad`);
    const { id } = await only();
    await desk.openResults(id);
    await desk.openReport(id);
    const read = (name: string) => readFile(path.join(desk.shelf.directory(id), name), 'utf8');
    const [head, first, ...rest] = (await read('results.csv')).trim().split('\n');
    assert.match(head ?? '', /^row,recipient,status,code,/);
    assert.equal(first, `2,${numberOf(0)},accepted,,,,ID-1,1,0.0792,+61400000000,${id}-0`);
    assert.equal(rest.length, 1);
    assert.equal(
      await read('not-sent.csv'),
      `row,number,why it gets no message\n4,'=1+2,not a phone number\n`,
    );
    assert.equal(created.shownDocuments.length, 2);
  });

  it('asks once when deleting or cancelling is pressed twice', async () => {
    press('Send to Sandbox');
    await start(csvOf(1));
    const { id } = await only();
    for (const twice of [() => desk.delete(id), () => desk.cancel(id)]) {
      host.messages.length = 0;
      press();
      await Promise.all([twice(), twice()]);
      assert.equal(host.messages.filter(({ modal }) => modal).length, 1);
    }
  });

  it('deletes a campaign only after asking', async () => {
    press('Send to Sandbox');
    await start(csvOf(2));
    const { id } = await only();
    press();
    await desk.delete(id);
    assert.equal((await desk.campaigns()).length, 1);
    press('Delete');
    await desk.delete(id);
    assert.equal((await desk.campaigns()).length, 0);
  });
});
