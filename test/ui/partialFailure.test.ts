import assert from 'node:assert/strict';
import { openWorkbench } from '../support/workbench/openWorkbench';
import type { Workbench } from '../support/workbench/workbench';

/** The sandbox delivers to the ending 0201 and refuses 0402 for credit, see docs/sandbox.md. */
const rows = [
  ...Array.from({ length: 12 }, (_, n) => `+614${1000 + n}0201,Ann ${n}`),
  ...Array.from({ length: 48 }, (_, n) => `+614${1000 + n}0402,Bob ${n}`),
];

const words = '48 of 60 rejected: the account has not enough credit';

describe('a campaign that ClickSend refuses in part', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench({
      files: {
        'part.csv': ['mobile,first_name', ...rows].join('\n'),
        'part.sms': '---\nrecipients: ./part.csv\n---\nHi {{first_name}}, see you tomorrow.\n',
        'two.txt': 'See you tomorrow.\n',
      },
    });
  });

  after(() => workbench.close());

  it('looks failed in the message, the status bar and the row, with the reason first', async () => {
    await workbench.openFile('part.sms');
    await workbench.runCommand('ClickSend: Start Campaign...');
    await workbench.dialog.read();
    await workbench.notifications.waitUntilNone();
    await workbench.dialog.press('Send to Sandbox');
    const told = await workbench.notifications.waitFor(words);
    assert.match(told, /"part\.sms": 48 of 60 rejected: .*, 12 accepted, \$0\.95/);
    await workbench.statusBarItem(`part.sms: ${words}, 12 accepted`).waitFor();
    await workbench.screenshot('partial-1-told');
    await workbench.openSideBar('ClickSend');
    const outbox = workbench.tree('Outbox');
    await outbox.expandPane();
    const row = await outbox.waitForRow(/part\.sms.*48 of 60 rejected/);
    assert.doesNotMatch(await row.innerText(), /finished/);
    assert.equal(await row.locator('.codicon-warning').count(), 1);
    await outbox.expand('part.sms');
    await outbox.waitForRow(/Rejected.*48.*not enough credit/);
    await workbench.screenshot('partial-2-outbox');
  });

  it('looks failed in the result of a few messages, too', async () => {
    const { quickInput } = workbench;
    await workbench.openFile('two.txt');
    await workbench.editor.selectLine(1);
    await workbench.runCommand('ClickSend: Send SMS');
    await quickInput.waitForTitle(/1\/4/);
    await quickInput.type('+61411000201, +61411000402');
    await quickInput.accept();
    await quickInput.enter('');
    for (const step of [/2\/4/, /3\/4/, /4\/4/]) {
      await quickInput.waitForTitle(step);
      await quickInput.accept();
    }
    await workbench.dialog.press('Send to Sandbox');
    await workbench.notifications.waitFor(/1 of 2 rejected: the account has not enough credit/);
    await workbench.statusBarItem('1 of 2 rejected').waitFor();
    await workbench.editor.waitForText(
      '⚠ SMS result: 1 of 2 rejected: the account has not enough credit',
    );
    await workbench.screenshot('partial-3-result');
  });
});
