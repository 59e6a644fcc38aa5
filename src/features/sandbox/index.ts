import * as vscode from 'vscode';
import { setContext } from '../../platform/commands';
import { ContextKeys } from '../../contributions';
import { DeferredFeature } from '../../platform/deferredFeature';
import { StatusItem } from '../../platform/show/status';
import { soon } from '../../platform/soon';
import type { SandboxProcess } from './process';
import type { SandboxServices } from './services';

/** The state of the sandbox in the status bar, and the commands on it. */
export function registerSandbox(services: SandboxServices): vscode.Disposable {
  const { sandbox, session, errors } = services;
  const commands = new DeferredFeature({
    errors,
    commands: [
      'clicksend.sandbox.copyConnection',
      'clicksend.sandbox.reset',
      'clicksend.sandbox.start',
      'clicksend.sandbox.stop',
    ],
    load: async () => {
      const { registerSandboxCommands } = await import('./commands');
      return () => registerSandboxCommands(services);
    },
  });
  return vscode.Disposable.from(
    soon(() => showState(sandbox, session)),
    commands,
  );
}

/** Beside the account in the status bar while the sandbox runs; a click offers what can be done. */
function showState(
  sandbox: SandboxProcess,
  session: SandboxServices['session'],
): vscode.Disposable {
  const item = new StatusItem(
    'clicksend.sandbox',
    vscode.l10n.t('ClickSend Sandbox'),
    vscode.StatusBarAlignment.Left,
    9,
  );
  const command = 'clicksend.sandbox.copyConnection';
  let isShownRunning = false;
  const show = () => {
    if (sandbox.running !== isShownRunning) {
      isShownRunning = sandbox.running;
      void setContext(ContextKeys.sandboxRunning, isShownRunning);
    }
    const port = sandbox.url && new URL(sandbox.url).port;
    if (port) {
      const tooltip = vscode.l10n.t(
        'The ClickSend sandbox answers on port {0}. Select to copy its connection for your app.',
        port,
      );
      item.show({ icon: 'server-process', text: `:${port}`, tooltip, command });
    } else if (session.active?.kind === 'sandbox') {
      const text = vscode.l10n.t('sandbox stopped');
      const tooltip = vscode.l10n.t(
        'The sandbox is active but not running. It starts when something is asked of it.',
      );
      item.show({ icon: 'debug-disconnect', text, tooltip, command });
    } else {
      item.hide();
    }
  };
  show();
  return vscode.Disposable.from(item, sandbox.onDidChange(show), session.onDidChangeActive(show));
}
