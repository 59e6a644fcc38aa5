import type * as vscode from 'vscode';
import type { ClickSendClient } from '../../api/client';
import type { ActiveAccount } from '../../platform/account';
import type { Documents } from '../../platform/documents';
import type { ErrorBoundary } from '../../platform/errors';

export type WebhookClient = Pick<
  ClickSendClient,
  | 'createTestReceipt'
  | 'createTestInbound'
  | 'listReceipts'
  | 'getReceipt'
  | 'markReceiptsRead'
  | 'listReceiptRules'
  | 'createReceiptRule'
  | 'updateReceiptRule'
  | 'deleteReceiptRule'
  | 'listInboundRules'
  | 'createInboundRule'
  | 'updateInboundRule'
  | 'deleteInboundRule'
  | 'listHistory'
>;

export interface WebhookSession {
  readonly active: ActiveAccount | undefined;
  readonly onDidChangeActive: vscode.Event<ActiveAccount | undefined>;
  client(): Promise<WebhookClient>;
}

/** What the webhooks need from the rest. */
export interface WebhookServices {
  readonly session: WebhookSession;
  readonly sandbox: { control(path: string, body?: unknown, method?: string): Promise<unknown> };
  readonly errors: ErrorBoundary;
  readonly documents: Documents;
  /** Of the workspace: the secret path, addresses typed, whether to listen again after a reload. */
  readonly memory: vscode.Memento;
  /** Where caught pushes are kept. */
  readonly storage: vscode.Uri;
}
