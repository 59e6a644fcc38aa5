import type { Money } from '../../sms/price';
import type { Currency } from '../../sms/resources';
import type { Ranges } from './ranges';

/** `unknown`: answered in words that do not say whether it was sent. */
export const Answer = { rejected: 0, accepted: 1, unknown: 2 } as const;
export type Answer = (typeof Answer)[keyof typeof Answer];

/** What ClickSend said of one message, kept short because a campaign has many. */
export type OutcomeEntry = readonly [
  index: number,
  answer: Answer,
  messageId: string,
  parts: number | null,
  price: Money | null,
  from: string,
  /** The vendor's code; left out for SUCCESS. */
  status?: string,
];

/** How a message fared on the network: `status_code` or the history's own word, verbatim. */
export type DeliveryEntry = readonly [index: number, state: DeliveryLetter, code: string];

/** `w` on its way, `d` delivered, `f` failed, `c` cancelled. The last three are final. */
export type DeliveryLetter = 'w' | 'd' | 'f' | 'c';

export type Decision = 'send' | 'sent' | 'notSent';

/**
 * Why a campaign stopped by itself. `noAnswers`: several requests in a row may or may not have
 * taken effect.
 */
export const pauseReasons = [
  'asked',
  'unreachable',
  'tooManyRequests',
  'unauthorized',
  'refused',
  'noCredit',
  'noAnswers',
  'historyUnavailable',
  'schedulePassed',
  'lockLost',
  'planDamaged',
] as const;
export type PauseReason = (typeof pauseReasons)[number];

/** A line of the journal. `at` is in milliseconds since 1970, `b` a block of the plan. */
export type JournalRecord =
  /** The user confirmed so many messages. */
  | {
      readonly t: 'started';
      readonly at: number;
      readonly count: number;
      /** The price as the user was told it. */
      readonly estimate?: { readonly total: Money; readonly currency?: Currency | undefined };
    }
  /** On disk before the request goes out: from here on these messages may have been sent. */
  | { readonly t: 'request'; readonly at: number; readonly n: number; readonly i: Ranges }
  | {
      readonly t: 'answer';
      readonly at: number;
      readonly n: number;
      readonly b: number;
      /** ClickSend's clock minus ours in seconds, where the answer shows it. */
      readonly c?: number;
      readonly r: readonly OutcomeEntry[];
    }
  /** Request `n` certainly had no effect. */
  | { readonly t: 'notSent'; readonly at: number; readonly n: number; readonly why: string }
  /** Nobody knows what request `n` did. */
  | { readonly t: 'unclear'; readonly at: number; readonly n: number; readonly why: string }
  /** History shows these messages. */
  | {
      readonly t: 'found';
      readonly at: number;
      readonly b: number;
      readonly r: readonly OutcomeEntry[];
    }
  /** History was read through and does not show these; `later` when it shows newer ones of ours. */
  | { readonly t: 'absent'; readonly at: number; readonly i: Ranges; readonly later: boolean }
  /** What the user says of messages that history does not show. */
  | { readonly t: 'decided'; readonly at: number; readonly what: Decision; readonly i: Ranges }
  /** Rejected messages are to be tried again. */
  | { readonly t: 'retry'; readonly at: number; readonly i: Ranges }
  /** The user sends at once what was scheduled for a time that has passed. */
  | { readonly t: 'sendNow'; readonly at: number }
  | { readonly t: 'paused'; readonly at: number; readonly why: PauseReason }
  | { readonly t: 'resumed'; readonly at: number }
  | { readonly t: 'cancelled'; readonly at: number }
  /**
   * On disk before ClickSend is asked to cancel what is scheduled of a try: from here on those
   * messages may be cancelled.
   */
  | { readonly t: 'recall'; readonly at: number; readonly k: number }
  /** It cancelled so many; absent when nobody knows. */
  | { readonly t: 'recalled'; readonly at: number; readonly k: number; readonly count?: number }
  /** The recall certainly had no effect. */
  | { readonly t: 'recallFailed'; readonly at: number; readonly k: number; readonly why: string }
  /** Lines before this one could not be read, so these messages may have been sent. */
  | { readonly t: 'mended'; readonly at: number; readonly i: Ranges }
  | {
      readonly t: 'delivery';
      readonly at: number;
      readonly b: number;
      readonly r: readonly DeliveryEntry[];
    };

const isRanges = (value: unknown): boolean =>
  Array.isArray(value) && value.length % 2 === 0 && value.every((each) => Number.isInteger(each));

const isEntries = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.every((entry: unknown) => Array.isArray(entry) && Number.isInteger(entry[0]));

const isNumberOrAbsent = (value: unknown): boolean =>
  value === undefined || typeof value === 'number';

/** What each kind of record cannot do without. */
const checks: Readonly<
  Record<JournalRecord['t'], (fields: Readonly<Record<string, unknown>>) => boolean>
> = {
  started: ({ count }) => Number.isInteger(count),
  request: ({ n, i }) => Number.isInteger(n) && isRanges(i),
  answer: ({ n, b, r, c }) =>
    Number.isInteger(n) && Number.isInteger(b) && isEntries(r) && isNumberOrAbsent(c),
  notSent: ({ n }) => Number.isInteger(n),
  unclear: ({ n }) => Number.isInteger(n),
  found: ({ b, r }) => Number.isInteger(b) && isEntries(r),
  absent: ({ i }) => isRanges(i),
  decided: ({ what, i }) => ['send', 'sent', 'notSent'].includes(String(what)) && isRanges(i),
  retry: ({ i }) => isRanges(i),
  sendNow: () => true,
  paused: ({ why }) => pauseReasons.some((reason) => reason === why),
  resumed: () => true,
  cancelled: () => true,
  recall: ({ k }) => Number.isInteger(k),
  recalled: ({ k, count }) => Number.isInteger(k) && isNumberOrAbsent(count),
  recallFailed: ({ k }) => Number.isInteger(k),
  mended: ({ i }) => isRanges(i),
  delivery: ({ b, r }) => Number.isInteger(b) && isEntries(r),
};

/** Reads what a line says; undefined for a kind this version does not know. */
export function parseRecord(line: string): JournalRecord | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || !('t' in value) || !('at' in value)) {
    return undefined;
  }
  const { t, at } = value;
  if (typeof t !== 'string' || typeof at !== 'number' || !Object.hasOwn(checks, t)) {
    return undefined;
  }
  return checks[t as JournalRecord['t']](value) ? (value as JournalRecord) : undefined;
}
