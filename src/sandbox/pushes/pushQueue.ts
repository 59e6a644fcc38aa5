export interface Queued {
  /** What shares a lane goes out in order, one after the other. */
  readonly lane: string;
}

/** Hands a push over; resolves to the milliseconds until it is to be tried again, or nothing. */
export type Attempt<Push> = (push: Push) => Promise<number | undefined>;

/**
 * What waits for one receiver: so many at once and no more, whatever comes in. A push that is to be
 * tried again holds up its own lane only.
 */
export class PushQueue<Push extends Queued> {
  private readonly lanes = new Map<string, Push[]>();
  private ready: string[] = [];
  private first = 0;
  private inFlight = 0;
  private isClosed = false;

  constructor(
    private readonly mostInFlight: number,
    private readonly attempt: Attempt<Push>,
    private readonly later: (ms: number, run: () => void) => void,
  ) {}

  add(push: Push): void {
    const lane = this.lanes.get(push.lane);
    if (lane) {
      lane.push(push);
    } else {
      this.lanes.set(push.lane, [push]);
      this.makeReady(push.lane);
    }
  }

  /** Forgets what waits; what is under way ends unheard. */
  close(): void {
    this.isClosed = true;
    this.lanes.clear();
    this.ready = [];
  }

  private makeReady(lane: string): void {
    this.ready.push(lane);
    this.pump();
  }

  private pump(): void {
    while (this.inFlight < this.mostInFlight && this.first < this.ready.length) {
      const lane = this.ready[this.first++] ?? '';
      if (this.first > 1000) {
        this.ready = this.ready.slice(this.first);
        this.first = 0;
      }
      void this.run(lane);
    }
  }

  private async run(lane: string): Promise<void> {
    const waiting = this.lanes.get(lane);
    const [push] = waiting ?? [];
    if (!waiting || !push) {
      return;
    }
    this.inFlight++;
    const pause = await this.attempt(push);
    this.inFlight--;
    if (this.isClosed) {
      return;
    }
    if (pause !== undefined) {
      this.later(pause, () => {
        if (!this.isClosed) {
          this.makeReady(lane);
        }
      });
    } else if (waiting.shift() && waiting.length === 0) {
      this.lanes.delete(lane);
    } else {
      this.ready.push(lane);
    }
    this.pump();
  }
}
