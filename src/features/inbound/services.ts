import type * as vscode from 'vscode';
import type { ClickSendClient } from '../../api/client';
import type { ActiveAccount } from '../../platform/account';
import type { Documents } from '../../platform/documents';
import type { ErrorBoundary } from '../../platform/errors';
import type { Spending } from '../../platform/spending';

export type InboundClient = Pick<
  ClickSendClient,
  | 'listInbound'
  | 'getInboundReplyTo'
  | 'markInboundRead'
  | 'markInboundMessageRead'
  | 'listInboundRules'
  | 'createInboundRule'
  | 'listSenders'
>;

export interface InboundSession {
  readonly active: ActiveAccount | undefined;
  readonly onDidChangeActive: vscode.Event<ActiveAccount | undefined>;
  client(): Promise<InboundClient>;
}

export interface InboundServices {
  readonly session: InboundSession;
  readonly errors: ErrorBoundary;
  readonly spending: Spending;
  readonly documents: Documents;
}
