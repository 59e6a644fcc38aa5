import { crc32 } from 'node:zlib';

/** What a file says is not what was written into it. */
export class DamagedFileError extends Error {
  override readonly name = 'DamagedFileError';

  constructor(readonly file: string) {
    super('A file is damaged');
  }
}

const space = 32;
const sumLength = 8;

const sumOf = (bytes: string | Buffer): string =>
  crc32(bytes).toString(16).padStart(sumLength, '0');

/** A text with its number and a checksum of both before it, to be written as one line. */
export function checkedText(number: number, text: string): string {
  const body = `${number.toString(36)} ${text}`;
  return `${sumOf(body)} ${body}`;
}

/** Reads what `checkedText` made; undefined when a single bit of it is another one. */
export function readChecked(
  bytes: Buffer,
): { readonly number: number; readonly text: string } | undefined {
  const body = bytes.subarray(sumLength + 1);
  const end = body.indexOf(space);
  const isSound =
    bytes[sumLength] === space && end > 0 && bytes.toString('latin1', 0, sumLength) === sumOf(body);
  return isSound
    ? {
        number: parseInt(body.toString('latin1', 0, end), 36),
        text: body.toString('utf8', end + 1),
      }
    : undefined;
}
