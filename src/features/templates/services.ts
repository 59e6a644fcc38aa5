import type * as vscode from 'vscode';
import type { ClickSendClient } from '../../api/client';
import type { ActiveAccount } from '../../platform/account';
import type { Documents } from '../../platform/documents';
import type { ErrorBoundary } from '../../platform/errors';
import type { Spending } from '../../platform/spending';
import type { ItemNode } from '../../platform/tree/pagedTreeNode';
import type { Template } from '../../sms/resources';

export type TemplateClient = Pick<
  ClickSendClient,
  'listTemplates' | 'getTemplate' | 'createTemplate' | 'updateTemplate' | 'deleteTemplate'
>;

export interface TemplateSession {
  readonly active: ActiveAccount | undefined;
  readonly onDidChangeActive: vscode.Event<ActiveAccount | undefined>;
  client(): Promise<TemplateClient>;
}

/** What templates need from the rest. */
export interface TemplateServices {
  readonly session: TemplateSession;
  readonly errors: ErrorBoundary;
  readonly spending: Spending;
  readonly documents: Pick<Documents, 'register' | 'defer'>;
  /** For the order of the list and the versions of documents, which outlive a window. */
  readonly memory: vscode.Memento;
}

export type TemplateNode = ItemNode<Template>;
