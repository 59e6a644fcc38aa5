import * as vscode from 'vscode';
import { StatusItem } from '../../platform/show/status';
import type { AccountSession } from './session';

/** Says at all times whose money a send would spend. */
export function showActiveAccount(session: AccountSession): vscode.Disposable {
  const item = new StatusItem(
    'clicksend.account',
    vscode.l10n.t('ClickSend Account'),
    vscode.StatusBarAlignment.Left,
    10,
  );
  const show = () => {
    const tooltip = tooltipFor(session.active);
    item.show({
      icon: iconFor(session.active),
      text: session.active ? `ClickSend: ${session.active.label}` : 'ClickSend',
      tooltip,
      command: 'clicksend.account.switch',
      spoken: tooltip,
    });
  };
  show();
  return vscode.Disposable.from(item, session.onDidChangeActive(show));
}

function iconFor(active: AccountSession['active']): string {
  return active ? { sandbox: 'beaker', live: 'broadcast' }[active.kind] : 'account';
}

function tooltipFor(active: AccountSession['active']): string {
  if (!active) {
    return vscode.l10n.t('Not signed in to ClickSend. Select to sign in or use the sandbox.');
  }
  return active.kind === 'sandbox'
    ? vscode.l10n.t(
        'The ClickSend sandbox is active: nothing is sent for real and nothing costs money. Select to switch.',
      )
    : vscode.l10n.t(
        '{0} is active: messages are sent for real and cost money. Select to switch.',
        active.label,
      );
}
