import type { Clock } from '../clock';
import type { Decisions } from '../decisions';
import { envelope, type Answer } from './envelope';

/** What the real one was seen to say, which is not what is documented. */
const tooMany = envelope(429, 'HTTP_TOO_MANY_REQUESTS', 'Too many attempts.', null);

const headersOf = (limit: number, remaining: number, reset: number): Record<string, string> => ({
  'x-ratelimit-limit': String(limit),
  'x-ratelimit-remaining': String(remaining),
  // Seconds left, not a moment.
  'ratelimit-reset': String(reset),
});

export function tooManyRequests(limit: number, retryAfter: number): Answer {
  const headers = { ...headersOf(limit, 0, retryAfter), 'Retry-After': String(retryAfter) };
  return { ...tooMany, headers };
}

export interface Allowance {
  readonly headers: Readonly<Record<string, string>>;
  /** Set when there is none left. */
  readonly refusal: Answer | undefined;
}

/** Counts requests per endpoint and caller, in windows that start with the first one. */
export class RateLimit {
  private readonly windows = new Map<string, { readonly start: number; count: number }>();

  constructor(
    private readonly clock: Clock,
    private readonly decisions: Decisions,
  ) {}

  /** Undefined while the limit is off. */
  take(key: string): Allowance | undefined {
    const { rateLimit: limit, rateWindowSeconds: seconds } = this.decisions;
    if (limit === 0) {
      return undefined;
    }
    const now = this.clock.now();
    let window = this.windows.get(key);
    if (!window || now - window.start >= seconds * 1000 || now < window.start) {
      window = { start: now, count: 0 };
      this.windows.set(key, window);
    }
    window.count++;
    const reset = Math.max(Math.ceil(seconds - (now - window.start) / 1000), 1);
    const headers = headersOf(limit, Math.max(limit - window.count, 0), reset);
    return { headers, refusal: window.count > limit ? tooManyRequests(limit, reset) : undefined };
  }

  clear(): void {
    this.windows.clear();
  }
}
