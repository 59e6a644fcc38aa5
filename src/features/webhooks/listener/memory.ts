import type { Memento } from 'vscode';

const listeningKey = 'webhooks.listening';

/** Whether the listener listened when the window was last open. */
export function listenedBefore(memory: Memento): boolean {
  return memory.get<boolean>(listeningKey) === true;
}

export function rememberListening(memory: Memento, isListening: boolean): Thenable<void> {
  return memory.update(listeningKey, isListening);
}
