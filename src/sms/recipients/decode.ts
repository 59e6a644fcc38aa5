export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** Chunks of a file, or of a text that is already decoded. */
export type Chunks = AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>;

/** The encoding that a byte order mark, or the zero bytes of Latin text in UTF-16, give away. */
function markedEncoding(bytes: Uint8Array): TextEncoding | undefined {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) {
    return 'utf-8';
  }
  if (a === 0xff && b === 0xfe) {
    return 'utf-16le';
  }
  if (a === 0xfe && b === 0xff) {
    return 'utf-16be';
  }
  if (a === 0 && b !== undefined && b !== 0) {
    return 'utf-16be';
  }
  return a !== undefined && a !== 0 && b === 0 ? 'utf-16le' : undefined;
}

/** Bytes at the end that begin a UTF-8 character which the next chunk ends. */
function unfinishedBytes(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) {
      continue;
    }
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return needed > back ? back : 0;
  }
  return 0;
}

const isAscii = (text: string, bytes: Uint8Array): boolean => text.length === bytes.length;

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) {
    return b;
  }
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/**
 * Turns the bytes of a table into text, piece by piece. Without a byte order mark it is UTF-8 until
 * a byte contradicts; the rest is then Windows-1252, as older spreadsheets write it, which also
 * covers Latin-1. Once a real UTF-8 character was seen, bad bytes become U+FFFD.
 */
export class TableDecoder {
  private found: TextEncoding | undefined;
  private decoder: InstanceType<typeof TextDecoder> | undefined;
  private seesUtf8 = false;
  private pending: Uint8Array = new Uint8Array(0);

  /** Final once all is read; undefined before the first bytes, and for text. */
  get encoding(): TextEncoding | undefined {
    return this.found;
  }

  decode(chunk: Uint8Array | string): string {
    if (typeof chunk === 'string') {
      return chunk;
    }
    const bytes = joined(this.pending, chunk);
    this.pending = new Uint8Array(0);
    if (this.found === undefined && bytes.length < 3) {
      this.pending = bytes;
      return '';
    }
    this.found ??= this.start(bytes);
    if (this.decoder) {
      return this.decoder.decode(bytes, { stream: true });
    }
    const cut = bytes.length - unfinishedBytes(bytes);
    this.pending = bytes.slice(cut);
    return this.decodeUtf8(bytes.subarray(0, cut));
  }

  /** What was still waiting for its end. */
  finish(): string {
    const rest = this.pending;
    this.pending = new Uint8Array(0);
    if (this.decoder) {
      return this.decoder.decode(rest);
    }
    return rest.length === 0 ? '' : this.decodeUtf8(rest);
  }

  private start(bytes: Uint8Array): TextEncoding {
    const marked = markedEncoding(bytes);
    if (marked !== undefined) {
      this.decoder = new TextDecoder(marked);
    }
    return marked ?? 'utf-8';
  }

  private decodeUtf8(bytes: Uint8Array): string {
    try {
      const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
      this.found = 'utf-8';
      this.seesUtf8 ||= !isAscii(text, bytes);
      return text;
    } catch {
      this.found = this.seesUtf8 ? 'utf-8' : 'windows-1252';
      this.decoder = new TextDecoder(this.found);
      return this.decoder.decode(bytes, { stream: true });
    }
  }
}
