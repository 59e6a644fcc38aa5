import type { ClientSlice } from '../../api/client';

export type RunClient = ClientSlice<'messages.send' | 'history.list' | 'messages.cancelAll'>;

export interface RunOptions {
  readonly client: RunClient;
  /** Requests in flight at a time. */
  readonly concurrency: number;
  /** Messages in a request; 1,000 unless given, and never more. */
  readonly requestSize?: number | undefined;
  /**
   * How long after a request history may still not show what it sent, in milliseconds. The vendor
   * does not say; nothing is called absent before.
   */
  readonly settleMs: number;
  /** How far this machine's clock and ClickSend's may be apart, in seconds. */
  readonly skewSeconds: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Resolves at the end of the time, or early when the signal aborts. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  /** After every change of the counts. */
  readonly onProgress?: (() => void) | undefined;
}

/** Waits by the machine's clock; ends early when the signal aborts. */
export function waitMs(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
    if (signal.aborted) {
      done();
    }
  });
}
