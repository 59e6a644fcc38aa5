import type * as vscode from 'vscode';
import type { ClientSlice } from '../../api/client';
import type { Documents } from '../../platform/documents';
import type { ErrorBoundary } from '../../platform/errors';
import type { Session } from '../../platform/session';

export type WebhookClient = ClientSlice<
  | 'history.list'
  | 'inbound.createTest'
  | 'inboundRules.create'
  | 'inboundRules.delete'
  | 'inboundRules.list'
  | 'inboundRules.update'
  | 'receiptRules.create'
  | 'receiptRules.delete'
  | 'receiptRules.list'
  | 'receiptRules.update'
  | 'receipts.createTest'
  | 'receipts.get'
  | 'receipts.list'
  | 'receipts.markRead'
>;

/** What the webhooks need from the rest. */
export interface WebhookServices {
  readonly session: Session<WebhookClient>;
  readonly sandbox: { control(path: string, body?: unknown, method?: string): Promise<unknown> };
  readonly errors: ErrorBoundary;
  readonly documents: Documents;
  /** Of the workspace: the secret path, addresses typed, whether to listen again after a reload. */
  readonly memory: vscode.Memento;
  /** Where caught pushes are kept. */
  readonly storage: vscode.Uri;
}
