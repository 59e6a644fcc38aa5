import { randomBytes } from 'node:crypto';

/** ClickSend keeps so many characters of a custom string. */
const maxCustomString = 50;

const idLength = 8;

/** Lower-case letters and digits, so that it is safe as a folder's name everywhere. */
export function newCampaignId(): string {
  const digits = [...randomBytes(idLength)].map((byte) => (byte % 36).toString(36));
  return digits.join('');
}

/** Which message of a campaign a reference names, and at which try. */
export interface Reference {
  readonly index: number;
  /** 0 for the first; one more after each retry or decision to send. */
  readonly attempt: number;
}

/**
 * What goes into `custom_string`: the user's own words as far as there is room, the campaign's id,
 * the message's index and, from the second on, its try.
 */
export function makeReference(
  { id, customString }: { readonly id: string; readonly customString: string },
  { index, attempt }: Reference,
): string {
  const own = `${id}-${index.toString(36)}${attempt === 0 ? '' : `.${attempt.toString(36)}`}`;
  if (customString === '') {
    return own;
  }
  const room = maxCustomString - own.length - 1;
  const words = customString
    .slice(0, room)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd();
  return words === '' ? own : `${words} ${own}`;
}

/** Reads what `makeReference` made; undefined for a string of another campaign or of nobody's. */
export function referenceReader(id: string): (customString: string) => Reference | undefined {
  const pattern = new RegExp(`(?:^|\\s)${id}-([0-9a-z]{1,7})(?:\\.([0-9a-z]{1,3}))?$`);
  return (customString) => {
    const match = pattern.exec(customString);
    return match?.[1] === undefined
      ? undefined
      : { index: parseInt(match[1], 36), attempt: parseInt(match[2] ?? '0', 36) };
  };
}
