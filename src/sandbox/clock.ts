import { EventHeap } from './eventHeap';

/** Where real time comes from; tests inject their own. Milliseconds. */
export interface WallClock {
  now(): number;
  /** Calls back once after `ms`, and returns how to call it off. */
  after(ms: number, run: () => void): () => void;
}

export const systemClock: WallClock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    timer.unref();
    return () => {
      clearTimeout(timer);
    };
  },
};

export interface ClockState {
  /** Milliseconds ahead of the wall clock. */
  readonly offset: number;
  /** The moment it stands still at, when frozen. */
  readonly frozenAt: number | undefined;
}

/** Due events are run in bunches, so that a storm of sends does not wake the process per message. */
const wakeEveryMs = 10;
const longestTimerMs = 2 ** 31 - 1;

/**
 * The sandbox's time in milliseconds, which can be frozen, set and moved forward, and the agenda of
 * what happens when. An event learns the moment it was due at, which may lie in the past.
 */
export class Clock {
  private offset = 0;
  private frozenAt: number | undefined;
  private readonly agenda = new EventHeap();
  private cancelWake: (() => void) | undefined;
  private wakeAt = Infinity;

  constructor(
    private readonly wall: WallClock = systemClock,
    /** Runs after each bunch of due events. */
    private readonly onBunchDone: () => void = () => undefined,
  ) {}

  now(): number {
    return this.frozenAt ?? this.wall.now() + this.offset;
  }

  /** Unix seconds, as the API counts. */
  seconds(): number {
    return Math.floor(this.now() / 1000);
  }

  get state(): ClockState {
    return { offset: this.offset, frozenAt: this.frozenAt };
  }

  restore({ offset, frozenAt }: ClockState): void {
    this.offset = offset;
    this.frozenAt = frozenAt;
    this.runDue();
  }

  freeze(): void {
    this.frozenAt = this.now();
    this.planWake();
  }

  /** Runs on from where it stands. */
  resume(): void {
    this.offset = this.now() - this.wall.now();
    this.frozenAt = undefined;
    this.planWake();
  }

  set(ms: number): void {
    if (this.frozenAt === undefined) {
      this.offset = ms - this.wall.now();
    } else {
      this.frozenAt = ms;
    }
    this.runDue();
  }

  advance(ms: number): void {
    this.set(this.now() + ms);
  }

  /** Calls `run` when the sandbox's time reaches `atMs`; at the next bunch if it already has. */
  at(atMs: number, run: (dueMs: number) => void): void {
    this.agenda.push(atMs, run);
    if (atMs < this.wakeAt) {
      this.planWake();
    }
  }

  /** Runs everything due by now, including what that in turn made due. */
  runDue(): void {
    const now = this.now();
    // What a bunch's end makes due (a reply to what has just arrived) belongs to this moment, too.
    while ((this.agenda.nextAt() ?? Infinity) <= now) {
      for (let due = this.agenda.popDue(now); due; due = this.agenda.popDue(now)) {
        due.run(due.at);
      }
      this.onBunchDone();
    }
    this.planWake();
  }

  /** Forgets the agenda. */
  clear(): void {
    this.agenda.clear();
    this.planWake();
  }

  /** Forgets the agenda and goes with the wall clock again. */
  restart(): void {
    this.offset = 0;
    this.frozenAt = undefined;
    this.clear();
  }

  private planWake(): void {
    this.cancelWake?.();
    this.cancelWake = undefined;
    const next = this.agenda.nextAt();
    this.wakeAt = next ?? Infinity;
    if (next === undefined || this.frozenAt !== undefined) {
      return;
    }
    const wait = Math.min(Math.max(next - this.now(), wakeEveryMs), longestTimerMs);
    this.cancelWake = this.wall.after(wait, () => {
      this.runDue();
    });
  }
}
