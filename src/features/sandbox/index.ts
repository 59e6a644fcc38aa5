import * as vscode from 'vscode';
import type { ActiveAccount } from '../../platform/account';
import { registerCommand, setContext, executeCommand } from '../../platform/commands';
import { ContextKeys } from '../../platform/contributions';
import type { ErrorBoundary } from '../../platform/errors';
import type { SandboxProcess } from './process';

export interface SandboxServices {
  readonly sandbox: SandboxProcess;
  readonly session: {
    readonly active: ActiveAccount | undefined;
    readonly onDidChangeActive: vscode.Event<ActiveAccount | undefined>;
  };
  readonly errors: ErrorBoundary;
}

export function registerSandbox({ sandbox, session, errors }: SandboxServices): vscode.Disposable {
  return vscode.Disposable.from(
    showState(sandbox, session),
    registerCommand(errors, 'clicksend.sandbox.start', () => start(sandbox, session)),
    registerCommand(errors, 'clicksend.sandbox.stop', () => sandbox.stop()),
    registerCommand(errors, 'clicksend.sandbox.reset', () => reset(sandbox)),
    registerCommand(errors, 'clicksend.sandbox.copyConnection', () => copyConnection(sandbox)),
  );
}

/** Beside the account in the status bar while the sandbox runs; a click offers what can be done. */
function showState(
  sandbox: SandboxProcess,
  session: SandboxServices['session'],
): vscode.Disposable {
  const item = vscode.window.createStatusBarItem(
    'clicksend.sandbox',
    vscode.StatusBarAlignment.Left,
    9,
  );
  item.name = vscode.l10n.t('ClickSend Sandbox');
  item.command = 'clicksend.sandbox.copyConnection';
  let isShownRunning = false;
  const show = () => {
    if (sandbox.running !== isShownRunning) {
      isShownRunning = sandbox.running;
      void setContext(ContextKeys.sandboxRunning, isShownRunning);
    }
    const port = sandbox.url && new URL(sandbox.url).port;
    if (port) {
      item.text = `$(server-process) :${port}`;
      item.tooltip = vscode.l10n.t(
        'The ClickSend sandbox answers on port {0}. Select to copy its connection for your app.',
        port,
      );
      item.show();
    } else if (session.active?.kind === 'sandbox') {
      item.text = `$(debug-disconnect) ${vscode.l10n.t('sandbox stopped')}`;
      item.tooltip = vscode.l10n.t(
        'The sandbox is active but not running. It starts when something is asked of it.',
      );
      item.show();
    } else {
      item.hide();
    }
  };
  show();
  return vscode.Disposable.from(item, sandbox.onDidChange(show), session.onDidChangeActive(show));
}

async function start(sandbox: SandboxProcess, session: SandboxServices['session']): Promise<void> {
  const url = await sandbox.ensureRunning();
  const use = vscode.l10n.t('Use Sandbox');
  const copy = vscode.l10n.t('Copy Connection');
  const picked = await vscode.window.showInformationMessage(
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
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('Reset the sandbox?'),
    {
      modal: true,
      detail: vscode.l10n.t(
        'Its messages, templates, rules and everything else go, and the sample data comes back. No real account is touched.',
      ),
    },
    yes,
  );
  if (answer === yes) {
    await sandbox.reset();
    vscode.window.setStatusBarMessage(vscode.l10n.t('The sandbox is as new.'), 5000);
  }
}

async function copyConnection(sandbox: SandboxProcess): Promise<void> {
  const { connectionSnippets } = await import('./connection');
  const url = await sandbox.ensureRunning();
  const picked = await vscode.window.showQuickPick(
    connectionSnippets(url).map(({ label, detail, text }) => ({ label, detail, text })),
    {
      title: vscode.l10n.t('Copy Sandbox Connection'),
      placeHolder: vscode.l10n.t('For your own app: what should be copied?'),
    },
  );
  if (picked) {
    await vscode.env.clipboard.writeText(picked.text);
    vscode.window.setStatusBarMessage(vscode.l10n.t('Copied: {0}', picked.label), 5000);
  }
}
