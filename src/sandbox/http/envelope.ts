import type { Decisions } from '../decisions';

/** What a route answers. `body` is the whole text. */
export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Every answer's frame: `http_code`, `response_code`, `response_msg`, `data`. */
export function envelope(status: number, code: string, message: string, data: unknown): Answer {
  return {
    status,
    body: JSON.stringify({ http_code: status, response_code: code, response_msg: message, data }),
  };
}

export const ok = (message: string, data: unknown): Answer =>
  envelope(200, 'SUCCESS', message, data);

/** Ends a request with an error answer. */
export class ApiFailure extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly data: unknown = null,
  ) {
    super(message);
  }

  get answer(): Answer {
    return envelope(this.status, this.code, this.message, this.data);
  }
}

export const badRequest = (message: string, data: unknown = null): ApiFailure =>
  new ApiFailure(400, 'BAD_REQUEST', message, data);

export const notFound = (message: string): ApiFailure => new ApiFailure(404, 'NOT_FOUND', message);

/** Byte for byte what the real API answers to no header, a wrong key and an inactive account. */
export const unauthorized: Answer = envelope(401, 'UNAUTHORIZED', 'Authorization failed.', null);

export const suspended: Answer = envelope(
  403,
  'FORBIDDEN',
  'Your account is suspended. Please contact support for more information.',
  null,
);

/** `data` where the reference calls it deprecated: null now, an empty array in older documents. */
export const deprecatedData = ({ deprecatedData: shape }: Decisions): null | [] =>
  shape === 'null' ? null : [];
