import * as vscode from 'vscode';

/**
 * Makes something in the next turn of the event loop. For what nobody can ask for before: a window
 * that starts need not wait for it.
 */
export function soon(make: () => vscode.Disposable): vscode.Disposable {
  let made: vscode.Disposable | undefined;
  const turn = setImmediate(() => {
    made = make();
  });
  return new vscode.Disposable(() => {
    clearImmediate(turn);
    made?.dispose();
  });
}
