import type * as vscode from 'vscode';
import type { ErrorBoundary } from '../../platform/errors';
import type { AccountSession } from './session';
import type { AccountStore } from './store';

export interface AccountServices {
  readonly store: AccountStore;
  readonly session: AccountSession;
  readonly errors: ErrorBoundary;
  readonly log: vscode.LogOutputChannel;
}
