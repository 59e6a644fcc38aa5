/** What the value of a header key is. */
export type HeaderValueKind =
  'numbers' | 'path' | 'text' | 'sender' | 'schedule' | 'country' | 'email' | 'boolean';

/** The keys of a header, in the order in which completion offers them. */
export const headerKeys = {
  to: 'numbers',
  recipients: 'path',
  number_column: 'text',
  list: 'text',
  from: 'sender',
  schedule: 'schedule',
  custom_string: 'text',
  country: 'country',
  from_email: 'email',
  shorten_urls: 'boolean',
} as const satisfies Record<string, HeaderValueKind>;

export type HeaderKey = keyof typeof headerKeys;

/** Where the recipients come from: a document has one of these. */
export const recipientKeys = ['to', 'recipients', 'list'] as const satisfies readonly HeaderKey[];

/** The key that a spelling stands for ("Custom-String"), or undefined. */
export function headerKey(spelling: string): HeaderKey | undefined {
  const key = spelling
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  return Object.hasOwn(headerKeys, key) ? (key as HeaderKey) : undefined;
}
