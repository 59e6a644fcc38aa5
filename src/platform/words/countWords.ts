import * as vscode from 'vscode';

/** "1 contact", "2 contacts". */
export function contactsInWords(count: number): string {
  return count === 1
    ? vscode.l10n.t('1 contact')
    : vscode.l10n.t('{0} contacts', count.toLocaleString(vscode.env.language));
}
