import type * as vscode from 'vscode';
import type { ClickSendClient } from '../../api/client';
import type { ActiveAccount } from '../../platform/account';
import type { Documents } from '../../platform/documents';
import type { ErrorBoundary } from '../../platform/errors';
import type { Spending } from '../../platform/spending';
import type { SendReport } from '../../sms/draft';

export type ComposeClient = Pick<
  ClickSendClient,
  'sendSms' | 'priceSms' | 'getAccount' | 'listContactLists' | 'listSenders' | 'listHistory'
>;

export interface ComposeSession {
  readonly active: ActiveAccount | undefined;
  client(): Promise<ComposeClient>;
}

/** What composing needs from the rest. */
export interface ComposeServices {
  readonly session: ComposeSession;
  readonly errors: ErrorBoundary;
  readonly spending: Spending;
  readonly documents: Documents;
  readonly sends: { fire(report: SendReport): void };
  /** For the recipients and the text that were not sent. */
  readonly memory: vscode.Memento;
  /** Where results are kept, and the sends that were not answered yet; shared by windows. */
  readonly storage: vscode.Uri;
}
