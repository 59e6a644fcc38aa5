import * as vscode from 'vscode';
import { setContext } from '../../platform/commands';
import { ContextKeys } from '../../contributions';
import { DeferredFeature } from '../../platform/deferredFeature';
import { StatusItem, type StatusContent } from '../../platform/show/status';
import { soon } from '../../platform/soon';
import type { SandboxProcess, SandboxState } from './process';
import type { SandboxServices } from './services';

/** The state of the sandbox in the status bar, and the commands on it. */
export function registerSandbox(services: SandboxServices): vscode.Disposable {
  const { sandbox, session, errors } = services;
  const commands = new DeferredFeature({
    errors,
    commands: [
      'clicksend.sandbox.changePort',
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

/** Beside the account in the status bar; a click offers what can be done. */
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
  const show = () => {
    const { state, url } = sandbox;
    const isActive = session.active?.kind === 'sandbox';
    void setContext(ContextKeys.sandboxState, state);
    if (isActive && state === 'unknown') {
      void sandbox.look();
    }
    const words = stateWords(state, url);
    if (words && (isActive || state === 'running')) {
      item.show(words);
    } else {
      item.hide();
    }
  };
  show();
  return vscode.Disposable.from(item, sandbox.onDidChange(show), session.onDidChangeActive(show));
}

/** Undefined as long as nobody has looked: nothing is said that may be untrue. */
function stateWords(state: SandboxState, url: string | undefined): StatusContent | undefined {
  const start = 'clicksend.sandbox.start';
  switch (state) {
    case 'unknown':
      return undefined;
    case 'running': {
      const { port } = new URL(url ?? 'http://127.0.0.1');
      return {
        icon: 'server-process',
        text: `:${port}`,
        tooltip: vscode.l10n.t(
          'The ClickSend sandbox answers on port {0}. Select to copy its connection for your app.',
          port,
        ),
        command: 'clicksend.sandbox.copyConnection',
      };
    }
    case 'idle':
      return {
        icon: 'debug-disconnect',
        text: vscode.l10n.t('sandbox not running'),
        tooltip: vscode.l10n.t(
          'The sandbox is active but not running. It starts when something is asked of it, or when you select this.',
        ),
        command: start,
      };
    case 'stopped':
      return {
        icon: 'debug-stop',
        text: vscode.l10n.t('sandbox stopped'),
        tooltip: vscode.l10n.t('The sandbox is stopped. Select to start it.'),
        command: start,
      };
    case 'gone':
      return {
        icon: 'debug-disconnect',
        text: vscode.l10n.t('sandbox gone'),
        tooltip: vscode.l10n.t(
          'The sandbox ended, though nobody stopped it here. Select to start it.',
        ),
        command: start,
      };
    case 'portTaken':
    case 'failed':
      return {
        icon: 'warning',
        text: vscode.l10n.t('sandbox cannot start'),
        tooltip: vscode.l10n.t('The sandbox cannot start on its port. Select to try again.'),
        command: start,
      };
  }
}
