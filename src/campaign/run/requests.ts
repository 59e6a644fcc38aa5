import { someIndex } from '../store/ranges';
import type { Ranges } from '../store/ranges';

const daySeconds = 86_400;

interface Request {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** From when on history can hold what it sent, in Unix seconds of ClickSend's clock. */
  readonly since: number;
  readonly indices: Ranges;
}

/** The requests of a campaign, and what their answers say of ClickSend's clock and ours. */
export class Requests {
  private readonly all = new Map<number, Request>();
  private lastNumber = 0;
  /** ClickSend's clock minus ours in seconds, as its last answer shows. */
  private clockOffset: number | undefined;
  /** The time of the last answer, in Unix seconds of ClickSend's clock. */
  private answeredAt: number | undefined;
  /** The first of all times in the journal: a clock that is set forward later does not count. */
  private earliest = Infinity;
  /** Milliseconds since 1970. */
  firstAt: number | undefined;
  lastAt: number | undefined;

  get nextNumber(): number {
    return this.lastNumber + 1;
  }

  noteTime(at: number): void {
    this.earliest = Math.min(this.earliest, at);
  }

  /** An answer that came at this time of ours shows by how many seconds the clocks differ. */
  noteAnswer(at: number, clockOffset: number): void {
    this.clockOffset = clockOffset;
    this.answeredAt = this.vendorTime(at);
  }

  open(n: number, at: number, indices: Ranges): void {
    this.add(n, { at, since: this.notBefore, indices });
  }

  /** One for all requests that may be lost, of a campaign that was planned at this time. */
  openLost(at: number, indices: Ranges, plannedAt: number): void {
    this.add(this.nextNumber, { at, since: plannedAt / 1000 - daySeconds, indices });
  }

  /** Forgets a request that had no effect. Returns what was in it. */
  drop(n: number): Ranges {
    const { indices = [] } = this.all.get(n) ?? {};
    this.all.delete(n);
    return indices;
  }

  /**
   * The time of the latest request with such a message, in milliseconds since 1970, and from when on
   * history can hold what such requests sent, in Unix seconds.
   */
  times(isOne: (index: number) => boolean): { last: number; since: number } | undefined {
    let times: { last: number; since: number } | undefined;
    for (const { at, since, indices } of this.all.values()) {
      if (someIndex(indices, isOne)) {
        times = {
          last: Math.max(times?.last ?? at, at),
          since: Math.min(times?.since ?? since, since),
        };
      }
    }
    return times;
  }

  /** A time of ours, in milliseconds since 1970, by ClickSend's clock in Unix seconds. */
  vendorTime(at: number): number {
    return at / 1000 + (this.clockOffset ?? 0);
  }

  /**
   * From when on history can hold any of the campaign, in Unix seconds. What it has is dated by
   * ClickSend's clock; as long as that is not known, it may be a day behind ours.
   */
  startOfHistory(skewSeconds: number): number {
    const behind = this.clockOffset === undefined ? daySeconds : Math.max(-this.clockOffset, 0);
    return Math.max(Math.floor((this.firstAt ?? 0) / 1000 - behind - skewSeconds), 0);
  }

  /**
   * What is requested now cannot be in history from before ClickSend's last answer, by its own clock.
   * Until there is one we go by ours, which may be a day ahead.
   */
  private get notBefore(): number {
    return this.answeredAt ?? this.earliest / 1000 - daySeconds;
  }

  private add(n: number, request: Request): void {
    this.all.set(n, request);
    this.lastNumber = Math.max(this.lastNumber, n);
    this.firstAt ??= request.at;
    this.lastAt = request.at;
  }
}
