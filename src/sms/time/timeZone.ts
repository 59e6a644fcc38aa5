/** A date and time as a clock on the wall shows it. */
export interface WallClock {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'iso8601',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(timeZone, format);
  }
  return format;
}

/** The IANA name in its usual spelling, or undefined when there is no such zone. */
export function resolveTimeZone(name: string): string | undefined {
  try {
    return formatOf(name).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

/** What clocks in an IANA zone show at a moment (milliseconds since 1970). */
export function wallClockAt(time: number, timeZone: string): WallClock {
  const values = new Map(
    formatOf(timeZone)
      .formatToParts(time)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const get = (type: Intl.DateTimeFormatPartTypes): number => values.get(type) ?? 0;
  return {
    year: get('year'),
    month: get('month'),
    day: get('day'),
    hour: get('hour'),
    minute: get('minute'),
    second: get('second'),
  };
}

const asUtc = ({ year, month, day, hour, minute, second }: WallClock): number =>
  Date.UTC(year, month - 1, day, hour, minute, second);

/** Minutes an IANA zone is ahead of UTC at a moment (milliseconds since 1970). */
export function offsetAt(time: number, timeZone: string): number {
  const wholeSeconds = Math.floor(time / 1000) * 1000;
  return (asUtc(wallClockAt(time, timeZone)) - wholeSeconds) / minuteMs;
}

/**
 * The moment (milliseconds since 1970) at which clocks in a zone show this, the earlier one when
 * clocks are turned back over it; undefined when they are turned forward over it.
 */
export function momentOf(clock: WallClock, timeZone: string): number | undefined {
  const utc = asUtc(clock);
  const candidates = [utc - dayMs, utc + dayMs]
    .map((around) => utc - offsetAt(around, timeZone) * minuteMs)
    .filter((time) => asUtc(wallClockAt(time, timeZone)) === utc);
  return candidates.length > 0 ? Math.min(...candidates) : undefined;
}

const two = (n: number): string => String(n).padStart(2, '0');

/** "2026-12-01 09:00". */
export function formatWallClock({ year, month, day, hour, minute }: WallClock): string {
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}`;
}

/** "+10:00" for minutes ahead of UTC. */
export function formatOffset(minutes: number): string {
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(Math.floor(size % 60))}`;
}
