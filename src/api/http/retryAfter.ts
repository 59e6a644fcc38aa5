import type { RawAnswer } from './exchange';

const longestSeconds = 24 * 60 * 60;

/**
 * Seconds the server asks to wait: `Retry-After` as seconds or a date, else ClickSend's
 * `ratelimit-reset`, which counts seconds left and is on every answer, so it only counts on a 429.
 */
export function retryAfterSeconds({
  status,
  headers,
}: Omit<RawAnswer, 'text'>): number | undefined {
  const asked = headers['retry-after'] ?? (status === 429 ? headers['ratelimit-reset'] : undefined);
  if (typeof asked !== 'string' || asked.trim() === '') {
    return undefined;
  }
  const seconds = /^\s*\d+(\.\d+)?\s*$/.test(asked)
    ? Number(asked)
    : Math.ceil((Date.parse(asked) - Date.now()) / 1000);
  return Number.isNaN(seconds) ? undefined : Math.min(Math.max(seconds, 0), longestSeconds);
}
