import type * as vscode from 'vscode';
import type { ErrorBoundary } from '../../platform/errors';
import type { LanguageSession } from './accountFacts';

export interface LanguageServices {
  readonly session: LanguageSession;
  readonly errors: ErrorBoundary;
  readonly extensionUri: vscode.Uri;
}
