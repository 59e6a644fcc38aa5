import { readFileSync } from 'node:fs';

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;

export interface ZipEntry {
  readonly name: string;
  /** Unpacked, in bytes. */
  readonly size: number;
}

/** The files of a zip archive, from its central directory (PKWARE APPNOTE 4.3.12). */
export function listZip(file: string): readonly ZipEntry[] {
  const bytes = readFileSync(file);
  let end = bytes.length - 22;
  while (end >= 0 && bytes.readUInt32LE(end) !== endSignature) {
    end--;
  }
  if (end < 0) {
    throw new Error(`${file} is not a zip archive`);
  }
  const entries: ZipEntry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    if (bytes.readUInt32LE(at) !== entrySignature) {
      throw new Error(`${file} is damaged`);
    }
    const nameLength = bytes.readUInt16LE(at + 28);
    const extras = bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    entries.push({ name, size: bytes.readUInt32LE(at + 24) });
    at += 46 + nameLength + extras;
  }
  return entries;
}
