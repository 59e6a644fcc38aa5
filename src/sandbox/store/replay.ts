import { createReadStream } from 'node:fs';

export interface Replayed {
  /** Bytes up to and including the last whole line. */
  readonly length: number;
  readonly lines: number;
  /** Unreadable lines at the end (a power cut can leave zeros there), left out as well. */
  readonly damaged: number;
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

function parse(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString('utf8'));
  } catch {
    return undefined;
  }
}

/**
 * Streams a log of one JSON value a line. A last line without its newline was torn by a crash
 * before anybody was told that it was written, and is left out. Throws on damage in the middle.
 */
export async function replay(path: string, take: (value: unknown) => void): Promise<Replayed> {
  let rest: Buffer = Buffer.alloc(0);
  const seen = { length: 0, lines: 0, damaged: 0 };
  const takeLine = (line: Buffer): void => {
    const value = parse(line);
    if (value === undefined) {
      seen.damaged++;
      return;
    }
    if (seen.damaged > 0) {
      throw new Error(`${path}: line ${seen.lines + 1} is damaged, but later ones are not`);
    }
    seen.length += line.length + 1;
    seen.lines++;
    take(value);
  };
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
      const bytes = chunk as Buffer;
      let start = 0;
      for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
        const line = bytes.subarray(start, end);
        takeLine(rest.length > 0 ? Buffer.concat([rest, line]) : line);
        rest = Buffer.alloc(0);
        start = end + 1;
      }
      rest = Buffer.concat([rest, bytes.subarray(start)]);
    }
  } catch (error) {
    if (!isMissing(error)) {
      throw error;
    }
  }
  return seen;
}
