import type * as vscode from 'vscode';
import type { ClientSlice } from '../../api/client';
import type { Documents } from '../../platform/documents';
import type { ErrorBoundary } from '../../platform/errors';
import type { Session } from '../../platform/session';
import type { Spending } from '../../platform/spending';
import type { SendReport } from '../../sms/draft';

export type HistoryClient = ClientSlice<
  | 'account.get'
  | 'account.listSubaccounts'
  | 'history.download'
  | 'history.export'
  | 'history.list'
  | 'inbound.getReplyTo'
  | 'messages.cancel'
  | 'messages.cancelAll'
  | 'receipts.get'
  | 'senders.list'
>;

export interface HistoryServices {
  readonly session: Session<HistoryClient>;
  readonly errors: ErrorBoundary;
  readonly spending: Spending;
  readonly documents: Documents;
  readonly sends: { readonly onDidSend: vscode.Event<SendReport> };
}
