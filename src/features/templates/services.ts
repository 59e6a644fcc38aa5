import type * as vscode from 'vscode';
import type { ClientSlice } from '../../api/client';
import type { Documents } from '../../platform/documents';
import type { ErrorBoundary } from '../../platform/errors';
import type { Session } from '../../platform/session';
import type { Spending } from '../../platform/spending';
import type { ItemNode } from '../../platform/tree/pagedTreeNode';
import type { Template } from '../../sms/resources';

export type TemplateClient = ClientSlice<
  'templates.create' | 'templates.delete' | 'templates.get' | 'templates.list' | 'templates.update'
>;

/** What templates need from the rest. */
export interface TemplateServices {
  readonly session: Session<TemplateClient>;
  readonly errors: ErrorBoundary;
  readonly spending: Spending;
  readonly documents: Pick<Documents, 'register' | 'defer'>;
  /** For the order of the list and the versions of documents, which outlive a window. */
  readonly memory: vscode.Memento;
}

export type TemplateNode = ItemNode<Template>;
