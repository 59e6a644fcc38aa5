import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { control } from '../support/sandboxControl';
import { SandboxTemplates, type RawTemplate } from '../support/sandboxTemplates';
import { waitUntil } from '../support/workbench/waiting';

const sandboxUrl = process.env['CLICKSEND_SANDBOX_URL'] ?? '';

async function edit(document: vscode.TextDocument, text: string): Promise<void> {
  const change = new vscode.WorkspaceEdit();
  const end = document.lineAt(document.lineCount - 1).range.end;
  change.replace(document.uri, new vscode.Range(new vscode.Position(0, 0), end), text);
  assert.equal(await vscode.workspace.applyEdit(change), true);
}

describe('a template as a document', () => {
  const server = new SandboxTemplates(sandboxUrl);
  let template: RawTemplate;
  let document: vscode.TextDocument;

  before(() => vscode.extensions.getExtension('clicksend-sms.clicksend-sms')?.activate());

  beforeEach(async () => {
    template = await server.create('Greeting', 'Hello {{name}}');
    document = await vscode.workspace.openTextDocument(
      vscode.Uri.parse(`clicksend://template/${template.template_id}/Greeting.sms?sandbox`),
    );
    await vscode.window.showTextDocument(document);
  });

  afterEach(async () => {
    await control(sandboxUrl, 'faults', { method: 'DELETE' });
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('opens with the text of the server and saves to it, several times', async () => {
    assert.equal(document.getText(), 'Hello {{name}}');
    for (const text of ['Bonjour {{name}} ✓', 'Servus\nzwei Zeilen', '']) {
      await edit(document, text);
      assert.equal(await document.save(), true);
      assert.equal(document.isDirty, false);
      assert.equal(await server.body(template.template_id), text);
    }
  });

  it('is not saved over a change made meanwhile; the text stays unsaved in the editor', async () => {
    await edit(document, 'Mine');
    await server.update(template.template_id, 'Greeting', 'Their text');
    assert.equal(await document.save(), false);
    assert.equal(document.isDirty, true);
    assert.equal(document.getText(), 'Mine');
    assert.equal(await server.body(template.template_id), 'Their text');
  });

  it('is not saved over a change that is as long as the text it replaced', async () => {
    await edit(document, 'Mine');
    await server.update(template.template_id, 'Greeting', 'HELLO {{NAME}}');
    assert.equal(await document.save(), false);
    assert.equal(await server.body(template.template_id), 'HELLO {{NAME}}');
  });

  it('takes the text of the server again when reverted, and saves from there', async () => {
    await edit(document, 'Mine');
    await server.update(template.template_id, 'Greeting', 'Their text');
    assert.equal(await document.save(), false);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    assert.equal(document.getText(), 'Their text');
    await edit(document, 'Both');
    assert.equal(await document.save(), true);
    assert.equal(await server.body(template.template_id), 'Both');
  });

  for (const kind of ['error', 'reset', 'malformedJson'] as const) {
    it(`stays unsaved when the update ends in ${kind}, and the next save works`, async () => {
      const path = '/v3/sms/templates/*';
      await control(sandboxUrl, 'faults', { body: { kind, method: 'PUT', path, count: 1 } });
      await edit(document, 'Mine');
      assert.equal(await document.save(), false);
      assert.equal(document.isDirty, true);
      assert.equal(await document.save(), true);
      assert.equal(await server.body(template.template_id), 'Mine');
    });
  }

  it('keeps the text when the template was deleted meanwhile', async () => {
    await edit(document, 'Mine');
    await server.remove(template.template_id);
    assert.equal(await document.save(), false);
    assert.equal(document.isDirty, true);
    assert.equal(document.getText(), 'Mine');
  });

  it('follows the server while nothing was changed in it', async () => {
    await vscode.commands.executeCommand('clicksend.templates.focus');
    await server.update(template.template_id, 'Greeting', 'From the dashboard');
    await waitUntil('the editor to follow', async () => {
      await vscode.commands.executeCommand('clicksend.template.refresh');
      return document.getText() === 'From the dashboard';
    });
    assert.equal(document.isDirty, false);
  });
});
