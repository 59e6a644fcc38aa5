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

const inHex = (sum: number): string => sum.toString(16).padStart(sumLength, '0');
const sumOf = (bytes: string | Buffer): string => inHex(crc32(bytes));

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

/** How many bytes at the beginning are a text that `checkedText` made; undefined when none are. */
export function checkedLength(bytes: Buffer): number | undefined {
  const wanted = bytes.toString('latin1', 0, sumLength);
  let sum = 0;
  for (let end = sumLength + 2; end <= bytes.length; end++) {
    sum = crc32(bytes.subarray(end - 1, end), sum);
    if (inHex(sum) === wanted && readChecked(bytes.subarray(0, end))) {
      return end;
    }
  }
  return undefined;
}
