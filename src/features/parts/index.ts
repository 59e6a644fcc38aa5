import * as vscode from 'vscode';
import { DeferredFeature } from '../../platform/deferredFeature';
import type { ErrorBoundary } from '../../platform/errors';
import { soon } from '../../platform/soon';

/** Parts and encoding in the status bar, loaded when there is an editor to say them of. */
export function registerParts({ errors }: { readonly errors: ErrorBoundary }): vscode.Disposable {
  const feature = new DeferredFeature({
    errors,
    commands: ['clicksend.message.replaceNonGsm'],
    load: async () => {
      const { openParts } = await import('./parts');
      return () => openParts(errors);
    },
  });
  const watch = () => {
    const look = (editor: vscode.TextEditor | undefined) => {
      if (editor) {
        waiting.dispose();
        void errors.guard('parts', feature.open);
      }
    };
    const waiting = vscode.window.onDidChangeActiveTextEditor(look);
    look(vscode.window.activeTextEditor);
    return waiting;
  };
  return vscode.Disposable.from(feature, soon(watch));
}
