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
import type { ActiveAccount } from '../../../../src/platform/account';
import { ErrorBoundary } from '../../../../src/platform/errors';
import type { SendRequest } from '../../../../src/sms/resources';
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
    storage: vscodeUri(campaigns.root),
  });

  const client = {
    getAccount: () =>
      balance === undefined ? Promise.reject(new Error('down')) : Promise.resolve({ balance }),
    sendSms: (request: SendRequest) => campaigns.clickSend.sendSms(request),
    listHistory: () => campaigns.clickSend.listHistory({ pageSize: 10_000 }),
    cancelAllSms: (customString?: string) => campaigns.clickSend.cancelAllSms(customString),
    priceSms: async (request: SendRequest) => {
      await whenPriced();
      const { rows } = campaigns.clickSend;
      const before = rows.length;
      const { requests } = campaigns.clickSend;
      const script = campaigns.clickSend.script;
      campaigns.clickSend.script = [];
      const answer = await campaigns.clickSend.sendSms(request);
      campaigns.clickSend.script = script;
      requests.pop();
      rows.length = before;
      return answer;
    },
  };

  /** Presses these buttons, one for each modal or message that has one of them. */
  const press = (...titles: readonly string[]) => {
    host.onMessage = ({ buttons }) => titles.find((title) => buttons.includes(title));
  };

  const start = async (csv: string, body = 'Hi {{first_name}}') => {
    const file = path.join(campaigns.root, 'customers.csv');
    await writeFile(file, csv);
    await desk.start({
      name: 'reminder.sms',
      body,
      recipients: { kind: 'file', uri: Uri.file(file).toString() },
    });
    await settle();
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
    assert.equal(asked?.message, 'Send "reminder.sms" to 3 recipients for about 0.2376?');
    assert.equal(asked.modal, true);
    assert.match(asked.detail ?? '', /Left out: 1 without a valid number, 1 repeat a number/);
    assert.match(asked.detail ?? '', /3 to AU, 1 part: 0\.0792 a message/);
    assert.equal(campaigns.clickSend.rows.length, 3);
    assert.equal(told?.message, '"reminder.sms" is sent: 3 accepted, 0.2376 spent.');
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
    assert.match(host.messages[0]?.detail ?? '', /^Attention: the same text went to as many/);
    host.messages.length = 0;
    await start(csvOf(3), 'Another text');
    assert.doesNotMatch(host.messages[0]?.detail ?? '', /Attention/);
  });

  it('sends to nobody in the file of opted-out numbers, and not at all without it', async () => {
    const optedOut = path.join(campaigns.root, 'stop.csv');
    host.settings.set('clicksend.campaign.optedOutFile', optedOut);
    press('Send to Sandbox');
    await assert.rejects(start(csvOf(3)), /There is no file stop\.csv/);
    await writeFile(optedOut, `number\n0411 000 001\n`);
    await start(csvOf(3));
    assert.deepEqual([...campaigns.clickSend.deliveriesTo().keys()], [numberOf(0), numberOf(2)]);
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
    assert.match(priced?.message ?? '', /which may have been sent already, for about 0\.1584/);
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
    await assert.rejects(desk.retryRejected(id), /would refuse all of them/);
    clickSend.refused.clear();
    press();
    await desk.retryRejected(id);
    assert.match(
      host.messages.at(-1)?.message ?? '',
      /^Try 2 messages of "reminder\.sms" that were rejected again for about 0\.1584/,
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
    assert.match(host.messages[0]?.message ?? '', /"reminder\.sms" was interrupted: 3 messages/);
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
      /^1 of 250 rejected: sending to this country is not switched on in the account · 249 accepted · 19\.7208/,
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
      ['warning', `"reminder.sms": ${words}, 2 accepted, 0.1584 spent.`],
    );
    const bar = created.statusBarItems.find(({ id }) => id === 'clicksend.outcome');
    assert.equal(bar?.text, `$(warning) reminder.sms: ${words}, 2 accepted`);
    assert.equal(bar.backgroundColor?.id, 'statusBarItem.warningBackground');
    const row = toTreeItem({ kind: 'campaign', campaign: await only() });
    assert.equal(row.description, `${words} · 2 accepted · 0.1584`);
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
      'Send "reminder.sms" to 2 recipients (1 more would be refused) for about 0.1584?',
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
