import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { control } from '../support/sandboxControl';
import { openWorkbench } from '../support/workbench/openWorkbench';
import { currentStage } from '../support/workbench/stage';
import { waitUntil } from '../support/workbench/waiting';
import type { Workbench } from '../support/workbench/workbench';

const count = 2500;

/** Valid numbers that the sandbox delivers to, see docs/sandbox.md. */
const numberOf = (n: number) => `+614${1000 + n}0201`;

const csv = ['mobile,first_name,date', 'nonsense,Bad,never'].concat(
  Array.from({ length: count }, (_, n) => `${numberOf(n)},Ann ${n},${(n % 28) + 1} December`),
);

const document = `---
recipients: ./many.csv
custom_string: december
---
Hi {{first_name}}, see you on {{date}}. Reply STOP to opt out.
`;

const campaignsFolder = () =>
  path.join(
    currentStage().userDataFolder,
    'User/globalStorage/clicksend-sms.clicksend-sms/campaigns',
  );

describe('a campaign', () => {
  let workbench: Workbench;
  const sandbox = <Answer>(what: string, options?: Parameters<typeof control>[2]) =>
    control<Answer>(currentStage().sandboxUrl, what, options);

  const arrived = async () => {
    const { messages } = await sandbox<{
      messages: readonly { to: string; body: string; custom_string: string | null }[];
    }>('arrived?username=sandbox&limit=100000');
    return messages.filter(({ custom_string }) => custom_string?.startsWith('december '));
  };

  /** How many sends have reached the sandbox, answered or not. */
  const reached = async () => {
    const { faults } = await sandbox<{ faults: readonly { struck: number }[] }>('faults');
    return faults[0]?.struck ?? 0;
  };

  /** The process that runs the campaign, as its lock says. */
  const holder = (): number | undefined => {
    const root = campaignsFolder();
    for (const campaign of existsSync(root) ? readdirSync(root) : []) {
      const locks = readdirSync(path.join(root, campaign)).filter((name) =>
        /^lock\.\d+$/.test(name),
      );
      const last = locks.sort((a, b) => Number(a.slice(5)) - Number(b.slice(5))).at(-1);
      const text =
        last === undefined ? '{}' : readFileSync(path.join(root, campaign, last), 'utf8');
      const { pid } = JSON.parse(text) as { pid?: number };
      if (pid !== undefined) {
        return pid;
      }
    }
    return undefined;
  };

  const isAlive = (pid: number) => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };

  before(async () => {
    await sandbox('accounts', { method: 'PUT', body: { username: 'sandbox', balance: 1000 } });
    await sandbox('faults', { body: { kind: 'latency', ms: 3000, path: '/v3/sms/send' } });
    workbench = await openWorkbench({
      files: { 'many.csv': csv.join('\n'), 'many.sms': document },
    });
    workbench.setSettings({
      'clicksend.campaign.concurrency': 1,
      'clicksend.campaign.settleSeconds': 4,
    });
    await workbench.openFile('many.sms');
  });

  after(async () => {
    await sandbox('faults', { method: 'DELETE' });
    await workbench.close();
  });

  it('is priced, confirmed by its number, shown, and paused', async () => {
    await workbench.runCommand('ClickSend: Start Campaign...');
    const { message, detail } = await workbench.dialog.read();
    assert.match(message, /^Send "many\.sms" to 2,500 recipients for about \$198\.00 AUD\?/);
    assert.ok(detail.includes('Left out: 1 without a valid number'), detail);
    await workbench.screenshot('campaign-1-confirmation');
    await workbench.dialog.press('Send to Sandbox');
    await workbench.quickInput.enter('2500');
    await workbench.openSideBar('ClickSend');
    const outbox = workbench.tree('Outbox');
    await outbox.expandPane();
    await outbox.waitForRow(/many\.sms.*sending · 1,000 of 2,500/);
    await workbench.screenshot('campaign-2-sending');
    await outbox.pressInline('many.sms', 'Pause Campaign');
    await outbox.waitForRow(/many\.sms.*paused · 2,000 of 2,500/);
    await workbench.screenshot('campaign-3-paused');
    assert.equal((await arrived()).length, 2000);
  });

  it('survives the death of its process, and sends to nobody twice', async () => {
    const outbox = workbench.tree('Outbox');
    await outbox.pressInline('many.sms', 'Resume Campaign');
    await waitUntil('the third request to be under way', async () => (await reached()) === 3);
    const pid = await waitUntil('a process to hold the campaign', holder);
    process.kill(pid, 'SIGKILL');
    await waitUntil('it to be gone', () => !isAlive(pid));
    await sandbox('faults', { method: 'DELETE' });
    await workbench.reload();
    const told = await workbench.notifications.waitFor('was interrupted');
    assert.match(told, /looked up in history before anything is sent/);
    await workbench.screenshot('campaign-4-interrupted');
    await workbench.notifications.press('was interrupted', 'Resume');
    // The sandbox gave up the request of a client that was gone, so history does not show it.
    await workbench.notifications.waitFor('of 500 messages nobody knows whether they were sent');
    assert.equal((await arrived()).length, 2000);
    await workbench.notifications.press('nobody knows', 'Decide...');
    assert.match((await workbench.dialog.read()).detail, /get the message twice/);
    await workbench.screenshot('campaign-5-decision');
    await workbench.dialog.press('Send Them');
    assert.match(
      (await workbench.dialog.read()).message,
      /^Send 500 messages of "many\.sms", which may have been sent already, for about \$39\.60 AUD\?/,
    );
    await workbench.screenshot('campaign-6-confirmed-anew');
    await workbench.dialog.press('Send to Sandbox');
    await workbench.quickInput.enter('500');
    await workbench.notifications.waitFor(/"many\.sms" is sent: 2,500 accepted, \$198\.00 AUD/);
    await workbench.screenshot('campaign-7-finished');
    const messages = await arrived();
    assert.equal(messages.length, count);
    assert.equal(new Set(messages.map(({ to }) => to)).size, count);
    assert.equal(
      messages.find(({ to }) => to === numberOf(7))?.body,
      'Hi Ann 7, see you on 8 December. Reply STOP to opt out.',
    );
  });

  it('accounts for every recipient', async () => {
    await workbench.openSideBar('ClickSend');
    const outbox = workbench.tree('Outbox');
    await outbox.expandPane();
    await outbox.expand('many.sms');
    await outbox.waitForRow(/Left Out.*1/);
    await outbox.expand(/Accepted.*2,500/);
    await outbox.waitForRow(numberOf(0));
    await workbench.screenshot('campaign-8-recipients');
    await outbox.pressInline('many.sms', 'Open Results');
    await workbench.tab('results.csv').waitFor();
    await workbench.editor.area.waitFor();
    await workbench.screenshot('campaign-9-results');
  });
});

describe('a campaign with bad hands', () => {
  let workbench: Workbench;
  const username = 'sandbox';

  const arrivedWith = async (customString: string) => {
    const { messages } = await control<{
      messages: readonly { to: string; body: string; custom_string: string | null }[];
    }>(currentStage().sandboxUrl, `arrived?username=${username}&limit=100000`);
    return messages.filter(({ custom_string }) => custom_string?.startsWith(`${customString} `));
  };

  const sixty = ['mobile,first_name'].concat(
    Array.from({ length: 60 }, (_, n) => `${numberOf(n)},Ann ${n}`),
  );
  const unclosed = [
    'mobile,first_name',
    '+61491570159,Dee',
    '+61491570156,"Ann',
    '+61491570157,Bob',
    '+61491570158,Cy "the man" X',
  ];
  const documentFor = (table: string, customString: string) =>
    `---\nrecipients: ./${table}\ncustom_string: ${customString}\n---\nHi {{first_name}}. Reply STOP to opt out.\n`;

  before(async () => {
    workbench = await openWorkbench({
      files: {
        'sixty.csv': sixty.join('\n'),
        'sixty.sms': documentFor('sixty.csv', 'double'),
        'unclosed.csv': unclosed.join('\n'),
        'unclosed.sms': documentFor('unclosed.csv', 'quote'),
      },
    });
  });

  after(async () => {
    await workbench.close();
  });

  it('is started once by a double click', async () => {
    const before = existsSync(campaignsFolder()) ? readdirSync(campaignsFolder()).length : 0;
    await workbench.openFile('sixty.sms');
    await workbench.editor.doubleClickCodeLens(/Send to 60/);
    const { message, detail } = await workbench.dialog.read();
    assert.match(message, /^Send "sixty\.sms" to 60 recipients/);
    assert.doesNotMatch(detail, /same text/);
    await workbench.screenshot('double-click-1-one-question');
    await workbench.dialog.press('Send to Sandbox');
    await waitUntil('all to arrive', async () => (await arrivedWith('double')).length >= 60);
    assert.equal(await workbench.dialog.box.count(), 0, 'no second question');
    assert.equal((await arrivedWith('double')).length, 60);
    assert.equal(readdirSync(campaignsFolder()).length, before + 1, 'one campaign');
  });

  it('says so when the same is sent again on purpose', async () => {
    await workbench.editor.clickCodeLens(/Send to 60/);
    const { detail } = await workbench.dialog.read();
    assert.match(detail, /^Attention: the same text went to 60 recipients/);
    await workbench.screenshot('double-click-2-said-on-purpose');
    await workbench.dialog.press('Cancel');
    assert.equal((await arrivedWith('double')).length, 60);
  });

  it('sends nothing of rows that an unclosed quote ran together', async () => {
    await workbench.openFile('unclosed.sms');
    await workbench.editor.clickCodeLens(/Send to 1/);
    const { message, detail } = await workbench.dialog.read();
    assert.match(message, /^3 rows of the table for "unclosed\.sms" are not well formed/);
    assert.match(detail, /Row 3: a quote ends in the middle of a value/);
    await workbench.screenshot('unclosed-quote-1-question');
    await workbench.dialog.press('Cancel');
    assert.deepEqual(await arrivedWith('quote'), []);
    await workbench.editor.clickCodeLens(/Send to 1/);
    await workbench.dialog.press('Leave Them Out');
    await workbench.dialog.press('Send to Sandbox');
    await waitUntil('it to arrive', async () => (await arrivedWith('quote')).length > 0);
    assert.deepEqual(
      (await arrivedWith('quote')).map(({ to, body }) => [to, body]),
      [['+61491570159', 'Hi Dee. Reply STOP to opt out.']],
    );
  });
});
