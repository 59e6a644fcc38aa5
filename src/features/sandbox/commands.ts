import * as vscode from 'vscode';
import { showInput } from '../../platform/show/inputs';
import { showInformation, showWarning } from '../../platform/show/messages';
import { showPick } from '../../platform/show/picks';
import { showStatusMessage } from '../../platform/show/status';
import { executeCommand, registerCommand } from '../../platform/commands';
import { setting } from '../../platform/settings';
import { connectionSnippets } from './connection';
import { freePort } from './launch';
import type { SandboxProcess } from './process';
import type { SandboxServices } from './services';

export function registerSandboxCommands({
  sandbox,
  session,
  errors,
}: SandboxServices): vscode.Disposable {
  return vscode.Disposable.from(
    registerCommand(errors, 'clicksend.sandbox.start', () => start(sandbox, session)),
    registerCommand(errors, 'clicksend.sandbox.stop', () => sandbox.stop(mayStop)),
    registerCommand(errors, 'clicksend.sandbox.changePort', () => changePort(sandbox)),
    registerCommand(errors, 'clicksend.sandbox.reset', () => reset(sandbox)),
    registerCommand(errors, 'clicksend.sandbox.copyConnection', () => copyConnection(sandbox)),
  );
}

async function start(sandbox: SandboxProcess, session: SandboxServices['session']): Promise<void> {
  const url = await sandbox.start();
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

async function mayStop(url: string): Promise<boolean> {
  const yes = vscode.l10n.t('Stop Sandbox');
  const answer = await showWarning(
    vscode.l10n.t('Stop a sandbox that VS Code did not start?'),
    {
      modal: true,
      detail: [
        vscode.l10n.t(
          'It answers on {0}. Whatever else uses it loses it; what it keeps in a folder stays there.',
          url,
        ),
      ],
    },
    yes,
  );
  return answer === yes;
}

/** Asks for the port and starts the sandbox there. */
async function changePort(sandbox: SandboxProcess): Promise<void> {
  const present = setting('clicksend.sandbox.port');
  const typed = await showInput({
    title: vscode.l10n.t('Change Port of Sandbox'),
    prompt: vscode.l10n.t('Port of this machine for the sandbox, 1 to 65535'),
    value: String(await freePort(present, setting('clicksend.webhooks.port'))),
    validateInput: (value) =>
      /^\d{1,5}$/u.test(value.trim()) && Number(value) >= 1 && Number(value) <= 65_535
        ? undefined
        : vscode.l10n.t('Type a number from 1 to 65535.'),
  });
  if (typed === undefined) {
    return;
  }
  await vscode.workspace
    .getConfiguration()
    .update('clicksend.sandbox.port', Number(typed), vscode.ConfigurationTarget.Global);
  await sandbox.start();
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
