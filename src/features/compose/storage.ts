import * as vscode from 'vscode';

/** Where the sends that were not answered yet are kept; apart, so that a look costs no more. */
export function unansweredFolder(storage: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(storage, 'unanswered');
}
