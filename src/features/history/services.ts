import type * as vscode from 'vscode';
import type { ClickSendClient } from '../../api/client';
import type { ActiveAccount } from '../../platform/account';
import type { Documents } from '../../platform/documents';
import type { ErrorBoundary } from '../../platform/errors';
import type { Spending } from '../../platform/spending';
import type { SendReport } from '../../sms/draft';

export type HistoryClient = Pick<
  ClickSendClient,
  | 'listHistory'
  | 'getReceipt'
  | 'getInboundReplyTo'
  | 'cancelSms'
  | 'cancelAllSms'
  | 'exportHistory'
  | 'downloadExport'
  | 'listSubaccounts'
  | 'listSenders'
>;

export interface HistorySession {
  readonly active: ActiveAccount | undefined;
  readonly onDidChangeActive: vscode.Event<ActiveAccount | undefined>;
  client(): Promise<HistoryClient>;
}

export interface HistoryServices {
  readonly session: HistorySession;
  readonly errors: ErrorBoundary;
  readonly spending: Spending;
  readonly documents: Documents;
  readonly sends: { readonly onDidSend: vscode.Event<SendReport> };
}
