import * as vscode from 'vscode';
import { languageIds } from '../../../contributions';
import { documentUri } from '../../../platform/documents';

const messageId = /\b[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\b/g;

/** A panel of a busy day: more than these are not worth underlining. */
const mostLinks = 5000;

/**
 * Makes the message ids of the panel open their message. An id that somebody planted opens a
 * look-up in the history of the active account and nothing else.
 */
export class MessageLinks implements vscode.DocumentLinkProvider {
  static register(): vscode.Disposable {
    return vscode.languages.registerDocumentLinkProvider(
      { language: languageIds.webhookPanel },
      new MessageLinks(),
    );
  }

  provideDocumentLinks(document: vscode.TextDocument): vscode.DocumentLink[] {
    const links: vscode.DocumentLink[] = [];
    for (const { 0: id, index } of document.getText().matchAll(messageId)) {
      if (links.length === mostLinks) {
        break;
      }
      const range = new vscode.Range(
        document.positionAt(index),
        document.positionAt(index + id.length),
      );
      const link = new vscode.DocumentLink(range, documentUri('message', id, 'SMS.txt'));
      link.tooltip = vscode.l10n.t('Open Message');
      links.push(link);
    }
    return links;
  }
}
