import * as vscode from 'vscode';
import type { CommandArguments, CommandId, ContextKey } from '../contributions';
import type { ErrorBoundary } from './errors';

/** Registers a command whose failures are logged once and shown once. */
export function registerCommand<Id extends CommandId>(
  errors: ErrorBoundary,
  id: Id,
  handler: (...args: Partial<CommandArguments[Id]>) => unknown,
): vscode.Disposable {
  return vscode.commands.registerCommand(id, (...args: Partial<CommandArguments[Id]>) =>
    errors.guard(id, () => handler(...args)),
  );
}

export function executeCommand<Id extends CommandId>(
  id: Id,
  ...args: CommandArguments[Id]
): Thenable<unknown> {
  return vscode.commands.executeCommand(id, ...args);
}

export function setContext(key: ContextKey, value: boolean | number | string): Thenable<unknown> {
  return vscode.commands.executeCommand('setContext', key, value);
}
