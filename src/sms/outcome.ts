/** How many messages were refused, by the vendor's code. */
export type Refusals = readonly (readonly [code: string, count: number])[];

/**
 * How a send came out as a whole. `unknown`: of some messages nobody knows whether they were sent,
 * whatever became of the others.
 */
export type OutcomeState = 'all' | 'some' | 'none' | 'unknown';

export interface OutcomeCounts {
  /** Taken by ClickSend, and not cancelled since. */
  readonly accepted: number;
  readonly refusals: Refusals;
  readonly unknown?: number;
  /** Of the accepted ones, those that certainly did not arrive. */
  readonly undelivered?: number;
  /** Not sent, or cancelled, because somebody wanted it so. */
  readonly withheld?: number;
}

export interface Outcome {
  readonly state: OutcomeState;
  readonly total: number;
  readonly accepted: number;
  /** Refused by ClickSend. */
  readonly rejected: number;
  readonly undelivered: number;
  readonly unknown: number;
  /** The code that most of the rejected messages have. */
  readonly mainReason: string | undefined;
  /** Whether all rejected messages have that code. */
  readonly isOnlyReason: boolean;
}

export function outcomeOf({
  accepted,
  refusals,
  unknown = 0,
  undelivered = 0,
  withheld = 0,
}: OutcomeCounts): Outcome {
  const rejected = refusals.reduce((sum, [, count]) => sum + count, 0);
  const [main] = refusals.toSorted(([, a], [, b]) => b - a);
  const arriving = accepted - undelivered;
  const isWhole = rejected + undelivered + withheld === 0;
  return {
    state: unknown > 0 ? 'unknown' : isWhole ? 'all' : arriving > 0 ? 'some' : 'none',
    total: accepted + rejected + unknown + withheld,
    accepted,
    rejected,
    undelivered,
    unknown,
    mainReason: main?.[0],
    isOnlyReason: main?.[1] === rejected,
  };
}

/** Counts codes; the vendor's set is open, so they are no keys of an object. */
export function countRefusals(codes: Iterable<string>): Refusals {
  const counts = new Map<string, number>();
  for (const code of codes) {
    counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return [...counts];
}
