import * as vscode from 'vscode';

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter takes far longer than using one, and a tree uses it for every row. */
function format(name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${vscode.env.language} ${name}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat(vscode.env.language, options);
  formats.set(key, known);
  return known;
}

/** An answer of the API may hold a number that is no time at all, which a formatter throws at. */
const isMoment = (seconds: number): boolean => !Number.isNaN(new Date(seconds * 1000).getTime());

function inWords(seconds: number, name: string, options: Intl.DateTimeFormatOptions): string {
  return isMoment(seconds) ? format(name, options).format(seconds * 1000) : '?';
}

export function timeOfDay(seconds: number): string {
  return inWords(seconds, 'time', { hour: '2-digit', minute: '2-digit' });
}

export function shortMoment(seconds: number): string {
  return inWords(seconds, 'short', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
}

/** "20 December 09:00 (Brisbane)": for what is still to come, with the place whose clock it is. */
export function dueMoment(
  seconds: number,
  timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone,
): string {
  const inZone = (options: Intl.DateTimeFormatOptions): string =>
    inWords(seconds, `${Object.keys(options).join()} ${timeZone}`, { ...options, timeZone });
  return vscode.l10n.t(
    '{0} {1} {2} ({3})',
    inZone({ day: 'numeric' }),
    inZone({ month: 'long' }),
    inZone({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    timeZone.split('/').at(-1)?.replaceAll('_', ' ') ?? timeZone,
  );
}

const toTheMinute: Intl.DateTimeFormatOptions = {
  weekday: 'short',
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
};

/**
 * Local time with its zone, then UTC, to the minute: for what a person decides on. The time of the
 * IANA zone it was written in stands first, when that is another one.
 */
export function whenInWords(seconds: number, writtenIn = ''): string {
  if (!isMoment(seconds)) {
    return '?';
  }
  const local = inWords(seconds, 'minute', toTheMinute);
  const utc = new Date(seconds * 1000).toISOString().slice(0, 16).replace('T', ' ');
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (writtenIn === '' || writtenIn === here) {
    return vscode.l10n.t('{0} ({1} UTC)', local, utc);
  }
  const there = inWords(seconds, `minute ${writtenIn}`, { ...toTheMinute, timeZone: writtenIn });
  return writtenIn === 'UTC'
    ? vscode.l10n.t('{0} (here {1})', there, local)
    : vscode.l10n.t('{0} {1} (here {2}, {3} UTC)', there, writtenIn, local, utc);
}

/** Local time with its zone, and UTC beside it, to the second: for what happened. */
export function fullMoment(seconds: number): string {
  if (!isMoment(seconds)) {
    return '?';
  }
  const local = inWords(seconds, 'full', { ...toTheMinute, second: '2-digit' });
  const utc = new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
  return `${local} (${utc})`;
}

/** Unix seconds of "YYYY-MM-DD" or "YYYY-MM-DD HH:MM" in local time; undefined when it is neither. */
export function parseLocalMoment(text: string): number | undefined {
  const match = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}):(\d{2}))?$/.exec(text.trim());
  if (!match) {
    return undefined;
  }
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = match
    .slice(1)
    .map((part: string | undefined) => Number(part ?? 0));
  const date = new Date(year, month - 1, day, hour, minute);
  const exists =
    date.getMonth() === month - 1 && date.getDate() === day && hour < 24 && minute < 60;
  return exists ? date.getTime() / 1000 : undefined;
}
