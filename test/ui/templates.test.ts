import assert from 'node:assert/strict';
import { control } from '../support/sandboxControl';
import { SandboxTemplates, type RawTemplate } from '../support/sandboxTemplates';
import { openWorkbench } from '../support/workbench/openWorkbench';
import { currentStage } from '../support/workbench/stage';
import type { TreeView } from '../support/workbench/tree';
import { waitUntil } from '../support/workbench/waiting';
import { themes, type Workbench } from '../support/workbench/workbench';

type Theme = keyof typeof themes;

describe('the Templates view in a real window', () => {
  let workbench: Workbench;
  let tree: TreeView;
  let server: SandboxTemplates;
  let kept: readonly RawTemplate[];

  const lookInAllThemes = async (name: string) => {
    for (const theme of Object.keys(themes) as Theme[]) {
      await workbench.setTheme(theme);
      await workbench.screenshot(`templates-${name}-${theme.toLowerCase().replaceAll(' ', '-')}`);
    }
    await workbench.setTheme('Dark Modern');
  };
  /** The editor of a row that was clicked takes the focus when it is there, and F2 with it. */
  const askToRename = () =>
    waitUntil('the name to be asked for', async () => {
      await tree.pane.locator('.monaco-list').first().focus();
      await workbench.page.keyboard.press('F2');
      return workbench.quickInput.input.waitFor({ timeout: 1000 }).then(
        () => true,
        () => false,
      );
    });
  const bodyOf = async (name: string) =>
    (await server.all()).find(({ template_name }) => template_name === name)?.body;
  const fault = (body: unknown) => control(currentStage().sandboxUrl, 'faults', { body });
  const clearFaults = () => control(currentStage().sandboxUrl, 'faults', { method: 'DELETE' });

  before(async () => {
    server = new SandboxTemplates(currentStage().sandboxUrl);
    kept = await server.all();
    await server.clear();
    await server.create('Bienvenue', 'Bonjour {{name}}, ici (First Name)');
    await server.create('[quit](command:workbench.action.quit)', '[x](command:y) \u202Eabc\u0007');
    await server.create('Sale', 'Everything must go');
    workbench = await openWorkbench({ files: { 'note.txt': 'Note: \n' } });
    tree = workbench.tree('Templates');
    await workbench.openSideBar('ClickSend');
    await tree.expandPane();
  });

  after(async () => {
    await clearFaults();
    await workbench.close();
    await server.clear();
    for (const { template_name, body } of kept) {
      await server.create(template_name, body);
    }
  });

  it('lists names and first words in order, and a tooltip shows a body as text', async () => {
    await tree.waitForRow('Bienvenue');
    assert.deepEqual(
      (await tree.rows()).map((row) => row.slice(0, 9)),
      ['[quit](co', 'Bienvenue', 'SaleEvery'],
    );
    await (await tree.waitForRow('quit')).hover();
    const hover = workbench.page.locator('.workbench-hover');
    await hover.filter({ hasText: '[x](command:y) [U+202E]abc␇' }).waitFor();
    assert.equal(await hover.locator('a').count(), 0);
    await workbench.screenshot('templates-tooltip');
    await lookInAllThemes('filled');
  });

  it('opens one, and a save updates it on the server', async () => {
    await tree.click('Bienvenue');
    await workbench.editor.waitForText('Bonjour');
    await workbench.editor.goToEnd();
    await workbench.page.keyboard.type('!');
    await workbench.save();
    assert.equal(await bodyOf('Bienvenue'), 'Bonjour {{name}}, ici (First Name)!');
    await tree.waitForRow(/Bienvenue.*!/);
    await lookInAllThemes('saved');
  });

  it('shows a conflict with both texts, and overwrites only when told to', async () => {
    const { template_id: id } = (await server.all()).find(
      ({ template_name }) => template_name === 'Bienvenue',
    )!;
    await workbench.page.keyboard.type(' Mine.');
    await server.update(id, 'Bienvenue', 'Changed by a colleague {{name}}');
    await workbench.page.keyboard.press('Control+S');
    await workbench.notifications.press(/content of the file is newer/, 'Compare');
    await workbench.tab(/Resolve save conflict/).waitFor();
    await workbench.page.locator('.monaco-diff-editor').first().waitFor();
    assert.equal(await server.body(id), 'Changed by a colleague {{name}}');
    await lookInAllThemes('conflict');
    await workbench.page
      .locator('.editor-actions')
      .getByRole('button', { name: /^Use your changes/ })
      .first()
      .click();
    await waitUntil('the overwriting', async () =>
      ((await server.body(id)) ?? '').includes('Mine'),
    );
  });

  it('keeps the editor unsaved when saving fails, and saves when asked again', async () => {
    await workbench.tab('Bienvenue.sms').waitFor();
    await fault({ kind: 'error', status: 500, method: 'PUT', path: '/v3/sms/templates/*' });
    await workbench.editor.goToEnd();
    await workbench.page.keyboard.type(' Again.');
    await workbench.page.keyboard.press('Control+S');
    await workbench.notifications.waitFor(/Failed to save/);
    assert.equal(await workbench.isDirty(), true);
    await lookInAllThemes('failed-save');
    await clearFaults();
    await workbench.notifications.press(/Failed to save/, 'Retry');
    await waitUntil('the retry', async () => ((await bodyOf('Bienvenue')) ?? '').includes('Again'));
    await waitUntil('the editor to be saved', async () => !(await workbench.isDirty()));
  });

  it('renames with a key, and the editor takes the new name', async () => {
    await (await tree.waitForRow('Bienvenue')).click();
    await askToRename();
    await workbench.quickInput.enter('Welcome');
    await workbench.tab('Welcome.sms').waitFor();
    await tree.waitForRow('Welcome');
    assert.equal(await workbench.page.locator('[data-resource-name="Bienvenue.sms"]').count(), 0);
  });

  it('renames the one just clicked, leaves one editor on it, and asks about a second such name', async () => {
    await tree.click('Sale');
    await workbench.tab('Sale.sms').waitFor();
    await askToRename();
    await workbench.quickInput.enter('welcome');
    await workbench.screenshot('templates-twin');
    await workbench.dialog.press('Change It');
    await workbench.quickInput.waitForTitle('Rename Template');
    await workbench.quickInput.enter('Discount');
    await workbench.tab('Discount.sms').waitFor();
    await tree.click('Discount');
    await workbench.page.keyboard.press('Control+K');
    await workbench.page.keyboard.press('Enter');
    await askToRename();
    await workbench.quickInput.enter('Sale');
    await workbench.tab('Sale.sms').waitFor();
    await tree.click('Sale');
    const tabs = (name: string) => workbench.page.locator(`[data-resource-name="${name}.sms"]`);
    await waitUntil('one editor on it', async () => (await tabs('Discount').count()) === 0);
    assert.equal(await tabs('Sale').count(), 1);
    assert.doesNotMatch((await workbench.notifications.messages()).join(), /unexpected/);
  });

  it('inserts at the cursor', async () => {
    await workbench.openFile('note.txt');
    await workbench.page.keyboard.press('Control+Home');
    await workbench.page.keyboard.press('End');
    await tree.pressInline('Sale', 'Insert Template');
    await workbench.editor.waitForText('Note: Everything must go');
  });

  it('drops its text where it is dragged to', async () => {
    const row = await tree.waitForRow('Sale');
    const line = workbench.editor.area.locator('.view-line').last();
    await row.dragTo(line, { targetPosition: { x: 4, y: 5 } });
    await waitUntil('the drop', async () =>
      /Everything must go[^]*Everything must go/.test(await workbench.editor.visibleText()),
    );
    await workbench.screenshot('templates-dropped');
  });

  it('asks for the placeholders of one to send, then goes on to the recipients', async () => {
    const { template_id: id } = await server.create('Code', 'Your code is {{code}}, (First Name).');
    await workbench.runCommand('ClickSend: Send Template');
    await workbench.quickInput.pick('Code');
    await workbench.quickInput.waitForTitle(/1\/6/);
    await workbench.screenshot('templates-placeholder');
    await workbench.quickInput.enter('4711');
    await workbench.quickInput.waitForTitle(/2\/6/);
    await workbench.quickInput.enter('Ann');
    await workbench.quickInput.waitForTitle(/^Send SMS.*3\/6/);
    await workbench.quickInput.cancel();
    await server.remove(id);
  });

  it('deletes after asking, and Undo brings it back', async () => {
    await tree.openContextMenu('Sale');
    await workbench.pickMenuItem('Delete Template');
    await workbench.screenshot('templates-delete');
    await workbench.dialog.press('Delete');
    await workbench.notifications.press(/Deleted the template "Sale"/, 'Undo');
    await waitUntil('the template to be back', async () => (await bodyOf('Sale')) !== undefined);
    await tree.waitForRow('Sale');
  });

  it('says that a search found nothing, and leads back', async () => {
    await workbench.runCommand('ClickSend: Search Templates');
    await workbench.quickInput.type('nowhere');
    await workbench.quickInput.pick('Text contains "nowhere"');
    assert.match(await tree.welcomeText(), /No template matches/);
    await workbench.screenshot('templates-filtered');
    await tree.pressWelcome('Clear Search');
    await tree.waitForRow('Sale');
  });

  it('shows a failed load as a row, and one retry brings the list back', async () => {
    await fault({ kind: 'error', status: 500, method: 'GET', path: '/v3/sms/templates' });
    await workbench.runCommand('ClickSend: Refresh Templates');
    await tree.waitForRow("Couldn't load templates. Retry");
    await lookInAllThemes('failed');
    await clearFaults();
    await tree.click("Couldn't load templates. Retry");
    await tree.row("Couldn't load templates").waitFor({ state: 'detached' });
    assert.equal((await tree.rows()).length, 3);
  });

  it('welcomes whoever has no template yet', async () => {
    await server.clear();
    await workbench.runCommand('ClickSend: Refresh Templates');
    assert.match(await tree.welcomeText(), /No templates yet/);
    await lookInAllThemes('empty');
  });
});
