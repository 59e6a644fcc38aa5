import type * as vscode from 'vscode';
import type { ClickSendClient } from '../../api/client';
import type { ActiveAccount } from '../../platform/account';
import type { ErrorBoundary } from '../../platform/errors';
import type { Spending } from '../../platform/spending';

export interface LanguageSession {
  readonly active: ActiveAccount | undefined;
  readonly onDidChangeActive: vscode.Event<ActiveAccount | undefined>;
  client(): Promise<
    Pick<
      ClickSendClient,
      'listSenders' | 'listTemplates' | 'listContactLists' | 'getAccount' | 'priceSms'
    >
  >;
}

export interface LanguageServices {
  readonly session: LanguageSession;
  readonly errors: ErrorBoundary;
  readonly spending: Spending;
  readonly extensionUri: vscode.Uri;
}
