import { open } from 'node:fs/promises';

const newline = 10;
const chunkBytes = 256 * 1024;

/** A line of a file and where it stands, in bytes; the newline is not part of it. */
export interface Line {
  readonly text: string;
  readonly offset: number;
  readonly length: number;
}

/**
 * The finished lines of a file, a chunk at a time. What follows the last newline is left out: a
 * write that was cut off.
 */
export async function* readLines(file: string): AsyncGenerator<readonly Line[]> {
  const handle = await open(file, 'r');
  try {
    let rest = Buffer.alloc(0);
    let restAt = 0;
    for (;;) {
      const chunk = Buffer.allocUnsafe(chunkBytes);
      const { bytesRead } = await handle.read(chunk, 0, chunkBytes, restAt + rest.length);
      if (bytesRead === 0) {
        return;
      }
      const bytes = Buffer.concat([rest, chunk.subarray(0, bytesRead)]);
      const lines: Line[] = [];
      let start = 0;
      for (;;) {
        const end = bytes.indexOf(newline, start);
        if (end < 0) {
          break;
        }
        const text = bytes.toString('utf8', start, end);
        lines.push({ text, offset: restAt + start, length: end - start });
        start = end + 1;
      }
      rest = bytes.subarray(start);
      restAt += start;
      if (lines.length > 0) {
        yield lines;
      }
    }
  } finally {
    await handle.close();
  }
}
