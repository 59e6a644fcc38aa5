import * as vscode from 'vscode';
import { setContext } from '../../platform/commands';
import { ContextKeys } from '../../contributions';
import { DeferredFeature } from '../../platform/deferredFeature';
import { StatusItem, type StatusContent } from '../../platform/show/status';
import { soon } from '../../platform/soon';
import type { SandboxProcess } from './process';
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
    const { state } = sandbox;
    const isActive = session.active?.kind === 'sandbox';
    void setContext(ContextKeys.sandboxState, state);
    if (isActive && state === 'unknown') {
      void sandbox.look();
    }
    const words = stateWords(sandbox);
    if (words && (isActive || state === 'running')) {
      item.show(words);
    } else {
      item.hide();
    }
  };
  show();
  return vscode.Disposable.from(item, sandbox.onDidChange(show), session.onDidChangeActive(show));
}

const start = 'clicksend.sandbox.start';

/** Undefined as long as nobody has looked: nothing is said that may be untrue. */
function stateWords({ state, url, problem = '' }: SandboxProcess): StatusContent | undefined {
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
        text: vscode.l10n.t('Sandbox not running'),
        tooltip: vscode.l10n.t(
          'The sandbox is active but not running. It starts when something is asked of it, or when you select this.',
        ),
        command: start,
      };
    case 'stopped':
      return off('debug-stop', vscode.l10n.t('Sandbox stopped'), problem);
    case 'gone':
      return off('debug-disconnect', vscode.l10n.t('Sandbox gone'), problem);
    case 'portTaken':
    case 'failed':
      return off('warning', vscode.l10n.t('Sandbox cannot start'), problem);
  }
}

function off(icon: string, text: string, problem: string): StatusContent {
  return {
    icon,
    text,
    tooltip: vscode.l10n.t('{0} Select to start it.', problem),
    command: start,
  };
}
