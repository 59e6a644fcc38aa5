import type * as vscode from 'vscode';
import type { ClientSlice } from '../../api/client';
import type { ErrorBoundary } from '../../platform/errors';
import type { Session } from '../../platform/session';
import type { Spending } from '../../platform/spending';

export type CampaignClient = ClientSlice<
  | 'account.get'
  | 'contactLists.list'
  | 'contacts.list'
  | 'history.list'
  | 'messages.cancelAll'
  | 'messages.price'
  | 'messages.send'
  | 'senders.list'
>;

/** What campaigns need from the rest. */
export interface CampaignServices {
  readonly session: Session<CampaignClient>;
  readonly errors: ErrorBoundary;
  readonly spending: Spending;
  /** Where campaigns are kept; shared by all windows. */
  readonly storage: vscode.Uri;
}
