import assert from 'node:assert/strict';
import { openWorkbench } from '../support/workbench/openWorkbench';
import type { Workbench } from '../support/workbench/workbench';

describe('the packed extension in a real window', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench();
  });

  after(() => workbench.close());

  it('activates when the window has started, with nothing to be seen going wrong', async () => {
    // By itself, not by a command of ours: those would activate it too.
    await workbench.statusBarItem('ClickSend: Sandbox').waitFor();
    await workbench.runCommand('ClickSend: Show Log');
    await workbench.page.locator('.part.panel').waitFor();
    assert.deepEqual(await workbench.notifications.messages(), []);
    await workbench.screenshot('smoke');
  });

  for (const theme of ['Dark Modern', 'Light Modern', 'Default High Contrast'] as const) {
    it(`wears the theme ${theme}`, async () => {
      await workbench.setTheme(theme);
      await workbench.screenshot(`smoke-${theme.toLowerCase().replaceAll(' ', '-')}`);
    });
  }
});
