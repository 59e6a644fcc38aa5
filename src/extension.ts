import * as vscode from 'vscode';
import { registerCommand } from './platform/commands';
import { Documents } from './platform/documents';
import { ErrorBoundary } from './platform/errors';
import { registerTreeRows } from './platform/pagedTreeRow';

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('ClickSend', { log: true });
  const errors = new ErrorBoundary(log, () => undefined);
  const documents = new Documents();
  context.subscriptions.push(
    log,
    documents,
    registerTreeRows(errors),
    registerCommand(errors, 'clicksend.log.show', () => {
      log.show();
    }),
  );
}
