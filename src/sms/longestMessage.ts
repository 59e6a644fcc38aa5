import { splitParts } from './parts';

/** A body longer than the account sends. ClickSend cuts off the rest without a word, and charges for what is left. */
export interface Shortened {
  /** What goes out. */
  readonly text: string;
  /** What does not. */
  readonly rest: string;
  /** Of the whole body. */
  readonly parts: number;
  readonly maxParts: number;
}

/** Where the account does not say: ClickSend's table of lengths ends here, in parts. */
export const mostParts = 8;

/** A body cut to an account's longest message, in parts; undefined when it fits or nobody knows. */
export function shorten(body: string, maxParts: number | undefined): Shortened | undefined {
  if (maxParts === undefined || maxParts < 1) {
    return undefined;
  }
  const parts = splitParts(body);
  const end = parts[maxParts]?.start;
  return end === undefined
    ? undefined
    : { text: body.slice(0, end), rest: body.slice(end), parts: parts.length, maxParts };
}
