import type * as vscode from 'vscode';
import type { ClientSlice } from '../../api/client';
import type { ErrorBoundary } from '../../platform/errors';
import type { Session } from '../../platform/session';
import type { Spending } from '../../platform/spending';

export type LanguageClient = ClientSlice<
  'account.get' | 'contactLists.list' | 'messages.price' | 'senders.list' | 'templates.list'
>;

export interface DocumentServices {
  readonly session: Session<LanguageClient>;
  readonly errors: ErrorBoundary;
  readonly spending: Spending;
  readonly extensionUri: vscode.Uri;
}
