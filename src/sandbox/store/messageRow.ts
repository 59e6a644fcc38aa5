import type { Money } from '../network/prices';

/**
 * How a message is written to the log: short, because there may be a million of them.
 * `k` is the step of its outcome it stands at.
 */
export interface MessageRow {
  readonly i: string;
  readonly to: string;
  readonly f: string;
  readonly b: string;
  /** Outcome by name. */
  readonly o: string;
  readonly k: number;
  readonly p: number;
  readonly c: Money;
  readonly y: string;
  /** Schedule, when later than its date. */
  readonly s?: number;
  /** Date, when other than that of its request. */
  readonly d?: number;
  readonly u?: string;
  readonly l?: number;
  readonly n?: number;
  readonly e?: string;
  /** Received, not sent. */
  readonly in?: 1;
}
