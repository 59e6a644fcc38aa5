import assert from 'node:assert/strict';
import { control } from '../support/sandboxControl';
import { openWorkbench } from '../support/workbench/openWorkbench';
import { currentStage } from '../support/workbench/stage';
import { waitUntil } from '../support/workbench/waiting';
import type { Workbench } from '../support/workbench/workbench';

const rows = Array.from({ length: 29 }, (_, n) => `+614${1000 + n}0201,Ann ${n}`);

/** Ten days ahead, at nine in Brisbane. */
const day = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10);

interface Arrived {
  readonly messages: readonly { readonly status: string; readonly body: string }[];
}

describe('a scheduled campaign', () => {
  let workbench: Workbench;

  const statuses = async () => {
    const { messages } = await control<Arrived>(
      currentStage().sandboxUrl,
      'arrived?username=sandbox&contains=parcel&limit=1000',
    );
    const count = (wanted: RegExp) => messages.filter(({ status }) => wanted.test(status)).length;
    return { scheduled: count(/scheduled/i), cancelled: count(/cancel/i) };
  };

  before(async () => {
    workbench = await openWorkbench({
      files: {
        'later.csv': ['mobile,first_name', ...rows].join('\n'),
        'later.sms': `---\nrecipients: ./later.csv\nschedule: ${day} 09:00 Australia/Brisbane\n---\nHi {{first_name}}, your parcel comes tomorrow.\n`,
      },
    });
  });

  after(() => workbench.close());

  const outbox = () => workbench.tree('Outbox');

  it('says when and to how many, and counts down', async () => {
    await workbench.openFile('later.sms');
    await workbench.runCommand('ClickSend: Start Campaign...');
    await workbench.dialog.press('Send to Sandbox');
    await workbench.notifications.waitFor(/"later\.sms" is scheduled for .* 09:00 \(Brisbane\)/);
    await workbench.openSideBar('ClickSend');
    await outbox().expandPane();
    await outbox().waitForRow(
      /later\.sms.*scheduled for \d+ [A-Z][a-z]+ 09:00 \(Brisbane\), 29 people · in \d+ d \d+ h/,
    );
    await workbench.screenshot('scheduled-1-row');
    assert.deepEqual(await statuses(), { scheduled: 29, cancelled: 0 });
  });

  it('is rescheduled as one', async () => {
    await outbox().pressInline('later.sms', 'Reschedule Campaign');
    await workbench.quickInput.waitForTitle('Reschedule "later.sms"');
    await workbench.quickInput.enter('in 20 days');
    const { message, detail } = await workbench.dialog.read();
    assert.match(
      message,
      /^Cancel 29 messages of "later\.sms" and schedule them for .*\(Brisbane\)/,
    );
    assert.match(detail, /cancelled first, and what they cost comes back/);
    await workbench.screenshot('scheduled-2-reschedule');
    await workbench.dialog.press('Send to Sandbox');
    await waitUntil('the campaign to be cancelled and planned anew', async () => {
      const { scheduled, cancelled } = await statuses();
      return scheduled === 29 && cancelled === 29;
    });
    await outbox().waitForRow(/later\.sms.*cancelled · 29 cancelled/);
    await outbox().waitForRow(/later\.sms.*scheduled for .*29 people/);
    await workbench.screenshot('scheduled-3-rescheduled');
  });

  it('is one row in Cancel All Scheduled, cancelled as one, with the money back', async () => {
    await workbench.runCommand('ClickSend: Cancel All Scheduled SMS');
    await workbench.quickInput.row('Campaign: later.sms').waitFor();
    await workbench.screenshot('scheduled-4-cancel-all');
    await workbench.quickInput.pick('Campaign: later.sms');
    assert.match((await workbench.dialog.read()).detail, /Messages: 29/);
    await workbench.dialog.press('Cancel 29 messages');
    const told = await workbench.notifications.waitFor(/29 messages cancelled/);
    assert.match(told, /\$2\.30 AUD came back/);
    await waitUntil('no message to be scheduled', async () => (await statuses()).scheduled === 0);
    await workbench.screenshot('scheduled-5-cancelled');
  });
});
