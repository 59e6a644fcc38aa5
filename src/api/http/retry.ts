import type { CallKind } from './call';
import type { FailedTry } from './failure';

const firstDelayMs = 500;
const longestDelayMs = 8_000;
/** A server that asks for more is reported at once instead of keeping a person waiting. */
const longestRetryAfterSeconds = 60;

/** Milliseconds to wait before the next try, or undefined when there must not be one. */
export function retryDelay(
  kind: CallKind,
  failed: FailedTry,
  attempt: number,
  random: () => number,
): number | undefined {
  if (!mayRetry(kind, failed)) {
    return undefined;
  }
  const jitter = random() * Math.min(longestDelayMs, firstDelayMs * 2 ** (attempt - 1));
  const asked = failed.error.retryAfterSeconds;
  if (asked === undefined) {
    return jitter;
  }
  return asked > longestRetryAfterSeconds ? undefined : asked * 1000 + jitter;
}

/** A read that timed out is not repeated: the person has waited long enough to be asked first. */
function mayRetry(kind: CallKind, { error, effect }: FailedTry): boolean {
  const lost = error.reason === 'unreachable' && error.status === undefined;
  if (kind === 'change') {
    return false;
  }
  if (kind === 'price') {
    return lost && effect === 'none';
  }
  return lost || error.reason === 'tooManyRequests' || error.reason === 'serverError';
}
