/** Full beyond this share, probing gets slow. */
const maxLoad = 0.7;

/** Small, so that the first few numbers of every list go through all of the code. */
const firstSize = 16;

/** Each level is so many times as large as the one before: a number is looked for in all of them. */
const growth = 4;
const secondSize = 32 * 1024;

/** A hash table of fixed size with open addressing; key 0 marks a free slot. */
interface Level {
  readonly keys: Float64Array;
  readonly rows: Uint32Array;
}

function keyOf(e164: string): number {
  const key = Number(e164);
  if (!Number.isSafeInteger(key) || key <= 0) {
    throw new RangeError('Not an E.164 number');
  }
  return key;
}

const word = 0x1_0000_0000;

function hashOf(key: number): number {
  // The low digits vary most; the high word keeps countries apart. The remainder of doubles (`%`)
  // would take longer than all the rest.
  const high = Math.floor(key / word);
  let hash = (key - high * word) ^ high;
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  hash = Math.imul(hash ^ (hash >>> 15), 0x45d9f3b);
  return hash ^ (hash >>> 16);
}

/** The slot that holds the key, or the free one where it belongs. */
function slotOf({ keys }: Level, key: number, hash: number): number {
  const mask = keys.length - 1;
  let slot = hash & mask;
  while (keys[slot] !== 0 && keys[slot] !== key) {
    slot = (slot + 1) & mask;
  }
  return slot;
}

/** The row of a key in a level; undefined when it is not there. */
function rowIn(level: Level, key: number, hash: number): number | undefined {
  const slot = slotOf(level, key, hash);
  return level.keys[slot] === key ? level.rows[slot] : undefined;
}

function makeLevel(size: number): Level {
  return { keys: new Float64Array(size), rows: new Uint32Array(size) };
}

/**
 * The row at which each number was first seen. Fifteen digits fit a double, so a number takes some
 * 20 bytes here, where a `Map` of strings takes 100. A full table stays and a larger one comes
 * beside it: copying would leave garbage that is collected too late, at a million numbers 30 MB.
 */
export class NumberIndex {
  private readonly full: Level[] = [];
  private last = makeLevel(firstSize);
  private countInLast = 0;
  private count = 0;

  get size(): number {
    return this.count;
  }

  /** The row a number was added with; undefined if it was not. */
  rowOf(e164: string): number | undefined {
    const key = keyOf(e164);
    const hash = hashOf(key);
    return this.findInFull(key, hash) ?? rowIn(this.last, key, hash);
  }

  has(e164: string): boolean {
    return this.rowOf(e164) !== undefined;
  }

  /**
   * Adds a number with its row (0 when it has none); the first row of a number stays. Returns the row
   * it was there with; undefined when it is new.
   */
  add(e164: string, row = 0): number | undefined {
    const key = keyOf(e164);
    const hash = hashOf(key);
    const firstRow = this.findInFull(key, hash);
    if (firstRow !== undefined) {
      return firstRow;
    }
    const { keys, rows } = this.last;
    const slot = slotOf(this.last, key, hash);
    if (keys[slot] === key) {
      return rows[slot];
    }
    keys[slot] = key;
    rows[slot] = row;
    this.count++;
    if (++this.countInLast > keys.length * maxLoad) {
      this.addLevel(keys.length);
    }
    return undefined;
  }

  private findInFull(key: number, hash: number): number | undefined {
    for (const level of this.full) {
      const row = rowIn(level, key, hash);
      if (row !== undefined) {
        return row;
      }
    }
    return undefined;
  }

  private addLevel(size: number): void {
    this.full.push(this.last);
    this.last = makeLevel(Math.max(size * growth, secondSize));
    this.countInLast = 0;
  }
}
