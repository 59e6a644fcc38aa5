import * as vscode from 'vscode';

const listeningKey = 'webhooks.listening';

/** Whether the listener listened when the window was last open. */
export function listenedBefore(memory: vscode.Memento): boolean {
  return memory.get<boolean>(listeningKey) === true;
}

export function rememberListening(memory: vscode.Memento, isListening: boolean): Thenable<void> {
  return memory.update(listeningKey, isListening);
}

/** Where caught pushes are kept. */
export function keptPushes(storage: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(storage, 'webhooks', 'pushes.jsonl');
}
