import * as vscode from 'vscode';
import { abortSignal } from '../../platform/cancellation';
import { showProgress } from '../../platform/show/status';

/** Work that can be cancelled from its notification. */
export function withProgress<T>(
  title: string,
  run: (signal: AbortSignal) => Promise<T>,
): Thenable<T> {
  return showProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    (_progress, token) => run(abortSignal(token)),
  );
}
