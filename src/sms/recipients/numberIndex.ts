/** Full beyond this share, probing gets slow. */
const MAX_LOAD = 0.8;

const FIRST_SIZE = 16 * 1024;

/** A hash table of fixed size with open addressing; key 0 marks a free slot. */
interface Level {
  readonly keys: Float64Array;
  readonly rows: Uint32Array;
}

function keyOf(e164: string): number {
  const key = Number(e164.startsWith('+') ? e164.slice(1) : e164);
  if (!Number.isSafeInteger(key) || key <= 0) throw new RangeError('Not an E.164 number');
  return key;
}

const WORD = 0x1_0000_0000;

function hashOf(key: number): number {
  // The low digits vary most; the high word keeps countries apart. The remainder of doubles (`%`)
  // would take longer than all the rest.
  const high = Math.floor(key / WORD);
  let hash = (key - high * WORD) ^ high;
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  hash = Math.imul(hash ^ (hash >>> 15), 0x45d9f3b);
  return hash ^ (hash >>> 16);
}

/** The slot that holds the key, or the free one where it belongs. */
function slotOf({ keys }: Level, key: number, hash: number): number {
  const mask = keys.length - 1;
  let slot = hash & mask;
  while (keys[slot] !== 0 && keys[slot] !== key) slot = (slot + 1) & mask;
  return slot;
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
  private readonly levels = [makeLevel(FIRST_SIZE)];
  private count = 0;
  private countInLast = 0;

  get size(): number {
    return this.count;
  }

  /** The row a number was added with; undefined if it was not. */
  rowOf(e164: string): number | undefined {
    const key = keyOf(e164);
    return this.find(key, hashOf(key));
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
    const firstRow = this.find(key, hash);
    if (firstRow !== undefined) return firstRow;
    const level = this.lastLevel();
    const slot = slotOf(level, key, hash);
    level.keys[slot] = key;
    level.rows[slot] = row;
    this.count++;
    this.countInLast++;
    return undefined;
  }

  private find(key: number, hash: number): number | undefined {
    for (const level of this.levels) {
      const slot = slotOf(level, key, hash);
      if (level.keys[slot] === key) return level.rows[slot];
    }
    return undefined;
  }

  private lastLevel(): Level {
    const last = this.levels.at(-1);
    if (last && this.countInLast < last.keys.length * MAX_LOAD) return last;
    const next = makeLevel((last?.keys.length ?? FIRST_SIZE / 2) * 2);
    this.levels.push(next);
    this.countInLast = 0;
    return next;
  }
}
