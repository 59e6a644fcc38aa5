import * as vscode from 'vscode';
import { registerCommand } from '../../platform/commands';
import type { ErrorBoundary } from '../../platform/errors';
import { replaceNonGsm } from './replace';
import { PartsStatusBar } from './statusBar';

export function openParts(errors: ErrorBoundary): vscode.Disposable {
  return vscode.Disposable.from(
    new PartsStatusBar(),
    registerCommand(errors, 'clicksend.message.replaceNonGsm', () =>
      replaceNonGsm(vscode.window.activeTextEditor),
    ),
  );
}
