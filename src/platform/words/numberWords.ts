import * as vscode from 'vscode';

/** "1,240". */
export function numberInWords(count: number): string {
  return count.toLocaleString(vscode.env.language);
}
