import * as vscode from 'vscode';
import type { Session } from './session';

/** Says at all times whose money a send would spend. */
export function showActiveAccount(session: Session): vscode.Disposable {
  const item = vscode.window.createStatusBarItem(
    'clicksend.account',
    vscode.StatusBarAlignment.Left,
    10,
  );
  item.name = vscode.l10n.t('ClickSend Account');
  item.command = 'clicksend.account.switch';
  const show = () => {
    const { active } = session;
    if (!active) {
      item.text = '$(account) ClickSend';
      item.tooltip = vscode.l10n.t(
        'Not signed in to ClickSend. Select to sign in or use the sandbox.',
      );
    } else if (active.kind === 'sandbox') {
      item.text = `$(beaker) ClickSend: ${active.label}`;
      item.tooltip = vscode.l10n.t(
        'The ClickSend sandbox is active: nothing is sent for real and nothing costs money. Select to switch.',
      );
    } else {
      item.text = `$(broadcast) ClickSend: ${active.label}`;
      item.tooltip = vscode.l10n.t(
        '{0} is active: messages are sent for real and cost money. Select to switch.',
        active.label,
      );
    }
    item.accessibilityInformation = { label: item.tooltip };
  };
  show();
  item.show();
  return vscode.Disposable.from(item, session.onDidChangeActive(show));
}
