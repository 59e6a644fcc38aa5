import assert from 'node:assert/strict';
import { openWorkbench } from '../support/workbench/openWorkbench';
import { waitUntil } from '../support/workbench/waiting';
import type { Workbench } from '../support/workbench/workbench';

const problems = [
  '---',
  'to: +61411111111, 12, +61411111111',
  'frm: MyBrand',
  '---',
  `Hi, it\u2019s ready. ${'Your order is on its way to you. '.repeat(4)}`,
  '',
].join('\n');

const campaign = [
  '---',
  'recipients: ./customers.csv',
  '---',
  'Hi {{first_name}}, see you on {{date}}. Reply STOP to opt out.',
  '',
].join('\n');

const customers = [
  'mobile,first_name,date',
  '+61491570156,Ann,1 December',
  `+61491570157,${'Maximiliana '.repeat(14).trim()},2 December`,
  // In national form: the account's country says where it is.
  '0491 570 110,Bea,3 December',
  '',
].join('\n');

describe('an .sms document in a window', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench({
      files: { 'problems.sms': problems, 'campaign.sms': campaign, 'customers.csv': customers },
    });
  });

  after(() => workbench.close());

  it('shows what is wrong with it and where the next part begins', async () => {
    await workbench.openFile('problems.sms');
    await workbench.editor.area.locator('.squiggly-error').first().waitFor();
    await workbench.editor.area.locator('.codelens-decoration a').first().waitFor();
    await workbench.screenshot('document-problems');
  });

  it('corrects an unknown key from the light bulb', async () => {
    await workbench.editor.placeCursor(3, 2);
    const fix = workbench.page.locator('.action-widget').getByText('Change to "from"').first();
    await waitUntil('the quick fix', async () => {
      await workbench.page.keyboard.press('Escape');
      await workbench.page.keyboard.press('Control+.');
      await fix.waitFor({ timeout: 4000 }).catch(() => undefined);
      return fix.isVisible();
    });
    await workbench.screenshot('document-quick-fix');
    await workbench.page.keyboard.press('Enter');
    await workbench.editor.waitForText('from: MyBrand');
    await workbench.save();
  });

  it('previews the message for each recipient, by the keyboard', async () => {
    await workbench.openFile('campaign.sms');
    await workbench.editor.area
      .locator('.codelens-decoration a')
      .getByText(/^Price: 1 to 2 parts, about \$0\.\d+$/)
      .waitFor();
    await workbench.editor.clickCodeLens('Preview 1 of 3');
    const preview = workbench.webview();
    await preview.locator('#bubbles').getByText('Hi Ann, see you on 1 December.').waitFor();
    await preview.locator('#next').press('ArrowRight');
    await preview.locator('#position').getByText('2 of 3').waitFor();
    assert.equal(await preview.locator('#bubbles section').count(), 2);
    await preview.locator('#table').getByText('Longest: 2 parts (row 3)').waitFor();
    await preview
      .locator('#table')
      .getByText(/about \$0\.\d+/)
      .first()
      .waitFor();
    await workbench.screenshot('document-preview');
    assert.deepEqual(await workbench.notifications.messages(), []);
  });
});
