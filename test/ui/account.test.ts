import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { openWorkbench } from '../support/workbench/openWorkbench';
import { currentStage } from '../support/workbench/stage';
import type { Workbench } from '../support/workbench/workbench';

const username = 'ann@example.com';
const apiKey = 'KEY-7f3d9b1e-must-not-leak';

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => path.join(folder, file))
    .filter((file) => statSync(file).isFile());
}

describe('accounts', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench({
      files: {
        'a.txt': 'hello\n',
        // A workspace that tries to have the key sent to itself.
        '.vscode/settings.json': JSON.stringify({ 'clicksend.api.baseUrl': 'http://127.0.0.1:9' }),
      },
    });
    workbench.setSettings({ 'clicksend.api.baseUrl': currentStage().sandboxUrl });
  });

  after(async () => {
    workbench.setSettings({ 'clicksend.api.baseUrl': 'https://rest.clicksend.com' });
    await workbench.close();
  });

  it('says whom a send would bill', async () => {
    await workbench.statusBarItem('ClickSend: Sandbox').waitFor();
  });

  it('refuses a wrong key, keeps the username, and stores nothing', async () => {
    const { quickInput } = workbench;
    await workbench.runCommand('ClickSend: Sign In');
    await quickInput.waitForTitle(/1\/2/);
    await quickInput.enter('notactive');
    await quickInput.waitForTitle(/2\/2/);
    assert.equal(await quickInput.isMasked(), true);
    await quickInput.enter(apiKey);
    await quickInput.waitForMessage(/refused the username or API key/);
    await quickInput.waitForTitle(/2\/2/);
    assert.deepEqual([await quickInput.value(), await quickInput.isMasked()], [apiKey, true]);
    await workbench.screenshot('sign-in-refused');
    await quickInput.goBack();
    await quickInput.waitForTitle(/1\/2/);
    assert.equal(await quickInput.value(), 'notactive');
    await quickInput.cancel();
    await workbench.statusBarItem('ClickSend: Sandbox').waitFor();
  });

  it('signs in, whatever the workspace says about the address', async () => {
    const { quickInput } = workbench;
    await workbench.runCommand('ClickSend: Sign In');
    await quickInput.waitForTitle(/1\/2/);
    await quickInput.enter(username);
    await quickInput.waitForTitle(/2\/2/);
    await quickInput.enter(apiKey);
    await workbench.statusBarItem(`ClickSend: ${username}`).waitFor();
    await workbench.screenshot('signed-in');
  });

  it('is still signed in after the window is reloaded', async () => {
    await workbench.reload();
    await workbench.statusBarItem(`ClickSend: ${username}`).waitFor();
  });

  it('writes the key to no log, setting or state file', () => {
    const basic = Buffer.from(`${username}:${apiKey}`).toString('base64');
    const holding = filesBelow(currentStage().userDataFolder).filter((file) => {
      const text = readFileSync(file, 'latin1');
      return text.includes(apiKey) || text.includes(basic);
    });
    assert.deepEqual(holding, []);
  });

  it('switches to the sandbox and signs out', async () => {
    const { quickInput } = workbench;
    await workbench.runCommand('ClickSend: Switch Account');
    await quickInput.row(/Sandbox/).waitFor();
    await workbench.screenshot('switch-account');
    await quickInput.pick(/Sandbox/);
    await workbench.statusBarItem('ClickSend: Sandbox').waitFor();
    await workbench.runCommand('ClickSend: Switch Account');
    await quickInput.pick(new RegExp(username));
    await workbench.statusBarItem(`ClickSend: ${username}`).waitFor();
    await workbench.runCommand('ClickSend: Sign Out');
    await workbench.dialog.press('Sign Out');
    await workbench.statusBarItem('ClickSend: Sandbox').waitFor();
  });
});
