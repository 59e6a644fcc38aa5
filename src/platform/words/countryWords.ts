import * as vscode from 'vscode';

/** "Australia" for AU; the code itself where it names no country. */
export function countryInWords(code: string): string {
  try {
    return new Intl.DisplayNames([vscode.env.language], { type: 'region' }).of(code) ?? code;
  } catch {
    return code;
  }
}
