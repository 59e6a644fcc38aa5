const written = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}))?)?$/;

/**
 * Unix seconds of a moment typed as a local date, a local date and time, or Unix seconds; undefined
 * when it is none of these, does not exist or lies ahead.
 */
export function readPastMoment(text: string, now: number): number | undefined {
  const trimmed = text.trim();
  const seconds = /^[1-9]\d{9}$/.test(trimmed) ? Number(trimmed) : localSeconds(trimmed);
  return seconds !== undefined && seconds * 1000 <= now ? seconds : undefined;
}

function localSeconds(text: string): number | undefined {
  const match = written.exec(text);
  if (!match) {
    return undefined;
  }
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((part: string | undefined) => Number(part ?? 0));
  const date = new Date(year, month - 1, day, hour, minute, second);
  const exists =
    date.getMonth() === month - 1 &&
    date.getDate() === day &&
    hour < 24 &&
    minute < 60 &&
    second < 60;
  return exists ? Math.floor(date.getTime() / 1000) : undefined;
}
