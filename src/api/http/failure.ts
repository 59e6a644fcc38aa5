import { ClickSendError, type FailureDetails, type FailureReason } from '../errors';
import type { CallKind } from './call';
import type { Answer } from './envelope';
import type { ExchangeFailure, RawAnswer } from './exchange';
import { retryAfterSeconds } from './retryAfter';

/**
 * What a failed try did: `none`, no byte reached the server; `refused`, the server said no;
 * `unclear`, it may have taken effect.
 */
export type Effect = 'none' | 'refused' | 'unclear';

/** A failed try, and what is known about its effect. */
export interface FailedTry {
  readonly error: ClickSendError;
  readonly effect: Effect;
}

export type Clean = (text: string) => string;

/** A try that brought no whole answer. */
export function failedExchange(kind: CallKind, failure: ExchangeFailure, clean: Clean): FailedTry {
  const reason: FailureReason = (
    {
      aborted: 'cancelled',
      connectTimeout: 'unreachable',
      readTimeout: 'timeout',
      tooLarge: 'badResponse',
      network: isParseFailure(failure.code) ? 'badResponse' : 'unreachable',
    } as const
  )[failure.what];
  const cause = { code: failure.code, message: clean(failure.message) };
  return failedTry(kind, reason, failure.maybeSent ? 'unclear' : 'none', { cause });
}

/** The failure that an answer reports, by its HTTP status or by the status inside a 2xx envelope. */
export function failedAnswer(
  kind: CallKind,
  raw: Omit<RawAnswer, 'text'>,
  answer: Answer | undefined,
  clean: Clean,
): FailedTry | undefined {
  const succeeded = raw.status >= 200 && raw.status < 300;
  const status = succeeded ? (answer?.claimedStatus ?? raw.status) : raw.status;
  if (succeeded && status < 400) {
    return undefined;
  }
  return failedTry(kind, reasonFor(status), effectOf(status), {
    status,
    responseCode: answer?.responseCode && clean(answer.responseCode),
    responseMsg: answer?.responseMsg && clean(answer.responseMsg),
    retryAfterSeconds: retryAfterSeconds(raw),
  });
}

/** A 2xx answer that cannot be understood. */
export function failedDecode(kind: CallKind, status: number): FailedTry {
  return failedTry(kind, 'badResponse', 'unclear', { status });
}

function failedTry(
  kind: CallKind,
  reason: FailureReason,
  effect: Effect,
  details: FailureDetails,
): FailedTry {
  const unknown = kind === 'change' && effect === 'unclear';
  return { error: new ClickSendError(unknown ? 'outcomeUnknown' : reason, details), effect };
}

function reasonFor(status: number): FailureReason {
  const exact = reasons[status];
  if (exact) {
    return exact;
  }
  if (status >= 500) {
    return 'serverError';
  }
  return status >= 400 ? 'badRequest' : 'badResponse';
}

const reasons: Readonly<Record<number, FailureReason>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'notFound',
  407: 'unreachable',
  408: 'timeout',
  429: 'tooManyRequests',
};

/** A redirect is never followed, so it did nothing; 303 alone means "done, look over there". */
function effectOf(status: number): Effect {
  return status >= 500 || status === 303 || status === 408 ? 'unclear' : 'refused';
}

function isParseFailure(code: string | undefined): boolean {
  return code !== undefined && /^(HPE_|Z_|ERR_.*ENCOD)/.test(code);
}
