import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { badRequest, type ApiFailure } from './envelope';

/** Told once, with the whole body or with why there is none. */
export type OnBody = (body: Buffer, failure: ApiFailure | undefined) => void;

const nothing = Buffer.alloc(0);

/**
 * Collects a request's body. One that is too large is refused at once; what is still coming is
 * thrown away, so that the client gets to read the refusal.
 */
export function readBody(request: IncomingMessage, limit: number, done: OnBody): void {
  const chunks: Buffer[] = [];
  let length = 0;
  let isDone = false;
  request.on('data', (chunk: Buffer) => {
    if (isDone) {
      return;
    }
    length += chunk.length;
    if (length <= limit) {
      chunks.push(chunk);
    } else {
      isDone = true;
      chunks.length = 0;
      done(nothing, badRequest('The request body is too large.'));
    }
  });
  request.on('end', () => {
    if (isDone) {
      return;
    }
    isDone = true;
    done(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, length), undefined);
  });
  request.on('error', () => {
    isDone = true;
  });
}

/**
 * The reference prints its sample for the price with a shell quoting mistake that leaves a number
 * with a plus sign without its quotes. Only such a text is mended.
 */
const mendSample = (text: string): string =>
  text.replace(/("to"\s*:\s*)(\+\d{6,15})(?=\s*[,}])/gu, '$1"$2"');

/** Reads JSON; undefined for an empty body. Throws the API's 400. */
export function parseJson(bytes: Buffer, isSampleMended: boolean): unknown {
  if (bytes.length === 0) {
    return undefined;
  }
  if (!isUtf8(bytes)) {
    throw badRequest('The request body is not valid UTF-8.');
  }
  const text = bytes.toString('utf8');
  try {
    return JSON.parse(text);
  } catch {
    if (isSampleMended) {
      try {
        return JSON.parse(mendSample(text));
      } catch {
        // Not the sample either.
      }
    }
    throw badRequest('The request body is not valid JSON.');
  }
}
