import * as vscode from 'vscode';
import { showInformation, showWarning } from '../../platform/show/messages';
import { showPick } from '../../platform/show/picks';
import { showStatusMessage } from '../../platform/show/status';
import { executeCommand, registerCommand } from '../../platform/commands';
import { connectionSnippets } from './connection';
import type { SandboxProcess } from './process';
import type { SandboxServices } from './services';

export function registerSandboxCommands({
  sandbox,
  session,
  errors,
}: SandboxServices): vscode.Disposable {
  return vscode.Disposable.from(
    registerCommand(errors, 'clicksend.sandbox.start', () => start(sandbox, session)),
    registerCommand(errors, 'clicksend.sandbox.stop', () => sandbox.stop()),
    registerCommand(errors, 'clicksend.sandbox.reset', () => reset(sandbox)),
    registerCommand(errors, 'clicksend.sandbox.copyConnection', () => copyConnection(sandbox)),
  );
}

async function start(sandbox: SandboxProcess, session: SandboxServices['session']): Promise<void> {
  const url = await sandbox.ensureRunning();
  const use = vscode.l10n.t('Use Sandbox');
  const copy = vscode.l10n.t('Copy Connection');
  const picked = await showInformation(
    vscode.l10n.t('The ClickSend sandbox answers on {0}.', url),
    ...(session.active?.kind === 'sandbox' ? [copy] : [use, copy]),
  );
  if (picked === use) {
    await executeCommand('clicksend.sandbox.use');
  } else if (picked === copy) {
    await executeCommand('clicksend.sandbox.copyConnection');
  }
}

async function reset(sandbox: SandboxProcess): Promise<void> {
  const yes = vscode.l10n.t('Reset Sandbox');
  const answer = await showWarning(
    vscode.l10n.t('Reset the sandbox?'),
    {
      modal: true,
      detail: [
        vscode.l10n.t(
          'Its messages, templates, rules and everything else go, and the sample data comes back. No real account is touched.',
        ),
      ],
    },
    yes,
  );
  if (answer === yes) {
    await sandbox.reset();
    showStatusMessage(vscode.l10n.t('The sandbox is as new.'), 5000);
  }
}

async function copyConnection(sandbox: SandboxProcess): Promise<void> {
  const url = await sandbox.ensureRunning();
  const picked = await showPick(
    connectionSnippets(url).map(({ label, detail, text }) => ({ label, detail, text })),
    {
      title: vscode.l10n.t('Copy Sandbox Connection'),
      placeHolder: vscode.l10n.t('For your own app: what should be copied?'),
    },
  );
  if (picked) {
    await vscode.env.clipboard.writeText(picked.text);
    showStatusMessage(vscode.l10n.t('Copied: {0}', picked.label), 5000);
  }
}
