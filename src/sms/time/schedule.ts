import { parse } from 'chrono-node/en';
import type { ParsedComponents, ParsedResult } from 'chrono-node';
import {
  formatOffset,
  formatWallClock,
  momentOf,
  offsetAt,
  resolveTimeZone,
  wallClockAt,
} from './timeZone';

export type ScheduleProblem =
  | 'empty'
  | 'notUnderstood'
  /** "03/04/2026" is April in Australia and March in America. */
  | 'ambiguousDate'
  | 'unknownTimeZone'
  /** Clocks are turned forward over this time. */
  | 'skippedByClockChange'
  | 'inPast'
  | 'tooFarAhead';

export interface Schedule {
  readonly ok: true;
  /** Unix seconds; undefined for "now". */
  readonly at: number | undefined;
  /** IANA zone in which the text was read. */
  readonly timeZone: string;
  /** Whether the text named no time of day, so that one was assumed. */
  readonly timeAssumed: boolean;
}

export type ScheduleResult = Schedule | { readonly ok: false; readonly reason: ScheduleProblem };

export interface ScheduleOptions {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** IANA zone of a text that names none. */
  readonly timeZone: string;
}

/** No moment takes more characters to say, and what reads plain English is slow on long texts. */
const longestWords = 200;

/** ClickSend sends at most this many months ahead; it never sends what is later. */
export const maxMonthsAhead = 4;

/** The last moment (milliseconds since 1970) that can be scheduled. */
export function latestSchedule(now: number): number {
  const latest = new Date(now);
  const day = latest.getUTCDate();
  latest.setUTCMonth(latest.getUTCMonth() + maxMonthsAhead);
  // 31 October plus four months is not 3 March.
  if (latest.getUTCDate() !== day) {
    latest.setUTCDate(0);
  }
  return latest.getTime();
}

const refuse = (reason: ScheduleProblem): ScheduleResult => ({ ok: false, reason });

const zone = /(?<!\s)\s+\(?(?<zone>[A-Za-z]\w*(?:\/[A-Za-z][\w+-]*)+|UTC|GMT)\)?$/;

const numericDate = /(?<!\d)(?<a>\d{1,2})(?:\/(?<b>\d{1,2})(?!\d)|[.-](?<c>\d{1,2})[.-]\d{2,4})/;

function isAmbiguous(text: string): boolean {
  const { a, b, c } = numericDate.exec(text)?.groups ?? {};
  const first = Number(a);
  const second = Number(b ?? c);
  return first <= 12 && second <= 12 && first !== second;
}

/** The one moment that makes up the whole text; a rest might be what changes its meaning. */
function readWhole(text: string, now: number, timeZone: string): ParsedComponents | undefined {
  const results: readonly ParsedResult[] = parse(
    text,
    { instant: new Date(now), timezone: offsetAt(now, timeZone) },
    { forwardDate: true },
  );
  const [result] = results;
  if (!result || results.length > 1 || result.end) {
    return undefined;
  }
  const rest = text.slice(0, result.index) + text.slice(result.index + result.text.length);
  return /^(?:\s|,|\bon\b|\bat\b|\bthe\b)*$/i.test(rest) ? result.start : undefined;
}

function momentOfParts(parts: ParsedComponents, timeZone: string): number | undefined {
  if (parts.isCertain('timezoneOffset')) {
    return parts.date().getTime();
  }
  const get = (unit: 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second'): number =>
    parts.get(unit) ?? 0;
  const clock = { year: get('year'), month: get('month'), day: get('day') };
  const time = { hour: get('hour'), minute: get('minute'), second: get('second') };
  return momentOf({ ...clock, ...time }, timeZone);
}

/**
 * Reads when to send: "now", plain English ("tomorrow 9am", "in 2 hours") or ISO 8601, with an
 * offset or an IANA zone behind it ("2026-12-01 09:00 Australia/Brisbane").
 */
export function parseSchedule(text: string, options: ScheduleOptions): ScheduleResult {
  const { now } = options;
  const trimmed = text.trim();
  if (trimmed === '') {
    return refuse('empty');
  }
  if (trimmed.length > longestWords) {
    return refuse('notUnderstood');
  }
  const named = zone.exec(trimmed);
  const timeZone = resolveTimeZone(named?.groups?.['zone'] ?? options.timeZone);
  if (timeZone === undefined) {
    return refuse('unknownTimeZone');
  }
  const when = named ? trimmed.slice(0, named.index) : trimmed;
  if (/^now$/i.test(when)) {
    return { ok: true, at: undefined, timeZone, timeAssumed: false };
  }
  if (isAmbiguous(when)) {
    return refuse('ambiguousDate');
  }
  const parts = readWhole(when, now, timeZone);
  if (!parts) {
    return refuse('notUnderstood');
  }
  const time = momentOfParts(parts, timeZone);
  if (time === undefined) {
    return refuse('skippedByClockChange');
  }
  if (time <= now) {
    return refuse('inPast');
  }
  if (time > latestSchedule(now)) {
    return refuse('tooFarAhead');
  }
  return {
    ok: true,
    at: Math.floor(time / 1000),
    timeZone,
    timeAssumed: !parts.isCertain('hour'),
  };
}

/** A moment as local and as universal time, for showing both. */
export interface Moment {
  /** "2026-12-01 09:00" on clocks in `timeZone`. */
  readonly local: string;
  readonly timeZone: string;
  /** "+10:00". */
  readonly offset: string;
  /** "2026-11-30 23:00". */
  readonly utc: string;
}

/** Describes a moment (Unix seconds) in an IANA zone. */
export function describeMoment(at: number, timeZone: string): Moment {
  return {
    local: formatWallClock(wallClockAt(at * 1000, timeZone)),
    timeZone,
    offset: formatOffset(offsetAt(at * 1000, timeZone)),
    utc: formatWallClock(wallClockAt(at * 1000, 'UTC')),
  };
}
