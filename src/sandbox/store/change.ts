import type { ClockState } from '../clock';
import type { Money } from '../network/prices';
import type { AccountProfile } from './account';
import type { Belongings, Contact } from './kept';
import type { MessageRow } from './messageRow';

export type Pull = 'receipts' | 'inbound';

/**
 * Everything that can happen to the sandbox's state, as it stands in the log, one JSON object a
 * line. `a` is the account's index. Applying the same changes in the same order gives the same
 * state, whatever the clock and the decisions are by then.
 */
export type Change =
  | { readonly t: 'account'; readonly profile: AccountProfile; readonly balance: Money }
  | { readonly t: 'balance'; readonly a: number; readonly balance: Money }
  | {
      readonly t: 'sent';
      readonly a: number;
      readonly d: number;
      readonly m: readonly MessageRow[];
    }
  /** Messages moved to a step of their outcome: [sequence number, step, Unix seconds]. */
  | { readonly t: 'moved'; readonly m: readonly (readonly [number, number, number])[] }
  /** The outcome of these messages is now another, at the given step. */
  | { readonly t: 'turned'; readonly n: readonly number[]; readonly o: string; readonly k: number }
  | {
      readonly t: 'received';
      readonly a: number;
      readonly d: number;
      readonly m: MessageRow;
      /** Sequence number of the message it answers. */
      readonly re?: number;
    }
  | {
      readonly t: 'testReceipt';
      readonly a: number;
      readonly i: string;
      readonly d: number;
    }
  | {
      readonly t: 'testInbound';
      readonly a: number;
      readonly i: string;
      readonly d: number;
      readonly from: string;
      readonly to: string;
      readonly b: string;
      readonly ob: string;
      readonly oi: string;
      readonly u: string;
    }
  /** Everything before `before` (Unix seconds) was read; all of it when absent. */
  | { readonly t: 'read'; readonly a: number; readonly p: Pull; readonly before?: number }
  | { readonly t: 'readOne'; readonly a: number; readonly i: string }
  | {
      readonly t: 'put';
      readonly a: number;
      readonly kind: keyof Belongings;
      readonly id: string;
      readonly v: Belongings[keyof Belongings];
    }
  | { readonly t: 'drop'; readonly a: number; readonly kind: keyof Belongings; readonly id: string }
  | { readonly t: 'contacts'; readonly a: number; readonly v: readonly Contact[] }
  | { readonly t: 'dropContact'; readonly a: number; readonly list: number; readonly id: number }
  | { readonly t: 'optOut'; readonly a: number; readonly to: string; readonly out: boolean }
  | { readonly t: 'clock'; readonly state: ClockState }
  | { readonly t: 'push'; readonly p: PushRow }
  /** A push was tried so many times, in vain. */
  | { readonly t: 'pushTried'; readonly i: number; readonly n: number }
  /** A push was delivered or given up. */
  | { readonly t: 'pushOver'; readonly i: number };

/** A push that waits for its receiver, ready to go out. */
export interface PushRow {
  readonly id: number;
  readonly kind: 'receipt' | 'inbound';
  /** The account's index. */
  readonly a: number;
  readonly rule: number | undefined;
  readonly message: string;
  readonly request: {
    readonly method: 'GET' | 'POST';
    readonly url: string;
    readonly contentType: string | undefined;
    readonly body: string | undefined;
  };
}
