import * as vscode from 'vscode';

/** What the vendor's reference says of messages with a link. */
export function linkWarning(): string {
  return vscode.l10n.t(
    'The text contains a URL. ClickSend pauses such messages for new customers until support has approved them.',
  );
}
