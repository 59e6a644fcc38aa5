import { open } from 'node:fs/promises';

const newline = 10;
const chunkBytes = 256 * 1024;

/** A line of a file and where it stands, in bytes; the newline is not part of it. */
export interface Line {
  readonly bytes: Buffer;
  readonly offset: number;
  /** Whether its newline is there. Only the last can lack it: a write that was cut off. */
  readonly isWhole: boolean;
}

/** The lines of a file, a chunk at a time. */
export async function* readLines(file: string): AsyncGenerator<readonly Line[]> {
  const handle = await open(file, 'r');
  try {
    let rest = Buffer.alloc(0);
    let restAt = 0;
    for (;;) {
      const chunk = Buffer.allocUnsafe(chunkBytes);
      const { bytesRead } = await handle.read(chunk, 0, chunkBytes, restAt + rest.length);
      if (bytesRead === 0) {
        break;
      }
      const bytes = Buffer.concat([rest, chunk.subarray(0, bytesRead)]);
      const lines: Line[] = [];
      let start = 0;
      for (;;) {
        const end = bytes.indexOf(newline, start);
        if (end < 0) {
          break;
        }
        lines.push({ bytes: bytes.subarray(start, end), offset: restAt + start, isWhole: true });
        start = end + 1;
      }
      rest = bytes.subarray(start);
      restAt += start;
      if (lines.length > 0) {
        yield lines;
      }
    }
    if (rest.length > 0) {
      yield [{ bytes: rest, offset: restAt, isWhole: false }];
    }
  } finally {
    await handle.close();
  }
}
