import type { PushNode, RuleGroupNode, RuleNode } from '../../../contributions';
import type { PushKind } from '../../../sms/webhooks/fields';

/** A row of the Webhooks view. */
export type WebhookNode =
  | { readonly kind: 'listener' }
  | { readonly kind: 'forward' }
  | { readonly kind: 'pushes' }
  | PushNode
  | RuleGroupNode
  | RuleNode
  /** Why nothing is listed, or why nothing can arrive. */
  | { readonly kind: 'noPushes' }
  | { readonly kind: 'signedOut'; readonly of: PushKind }
  | { readonly kind: 'failed'; readonly of: PushKind; readonly error: unknown }
  | { readonly kind: 'noRule'; readonly of: PushKind };
