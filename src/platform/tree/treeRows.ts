import * as vscode from 'vscode';
import { registerCommand } from '../commands';
import type { ErrorBoundary } from '../errors';

/** Registered once; the row names the tree it belongs to. */
export function registerTreeRows(errors: ErrorBoundary): vscode.Disposable {
  return vscode.Disposable.from(
    registerCommand(errors, '_clicksend.tree.loadMore', (tree, sectionId) =>
      sectionId === undefined ? undefined : tree?.loadMore(sectionId),
    ),
    registerCommand(errors, '_clicksend.tree.retry', (tree) => tree?.retry()),
  );
}
