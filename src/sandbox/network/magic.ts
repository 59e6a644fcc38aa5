/** What a recipient is made for: an answer of the API, or an outcome on the network. */
export interface Magic {
  /** Per-message status other than SUCCESS. */
  readonly refusal?: string;
  /** Refused only as a repetition of the same text. */
  readonly onlyDuplicates?: boolean;
  readonly outcome?: string;
  /** What the recipient answers once the message has arrived. */
  readonly replies?: readonly string[];
}

/**
 * By the last four digits of the number; they begin with 0 and read like the status they cause.
 * docs/sandbox.md shows the table.
 */
const endings = new Map<string, Magic>([
  ['0201', { outcome: 'delivered' }],
  ['0200', { outcome: 'sent' }],
  ['0100', { outcome: 'silent' }],
  ['0106', { outcome: 'approval' }],
  ['0105', { outcome: 'cancelled-after-review' }],
  ['0300', { outcome: 'temporary' }],
  ['0316', { outcome: 'temporary-expired' }],
  ['0301', { outcome: 'failed-7' }],
  ...[7, 8, 9, 10, 11, 12, 13, 14, 15, 17, 18, 19, 20].map((code): [string, Magic] => [
    `03${String(code).padStart(2, '0')}`,
    { outcome: `failed-${code}` },
  ]),
  ['0402', { refusal: 'INSUFFICIENT_CREDIT' }],
  ['0403', { refusal: 'COUNTRY_NOT_ENABLED' }],
  ['0404', { refusal: 'INVALID_RECIPIENT' }],
  ['0406', { refusal: 'INVALID_SENDER_ID' }],
  ['0407', { refusal: 'REGISTRATION_NEEDED' }],
  ['0429', { refusal: 'THROTTLED', onlyDuplicates: true }],
  ['0500', { refusal: 'INTERNAL_ERROR' }],
  ['0701', { outcome: 'delivered', replies: ['Yes'] }],
  ['0702', { outcome: 'delivered', replies: ['STOP'] }],
  ['0703', { outcome: 'delivered', replies: ['Yes', 'Actually, make it Tuesday 😀'] }],
]);

const ordinary: Magic = {};

export function magicOf(to: string): Magic {
  return endings.get(to.slice(-4)) ?? ordinary;
}

/** How long a repetition to the throttling ending counts as one. */
export const magicDuplicateSeconds = 60;

/** The vendor's published numbers: nothing is sent or charged, and no receipt comes. */
const testNumbers: ReadonlySet<string> = new Set([
  '+61411111111',
  '+61422222222',
  '+61433333333',
  '+61444444444',
  '+14055555555',
  '+14055555666',
  '+447777777777',
  '+8615555555555',
]);

export const isTestNumber = (to: string): boolean => testNumbers.has(to);
