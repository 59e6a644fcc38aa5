import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';

/** Resolves once the problems of a document are as asked for. */
function problemsOf(
  uri: vscode.Uri,
  areRight: (codes: readonly unknown[]) => boolean,
): Promise<readonly vscode.Diagnostic[]> {
  return new Promise((resolve) => {
    const look = (): boolean => {
      const found = vscode.languages.getDiagnostics(uri);
      const isRight = areRight(found.map(({ code }) => code));
      if (isRight) {
        resolve(found);
      }
      return isRight;
    };
    if (look()) {
      return;
    }
    const subscription = vscode.languages.onDidChangeDiagnostics(() => {
      if (look()) {
        subscription.dispose();
      }
    });
  });
}

describe('an .sms document', () => {
  let folder: string;
  let uri: vscode.Uri;

  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'sms-documents-'));
    uri = vscode.Uri.file(path.join(folder, 'a.sms'));
    writeFileSync(path.join(folder, 'a.csv'), 'mobile,name\n+61411111111,Ann\n12,Ben\n');
    writeFileSync(
      uri.fsPath,
      '---\nrecipients: ./a.csv\nfrm: MyBrand\n---\nHi {{nme}}. Reply STOP to opt out.\n',
    );
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    rmSync(folder, { recursive: true, force: true });
  });

  it('is an SMS, shows its problems and those of its table', async () => {
    const document = await vscode.workspace.openTextDocument(uri);
    assert.equal(document.languageId, 'sms');
    const problems = await problemsOf(uri, (codes) => codes.includes('badRows'));
    assert.deepEqual(problems.map(({ code }) => code).sort(), [
      'badRows',
      'unknownKey',
      'unknownPlaceholder',
    ]);
  });

  it('corrects them by quick fixes', async () => {
    await vscode.window.showTextDocument(uri);
    for (const code of ['unknownKey', 'unknownPlaceholder']) {
      const [problem] = (await problemsOf(uri, (codes) => codes.includes(code))).filter(
        (each) => each.code === code,
      );
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        uri,
        problem?.range,
      );
      const edit = actions.find(({ isPreferred }) => isPreferred === true)?.edit;
      assert.ok(edit, code);
      await vscode.workspace.applyEdit(edit);
      await problemsOf(uri, (codes) => !codes.includes(code));
    }
    const { uri: open } = vscode.window.activeTextEditor!.document;
    const text = (await vscode.workspace.openTextDocument(open)).getText();
    assert.match(text, /^from: MyBrand$/m);
    assert.match(text, /Hi \{\{name\}\}/);
  });

  it('offers to preview above the text, and counts the recipients', async () => {
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      uri,
    );
    const titles = lenses.map(({ command }) => command?.title);
    assert.ok(titles.includes('Preview 1 of 1'), titles.join());
  });

  it('completes the columns of the table', async () => {
    const { document } = vscode.window.activeTextEditor!;
    const at = document.positionAt(document.getText().indexOf('{{') + 2);
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      uri,
      at,
    );
    const labels = items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    assert.ok(labels.includes('mobile') && labels.includes('name'), labels.join());
  });

  it('reads the table again when it has changed', async () => {
    writeFileSync(path.join(folder, 'a.csv'), 'mobile,name\n+61411111111,Ann\n');
    await problemsOf(uri, (codes) => !codes.includes('badRows'));
  });
});
