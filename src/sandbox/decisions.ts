import * as v from 'valibot';
import { outcomeNames } from './network/outcome';

const seconds = v.pipe(v.number(), v.minValue(0));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/**
 * What the sandbox does where ClickSend's reference is silent or contradicts itself. Each can be
 * switched at the start (`--decide name=value`) and while it runs (`PUT /_sandbox/decisions`).
 * docs/sandbox.md explains them one by one.
 */
const schema = v.object({
  strictCredentials: v.boolean(),
  referenceSamples: v.boolean(),
  shapes: v.picklist(['live', 'reference']),
  deprecatedData: v.picklist(['null', 'array']),
  noCredit: v.picklist(['message', 'request']),
  missingFields: v.picklist(['message', 'request']),
  pastSchedule: v.picklist(['now', 'reject']),
  limitOutOfRange: v.picklist(['clamp', 'reject']),
  searchMatch: v.picklist(['mixed', 'exact', 'contains']),
  cancelNotPossible: v.picklist(['notFound', 'success']),
  dateBefore: v.picklist(['exclusive', 'inclusive']),
  dateRange: v.picklist(['inclusive', 'exclusive']),
  unknownSender: v.picklist(['replace', 'reject', 'accept']),
  expandPlaceholders: v.boolean(),
  magicNumbers: v.boolean(),
  testNumberReceipts: v.boolean(),
  defaultOutcome: v.picklist(outcomeNames),
  sendDelayMs: seconds,
  deliveryDelayMs: seconds,
  enabledCountries: v.array(v.pipe(v.string(), v.regex(/^([A-Z]{2}|\*)$/u))),
  duplicateWindowSeconds: seconds,
  maxParts: v.pipe(v.number(), v.integer(), v.minValue(1)),
  startingBalance: v.pipe(v.number(), v.minValue(0)),
  historyDays: v.pipe(v.number(), v.minValue(1)),
  rateLimit: count,
  rateWindowSeconds: v.pipe(v.number(), v.minValue(1)),
  allowRemotePush: v.boolean(),
  pushRetrySeconds: v.array(seconds),
  pushTimeoutMs: v.pipe(v.number(), v.minValue(1)),
  exportLinkSeconds: v.pipe(v.number(), v.minValue(1)),
  exportAllPages: v.boolean(),
});

export type Decisions = v.InferOutput<typeof schema>;

export const defaultDecisions: Decisions = {
  strictCredentials: false,
  referenceSamples: true,
  shapes: 'live',
  deprecatedData: 'null',
  noCredit: 'message',
  missingFields: 'message',
  pastSchedule: 'now',
  limitOutOfRange: 'clamp',
  searchMatch: 'mixed',
  cancelNotPossible: 'notFound',
  dateBefore: 'exclusive',
  dateRange: 'inclusive',
  unknownSender: 'replace',
  expandPlaceholders: false,
  magicNumbers: true,
  testNumberReceipts: false,
  defaultOutcome: 'delivered',
  sendDelayMs: 500,
  deliveryDelayMs: 2000,
  enabledCountries: ['*'],
  duplicateWindowSeconds: 0,
  maxParts: 8,
  startingBalance: 1000,
  historyDays: 122,
  rateLimit: 0,
  rateWindowSeconds: 60,
  allowRemotePush: false,
  pushRetrySeconds: [1, 5, 30],
  pushTimeoutMs: 15_000,
  exportLinkSeconds: 1200,
  exportAllPages: true,
};

/** Checks a change of some decisions; says in one line what is wrong with it. */
export function parseDecisions(value: unknown): Partial<Decisions> | string {
  const result = v.safeParse(v.partial(v.strictObject(schema.entries)), value);
  if (result.success) {
    return Object.fromEntries(
      Object.entries(result.output).filter(([, each]) => each !== undefined),
    );
  }
  const [issue] = result.issues;
  return `${v.getDotPath(issue) ?? 'decisions'}: ${issue.message}`;
}

/** Reads `name=value` as the command line gives it: JSON where it is JSON, else text. */
export function parseDecision(text: string): Partial<Decisions> | string {
  const equals = text.indexOf('=');
  if (equals < 1) {
    return `${text}: expected name=value`;
  }
  const raw = text.slice(equals + 1);
  let value: unknown = raw;
  try {
    value = JSON.parse(raw);
  } catch {
    // Not JSON: a bare word such as `live`.
  }
  return parseDecisions({ [text.slice(0, equals)]: value });
}
