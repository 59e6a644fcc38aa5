import { setTimeout as delay } from 'node:timers/promises';
import { ClickSendError } from '../errors';

/** Waits `ms` milliseconds; rejects when `signal` aborts first. */
export async function waitFor(ms: number, signal?: AbortSignal): Promise<void> {
  await delay(ms, undefined, signal ? { signal } : {});
}

/** Rejects with 'cancelled', whatever `wait` itself rejects with. */
export async function waitOrCancel(
  wait: () => Promise<void>,
  signal: AbortSignal | undefined,
): Promise<void> {
  try {
    await wait();
  } catch (error) {
    throwIfCancelled(signal);
    throw error;
  }
}

export function throwIfCancelled(...signals: readonly (AbortSignal | undefined)[]): void {
  if (signals.some((signal) => signal?.aborted)) {
    throw new ClickSendError('cancelled');
  }
}

export function anyOf(signal: AbortSignal | undefined, other: AbortSignal): AbortSignal {
  return signal ? AbortSignal.any([signal, other]) : other;
}
