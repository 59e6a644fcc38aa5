import * as vscode from 'vscode';
import { setContext } from '../../platform/commands';
import { ContextKeys } from '../../contributions';
import { DeferredFeature } from '../../platform/deferredFeature';
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
  const item = vscode.window.createStatusBarItem(
    'clicksend.sandbox',
    vscode.StatusBarAlignment.Left,
    9,
  );
  item.name = vscode.l10n.t('ClickSend Sandbox');
  const show = () => {
    const { state, url } = sandbox;
    const isActive = session.active?.kind === 'sandbox';
    void setContext(ContextKeys.sandboxState, state);
    if (isActive && state === 'unknown') {
      void sandbox.look();
    }
    const words = stateWords(state, url);
    if (words && (isActive || state === 'running')) {
      Object.assign(item, words);
      item.show();
    } else {
      item.hide();
    }
  };
  show();
  return vscode.Disposable.from(item, sandbox.onDidChange(show), session.onDidChangeActive(show));
}

/** Undefined as long as nobody has looked: nothing is said that may be untrue. */
function stateWords(
  state: SandboxState,
  url: string | undefined,
): Pick<vscode.StatusBarItem, 'text' | 'tooltip' | 'command'> | undefined {
  const start = 'clicksend.sandbox.start';
  switch (state) {
    case 'unknown':
      return undefined;
    case 'running': {
      const { port } = new URL(url ?? 'http://127.0.0.1');
      return {
        text: `$(server-process) :${port}`,
        tooltip: vscode.l10n.t(
          'The ClickSend sandbox answers on port {0}. Select to copy its connection for your app.',
          port,
        ),
        command: 'clicksend.sandbox.copyConnection',
      };
    }
    case 'idle':
      return {
        text: `$(debug-disconnect) ${vscode.l10n.t('sandbox not running')}`,
        tooltip: vscode.l10n.t(
          'The sandbox is active but not running. It starts when something is asked of it, or when you select this.',
        ),
        command: start,
      };
    case 'stopped':
      return {
        text: `$(debug-stop) ${vscode.l10n.t('sandbox stopped')}`,
        tooltip: vscode.l10n.t('The sandbox is stopped. Select to start it.'),
        command: start,
      };
    case 'gone':
      return {
        text: `$(debug-disconnect) ${vscode.l10n.t('sandbox gone')}`,
        tooltip: vscode.l10n.t(
          'The sandbox ended, though nobody stopped it here. Select to start it.',
        ),
        command: start,
      };
    case 'portTaken':
    case 'failed':
      return {
        text: `$(warning) ${vscode.l10n.t('sandbox cannot start')}`,
        tooltip: vscode.l10n.t('The sandbox cannot start on its port. Select to try again.'),
        command: start,
      };
  }
}
