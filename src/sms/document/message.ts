import type { SmsDocument } from './syntax';

/** The body as it is sent, and the way back from it to the document. */
export interface Message {
  /** With LF for every line break: the editor's CRLF would cost a character each. */
  readonly text: string;
  /** The offset in the document of an offset in `text`. */
  readonly toDocument: (offset: number) => number;
}

/** Takes the message out of a document. */
export function messageOf({ text, body }: SmsDocument): Message {
  const source = text.slice(body.start, body.end);
  if (!source.includes('\r')) {
    return { text: source, toDocument: (offset) => body.start + offset };
  }
  /** Offsets in the message of the line breaks that lost their CR, ascending. */
  const breaks: number[] = [];
  const message = source.replace(/\r\n?/g, (found, at: number) => {
    if (found.length === 2) {
      breaks.push(at - breaks.length);
    }
    return '\n';
  });
  const toDocument = (offset: number): number => {
    let low = 0;
    let high = breaks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((breaks[middle] ?? 0) < offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return body.start + offset + low;
  };
  return { text: message, toDocument };
}
