import type * as vscode from 'vscode';
import type { ErrorBoundary } from '../../platform/errors';
import type { Session } from './session';
import type { AccountStore } from './store';

export interface AccountServices {
  readonly store: AccountStore;
  readonly session: Session;
  readonly errors: ErrorBoundary;
  readonly log: vscode.LogOutputChannel;
}
