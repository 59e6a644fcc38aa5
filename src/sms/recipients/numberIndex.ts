/** Full beyond this share, probing gets slow. */
const MAX_LOAD = 0.7;

function keyOf(e164: string): number {
  const key = Number(e164.startsWith('+') ? e164.slice(1) : e164);
  if (!Number.isSafeInteger(key) || key <= 0) throw new RangeError('Not an E.164 number');
  return key;
}

/**
 * The row at which each number was first seen. Fifteen digits fit a double, so a number takes some
 * 20 bytes here, where a `Set` of strings takes 100; a million of them must not fill the memory.
 */
export class NumberIndex {
  private keys = new Float64Array(1024);
  private rows = new Uint32Array(1024);
  private count = 0;

  get size(): number {
    return this.count;
  }

  /** The row a number was added with; undefined if it was not. */
  rowOf(e164: string): number | undefined {
    const slot = this.slotOf(keyOf(e164));
    return this.keys[slot] === 0 ? undefined : this.rows[slot];
  }

  has(e164: string): boolean {
    return this.rowOf(e164) !== undefined;
  }

  /** Adds a number with its row (0 when it has none); the first row of a number stays. */
  add(e164: string, row = 0): void {
    const key = keyOf(e164);
    const slot = this.slotOf(key);
    if (this.keys[slot] !== 0) return;
    this.keys[slot] = key;
    this.rows[slot] = row;
    if (++this.count > this.keys.length * MAX_LOAD) this.grow();
  }

  private slotOf(key: number): number {
    const mask = this.keys.length - 1;
    // The low digits vary most; the high word keeps countries apart.
    let hash = (key % 0x1_0000_0000) ^ Math.floor(key / 0x1_0000_0000);
    hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
    let slot = (hash ^ (hash >>> 15)) & mask;
    while (this.keys[slot] !== 0 && this.keys[slot] !== key) slot = (slot + 1) & mask;
    return slot;
  }

  private grow(): void {
    const { keys, rows } = this;
    this.keys = new Float64Array(keys.length * 2);
    this.rows = new Uint32Array(keys.length * 2);
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i] ?? 0;
      if (key === 0) continue;
      const slot = this.slotOf(key);
      this.keys[slot] = key;
      this.rows[slot] = rows[i] ?? 0;
    }
  }
}
