import { randomBytes } from 'node:crypto';

/** A number in [0, 1). Seeded in tests. */
export type Random = () => number;

/** A small seeded generator (mulberry32): the same seed gives the same run. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const systemRandom: Random = () => randomBytes(4).readUInt32BE() / 2 ** 32;

/** 15 October 1582, where the time in a UUID starts, to the Unix epoch. */
const gregorianOffsetMs = 12_219_292_800_000n;

/**
 * Message ids as ClickSend's look: upper-case UUIDs, time-ordered (version 6) for what we send,
 * random (version 4) for inbound messages and receipts.
 */
export class Ids {
  private lastTick = 0n;
  private readonly node: string;

  constructor(
    private readonly random: Random,
    private readonly now: () => number,
  ) {
    this.node =
      `${(0x8000 + Math.floor(random() * 0x4000)).toString(16)}-${this.hex(12)}`.toUpperCase();
  }

  timeOrdered(): string {
    const tick = (BigInt(Math.floor(this.now())) + gregorianOffsetMs) * 10_000n;
    this.lastTick = tick > this.lastTick ? tick : this.lastTick + 1n;
    const hex = this.lastTick.toString(16).padStart(15, '0').toUpperCase();
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-6${hex.slice(12)}-${this.node}`;
  }

  random4(): string {
    const variant = (8 + Math.floor(this.random() * 4)).toString(16);
    return `${this.hex(8)}-${this.hex(4)}-4${this.hex(3)}-${variant}${this.hex(3)}-${this.hex(12)}`.toUpperCase();
  }

  /** Letters and digits, as in the vendor's test texts. */
  word(length: number): string {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
    return Array.from({ length }, () => letters[Math.floor(this.random() * 36)]).join('');
  }

  private hex(length: number): string {
    let text = '';
    while (text.length < length) {
      text += Math.floor(this.random() * 16).toString(16);
    }
    return text;
  }
}
