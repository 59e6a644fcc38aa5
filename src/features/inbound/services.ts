import type { ClientSlice } from '../../api/client';
import type { Documents } from '../../platform/documents';
import type { ErrorBoundary } from '../../platform/errors';
import type { Session } from '../../platform/session';
import type { Spending } from '../../platform/spending';

export type InboundClient = ClientSlice<
  | 'inbound.getReplyTo'
  | 'inbound.list'
  | 'inbound.markMessageRead'
  | 'inbound.markRead'
  | 'inboundRules.create'
  | 'inboundRules.list'
  | 'senders.list'
>;

export interface InboundServices {
  readonly session: Session<InboundClient>;
  readonly errors: ErrorBoundary;
  readonly spending: Spending;
  readonly documents: Documents;
}
