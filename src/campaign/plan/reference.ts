import { randomBytes } from 'node:crypto';

/** ClickSend keeps so many characters of a custom string. */
const maxCustomString = 50;

const idLength = 8;

/** Lower-case letters and digits, so that it is safe as a folder's name everywhere. */
export function newCampaignId(): string {
  const digits = [...randomBytes(idLength)].map((byte) => (byte % 36).toString(36));
  return digits.join('');
}

/** What a custom string of ours says: the try, and mostly the message. */
export interface Reference {
  /** Undefined in a scheduled campaign: see `makeReference`. */
  readonly index: number | undefined;
  /** Which try at sending the message: 0 for the first, one more each time it is sent again. */
  readonly attempt: number;
}

/**
 * What goes into `custom_string`: the user's own words as far as there is room, the campaign's id,
 * the message's index and, from the second on, the try.
 *
 * Scheduled messages leave out the index: ClickSend cancels all that have one custom string, so
 * those of a try share it, and the person is known by the number. The others keep it, for history
 * may write a number in another way, or hide it where the account asks for that.
 */
export function makeReference(
  { id, customString }: { readonly id: string; readonly customString: string },
  { index, attempt }: Reference,
): string {
  const message = index === undefined ? '' : `-${index.toString(36)}`;
  const isFirst = attempt === 0 && index !== undefined;
  const own = `${id}${message}${isFirst ? '' : `.${attempt.toString(36)}`}`;
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
  const pattern = new RegExp(`(?:^|\\s)${id}(?:-([0-9a-z]{1,7}))?(?:\\.([0-9a-z]{1,3}))?$`);
  return (customString) => {
    const match = pattern.exec(customString);
    const [, index, attempt] = match ?? [];
    if (index === undefined && attempt === undefined) {
      return undefined;
    }
    return {
      index: index === undefined ? undefined : parseInt(index, 36),
      attempt: parseInt(attempt ?? '0', 36),
    };
  };
}

/** The id of the campaign whose message may have this custom string: anybody may have written one. */
export function campaignIdIn(customString: string): string | undefined {
  return /(?:^|\s)([0-9a-z]{8})(?:-[0-9a-z]{1,7})?(?:\.[0-9a-z]{1,3})?$/.exec(customString)?.[1];
}
