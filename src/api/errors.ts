/**
 * Why a call failed. Branch on this, never on a message.
 * - `outcomeUnknown`: a request that changes something was given to the network and no answer came
 *   back, so it may or may not have taken effect. Never retried.
 */
export type FailureReason =
  | 'unauthorized'
  | 'forbidden'
  | 'notFound'
  | 'badRequest'
  | 'tooManyRequests'
  | 'serverError'
  | 'unreachable'
  | 'timeout'
  | 'outcomeUnknown'
  | 'badResponse'
  | 'insecureUrl'
  | 'cancelled';

export interface FailureDetails {
  readonly status?: number | undefined;
  readonly responseCode?: string | undefined;
  readonly responseMsg?: string | undefined;
  readonly retryAfterSeconds?: number | undefined;
  readonly cause?: unknown;
}

/** The one error `api` throws. */
export class ClickSendError extends Error {
  readonly status: number | undefined;
  /** The vendor's `response_code`, verbatim. */
  readonly responseCode: string | undefined;
  /** The vendor's `response_msg`, verbatim: outside text, never markup. */
  readonly responseMsg: string | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    readonly reason: FailureReason,
    details: FailureDetails = {},
  ) {
    super(reason, { cause: details.cause });
    this.name = 'ClickSendError';
    this.status = details.status;
    this.responseCode = details.responseCode;
    this.responseMsg = details.responseMsg;
    this.retryAfterSeconds = details.retryAfterSeconds;
  }
}
