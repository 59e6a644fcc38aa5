import { ClickSendError } from '../../api/errors';
import type { Schedule } from '../../platform/clock';

export interface PollerOptions {
  /** Throws when it cannot. */
  poll(): Promise<void>;
  onOutcome(error: unknown): void;
  /** Milliseconds between two polls; 0 is off. */
  interval(): number;
  readonly schedule: Schedule;
}

const longest = 10 * 60_000;

/** Asks again and again while someone looks; after failures ever less often. */
export class Poller {
  private callOff: (() => void) | undefined;
  private looking = false;
  private failures = 0;
  private generation = 0;

  constructor(private readonly options: PollerOptions) {}

  look(visible: boolean): void {
    this.looking = visible;
    this.restart();
  }

  /** A new interval, another account. */
  restart(): void {
    this.generation += 1;
    this.failures = 0;
    this.plan(0);
  }

  dispose(): void {
    this.look(false);
  }

  private plan(atLeast: number): void {
    this.callOff?.();
    this.callOff = undefined;
    const interval = this.options.interval();
    if (!this.looking || interval <= 0) {
      return;
    }
    const { generation } = this;
    const slowed = Math.min(Math.max(longest, interval), interval * 2 ** this.failures);
    this.callOff = this.options.schedule(Math.max(slowed, atLeast), () => {
      this.callOff = undefined;
      void this.tick(generation);
    });
  }

  private async tick(generation: number): Promise<void> {
    let wait = 0;
    try {
      await this.options.poll();
      this.failures = 0;
      this.options.onOutcome(undefined);
    } catch (error) {
      this.failures += 1;
      wait = error instanceof ClickSendError ? (error.retryAfterSeconds ?? 0) * 1000 : 0;
      this.options.onOutcome(error);
    }
    if (generation === this.generation) {
      this.plan(wait);
    }
  }
}
