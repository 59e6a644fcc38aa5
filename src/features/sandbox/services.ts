import type * as vscode from 'vscode';
import type { ActiveAccount } from '../../platform/account';
import type { ErrorBoundary } from '../../platform/errors';
import type { SandboxProcess } from './process';

export interface SandboxServices {
  readonly sandbox: SandboxProcess;
  readonly session: {
    readonly active: ActiveAccount | undefined;
    readonly onDidChangeActive: vscode.Event<ActiveAccount | undefined>;
  };
  readonly errors: ErrorBoundary;
}
