import type * as vscode from 'vscode';
import { messageOf } from '../sms/document/message';
import { parseDocument } from '../sms/document/syntax';
import { documentScheme } from '../contributions';

/** Languages whose whole text is taken for a message when nothing is selected. */
const textLanguages: ReadonlySet<string> = new Set(['plaintext', 'markdown', 'sms']);

/**
 * The texts an editor offers as messages: each selection, or all of a text document when nothing
 * is selected, of an SMS document its body. Empty when the editor offers none.
 */
export function messageTexts(editor: vscode.TextEditor | undefined): readonly string[] {
  if (!editor) {
    return [];
  }
  const { document, selections } = editor;
  const selected = selections
    .filter((selection) => !selection.isEmpty)
    .map((selection) => document.getText(selection));
  if (selected.length > 0) {
    return selected;
  }
  // Of our own documents only those that hold a message: a result is about messages.
  const { languageId, uri } = document;
  const isText =
    textLanguages.has(languageId) &&
    !isTable(uri) &&
    (uri.scheme !== documentScheme || uri.path.endsWith('.sms'));
  const whole = isText ? wholeMessage(document) : '';
  return whole === '' ? [] : [whole];
}

/** VS Code knows no language for tables and calls them plain text. */
function isTable({ path }: vscode.Uri): boolean {
  return /\.(?:csv|tsv)$/i.test(path);
}

function wholeMessage(document: vscode.TextDocument): string {
  const text = document.getText();
  return (document.languageId === 'sms' ? messageOf(parseDocument(text)).text : text).trimEnd();
}
