import { readLines } from '../../disk/lines';

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
    for await (const lines of readLines(path)) {
      for (const { bytes } of lines.filter(({ isWhole }) => isWhole)) {
        takeLine(bytes);
      }
    }
  } catch (error) {
    if (!isMissing(error)) {
      throw error;
    }
  }
  return seen;
}
