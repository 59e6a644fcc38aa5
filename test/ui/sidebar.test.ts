import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { hostileBodies } from '../support/messages';
import { control } from '../support/sandboxControl';
import { openWorkbench } from '../support/workbench/openWorkbench';
import { currentStage } from '../support/workbench/stage';
import { waitUntil } from '../support/workbench/waiting';
import { themes, type Workbench } from '../support/workbench/workbench';

const account = 'sandbox';

function play(what: string, options: Parameters<typeof control>[2] = {}): Promise<unknown> {
  return control(currentStage().sandboxUrl, what, options);
}

async function pictures(workbench: Workbench, name: string): Promise<void> {
  for (const [theme, short] of Object.entries(themes)) {
    await workbench.setTheme(theme as keyof typeof themes);
    await workbench.screenshot(`${name}-${short}`);
  }
  await workbench.setTheme('Dark Modern');
}

/** Clicks on welcome links and buttons need the pane to be open and alone enough to be seen. */
async function openViews(workbench: Workbench) {
  await workbench.openSideBar('ClickSend');
  const history = workbench.tree('History');
  const inbound = workbench.tree('Inbound');
  await history.expandPane();
  await inbound.expandPane();
  return { history, inbound };
}

describe('history and inbound in the sidebar', () => {
  let workbench: Workbench;
  let views: Awaited<ReturnType<typeof openViews>>;

  before(async () => {
    await play('reset', { body: { seed: 'demo' } });
    workbench = await openWorkbench({ viewport: { width: 1400, height: 1000 } });
    views = await openViews(workbench);
    await workbench.runCommand('ClickSend: Refresh History');
    await workbench.runCommand('ClickSend: Refresh Inbound SMS');
    // Only the newest day starts unfolded, and early in a day it holds little.
    await views.history.expand(/^Yesterday/);
  });

  after(async () => {
    await play('faults', { method: 'DELETE' });
    await play('reset', { body: { seed: 'demo' } });
    await workbench.close();
  });

  it('shows what was sent, what is scheduled and what came in', async () => {
    await views.history.waitForRow(/^Scheduled/);
    await views.history.waitForRow(/Delivered/);
    await views.inbound.waitForRow(/unread/);
    await pictures(workbench, 'sidebar-filled');
  });

  it('opens a message to read, in plain words', async () => {
    await views.history.click(/Delivered/);
    await workbench.tab(/^SMS \+61/).waitFor();
    await workbench.editor.waitForText('201: delivered to the handset (final)');
    await workbench.screenshot('sidebar-message');
  });

  it('reschedules: asks the time, confirms, cancels the old one, sends the new one', async () => {
    await views.history.pressInline(/due .*Scheduled.*Grace/, /Reschedule SMS/);
    const { quickInput, dialog } = workbench;
    await quickInput.widget.waitFor();
    await waitUntil('the confirmation', async () => {
      if (await dialog.box.isVisible()) {
        return true;
      }
      if (!(await quickInput.widget.isVisible())) {
        return false;
      }
      if ((await quickInput.placeholder()).startsWith('When?')) {
        await quickInput.type('in 20 days');
        await quickInput.row(/^\D*\d/).waitFor();
      }
      await quickInput.accept();
      return false;
    });
    await workbench.screenshot('sidebar-reschedule');
    await dialog.press('Send to Sandbox');
    await workbench.notifications.waitFor(/the old SMS is cancelled, the new one is due/);
    const due = new Date();
    due.setDate(due.getDate() + 20);
    const day = due.toLocaleDateString('en-US', { month: 'short', day: 'numeric' });
    await views.history.waitForRow(new RegExp(`due .*${day}.*Grace`));
    await views.history.waitForRow(/Cancelled.*Grace/);
    await workbench.screenshot('sidebar-rescheduled');
  });

  it('cancels a scheduled message after asking', async () => {
    const row = await views.history.waitForRow(/due .*Scheduled/);
    const text = await row.innerText();
    const number = /\+\d+/.exec(text)?.[0] ?? '';
    await views.history.pressInline(/due .*Scheduled/, /Cancel Scheduled SMS/);
    const { message, detail } = await workbench.dialog.read();
    assert.ok(message.includes(number), message);
    assert.match(detail, /Sandbox[^]*cannot be brought back/);
    await workbench.screenshot('sidebar-cancel-scheduled');
    await workbench.dialog.press('Cancel SMS');
    await workbench.notifications.waitFor(/is cancelled/);
    await views.history.waitForRow(/Cancelled/);
  });

  it('replies from the tree, through the confirmation', async () => {
    const text = `See you at ten (${Date.now()})`;
    await views.inbound.pressInline(/unread/, /Reply/);
    await workbench.quickInput.waitForTitle(/^Reply to \+61/);
    await workbench.quickInput.enter(text);
    await waitUntil('the confirmation', async () => {
      if (await workbench.dialog.box.isVisible()) {
        return true;
      }
      if (await workbench.quickInput.widget.isVisible()) {
        await workbench.quickInput.accept();
      }
      return false;
    });
    await workbench.dialog.press('Send to Sandbox');
    await views.history.waitForRow(text);
    await workbench.screenshot('sidebar-reply-sent');
  });

  it('exports the history and opens the file', async () => {
    await workbench.runCommand('ClickSend: Export SMS History');
    await waitUntil('the save dialog', async () =>
      (await workbench.quickInput.value()).includes('sms-history-'),
    );
    const file = path.join(workbench.folder, 'history.csv');
    await workbench.quickInput.enter(file);
    await workbench.notifications.press(/SMS history exported/, 'Open');
    await workbench.tab('history.csv').waitFor();
    assert.match(readFileSync(file, 'utf8'), /message_id/);
    await workbench.screenshot('sidebar-export');
  });

  it('filters to nothing, says so, and clears with one click', async () => {
    await workbench.runCommand('ClickSend: Filter History');
    await workbench.quickInput.pick('Recipient');
    await workbench.quickInput.enter('+61499999999');
    assert.match(await views.history.welcomeText(), /No SMS matches the filter/);
    assert.match(await views.history.description(), /to \+61499999999/);
    await pictures(workbench, 'sidebar-filtered-empty');
    await views.history.pressWelcome('Clear Filter');
    await views.history.waitForRow(/Delivered/);
  });

  it('says what failed and comes back by one Retry', async () => {
    await play('faults', { body: { kind: 'error', status: 500, path: '/v3/sms/history' } });
    await play('faults', { body: { kind: 'error', status: 500, path: '/v3/sms/inbound' } });
    await workbench.runCommand('ClickSend: Refresh History');
    await workbench.runCommand('ClickSend: Refresh Inbound SMS');
    await views.history.waitForRow(/Couldn't load history. Retry/);
    await views.inbound.waitForRow(/Couldn't load inbound SMS. Retry/);
    await pictures(workbench, 'sidebar-failed');
    await play('faults', { method: 'DELETE' });
    await views.history.click(/Couldn't load history. Retry/);
    await views.history.row(/Couldn't load/).waitFor({ state: 'detached' });
    await views.inbound.click(/Couldn't load inbound SMS. Retry/);
    await views.inbound.row(/Couldn't load/).waitFor({ state: 'detached' });
  });

  it('shows hostile bodies as text that runs nothing', async () => {
    for (const body of Object.values(hostileBodies)) {
      await play('reply', {
        body: { username: account, from: '+61400900201', body, unprompted: true },
      });
    }
    await workbench.runCommand('ClickSend: Refresh Inbound SMS');
    const row = await views.inbound.waitForRow(/Win a prize/);
    assert.equal(await row.locator('a[href^="command:"], img, .codicon-trash').count(), 0);
    await row.hover();
    const hover = workbench.page.locator('.workbench-hover, .monaco-hover').first();
    await hover.waitFor();
    assert.equal(await hover.locator('a[href^="command:"], img').count(), 0);
    await workbench.screenshot('sidebar-hostile');
  });

  it('offers the POLL rule that a new account lacks', async () => {
    await play('reset', { body: { seed: 'none' } });
    await workbench.runCommand('ClickSend: Refresh Inbound SMS');
    await workbench.runCommand('ClickSend: Refresh History');
    assert.match(await views.inbound.welcomeText(), /inbound rule with the action POLL/);
    assert.match(await views.history.welcomeText(), /No SMS yet/);
    await pictures(workbench, 'sidebar-empty');
    await views.inbound.pressWelcome('Create Rule');
    await workbench.dialog.press('Create Rule');
    await workbench.notifications.waitFor(/Rule created/);
    await waitUntil('the welcome to change', async () =>
      (await views.inbound.welcomeText()).includes('No unread SMS'),
    );
  });
});
