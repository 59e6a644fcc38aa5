import assert from 'node:assert/strict';
import * as vscode from 'vscode';

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

function theExtension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension('clicksend-sms.clicksend-sms');
  assert.ok(found, 'the extension is installed');
  return found;
}

describe('the extension', () => {
  before(() => theExtension().activate());

  it('is active', () => {
    assert.equal(theExtension().isActive, true);
  });

  it('registers every command that its manifest declares', async () => {
    const manifest = theExtension().packageJSON as Manifest;
    const registered = new Set(await vscode.commands.getCommands(true));
    const missing = manifest.contributes.commands
      .map(({ command }) => command)
      .filter((command) => !registered.has(command));
    assert.deepEqual(missing, []);
  });

  it('declares every command that it registers', async () => {
    const manifest = theExtension().packageJSON as Manifest;
    const declared = new Set(manifest.contributes.commands.map(({ command }) => command));
    const undeclared = (await vscode.commands.getCommands(true)).filter(
      (command) => command.startsWith('clicksend.') && !declared.has(command),
    );
    // VS Code makes commands of its own for each view: focus, resetViewLocation, open and so on.
    const ofViews = /^clicksend\.\w+\.(focus|resetViewLocation|open|toggleVisibility|removeView)$/;
    assert.deepEqual(
      undeclared.filter((command) => !ofViews.test(command)),
      [],
    );
  });
});
