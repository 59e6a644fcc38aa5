import type * as vscode from 'vscode';
import type { ClickSendClient } from '../../api/client';
import type { ActiveAccount } from '../../platform/account';
import type { ErrorBoundary } from '../../platform/errors';

export type CampaignClient = Pick<
  ClickSendClient,
  | 'sendSms'
  | 'cancelAllSms'
  | 'priceSms'
  | 'listHistory'
  | 'listContacts'
  | 'listContactLists'
  | 'listSenders'
  | 'getAccount'
>;

/** What campaigns need from the rest. */
export interface CampaignServices {
  readonly session: {
    readonly active: ActiveAccount | undefined;
    readonly ready: Promise<void>;
    readonly onDidChangeActive: vscode.Event<ActiveAccount | undefined>;
    client(): Promise<CampaignClient>;
  };
  readonly errors: ErrorBoundary;
  /** Where campaigns are kept; shared by all windows. */
  readonly storage: vscode.Uri;
}
