import type * as vscode from 'vscode';
import type { ClientSlice } from '../../api/client';
import type { Documents } from '../../platform/documents';
import type { ErrorBoundary } from '../../platform/errors';
import type { Spending } from '../../platform/spending';
import type { Session } from '../../platform/session';
import type { SendReport } from '../../sms/draft';

export type ComposeClient = ClientSlice<
  | 'account.get'
  | 'contactLists.list'
  | 'history.list'
  | 'messages.price'
  | 'messages.send'
  | 'senders.list'
>;

/** What composing needs from the rest. */
export interface ComposeServices {
  readonly session: Session<ComposeClient>;
  readonly errors: ErrorBoundary;
  readonly spending: Spending;
  readonly documents: Documents;
  readonly sends: { fire(report: SendReport): void };
  /** For the recipients and the text that were not sent. */
  readonly memory: vscode.Memento;
  /** Where results are kept, and the sends that were not answered yet; shared by windows. */
  readonly storage: vscode.Uri;
}
