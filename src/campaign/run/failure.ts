import { ClickSendError } from '../../api/errors';
import type { PauseReason } from '../store/record';

/** What a failed send means for its messages. */
export type SendFailure =
  /** It had no effect and may be repeated, after so long when the server said so. */
  | { readonly kind: 'retry'; readonly why: PauseReason; readonly afterMs: number | undefined }
  /** It had no effect, and would not have any the next time. */
  | { readonly kind: 'stop'; readonly why: PauseReason }
  /** Nobody knows. */
  | { readonly kind: 'unclear' };

/** Judges a failed send. Whatever is not known to have had no effect is unclear. */
export function judgeFailure(error: unknown): SendFailure {
  if (!(error instanceof ClickSendError)) {
    return { kind: 'unclear' };
  }
  switch (error.reason) {
    case 'tooManyRequests': {
      const { retryAfterSeconds } = error;
      const afterMs = retryAfterSeconds === undefined ? undefined : retryAfterSeconds * 1000;
      return { kind: 'retry', why: 'tooManyRequests', afterMs };
    }
    case 'unreachable':
      return { kind: 'retry', why: 'unreachable', afterMs: undefined };
    case 'unauthorized':
    case 'forbidden':
      return { kind: 'stop', why: 'unauthorized' };
    case 'badRequest':
    case 'notFound':
    case 'insecureUrl':
      return { kind: 'stop', why: 'refused' };
    // The client's connection was closed before anything went out, as when the account is switched.
    case 'cancelled':
      return { kind: 'stop', why: 'asked' };
    // The client uses these for requests that change nothing; for a send it says outcomeUnknown.
    case 'serverError':
    case 'timeout':
    case 'badResponse':
    case 'outcomeUnknown':
      return { kind: 'unclear' };
  }
}

/** For the journal: a reason and a status, no text from outside. */
export function wordOf(error: unknown): string {
  if (!(error instanceof ClickSendError)) {
    return 'unexpected';
  }
  return error.status === undefined ? error.reason : `${error.reason} ${error.status}`;
}
