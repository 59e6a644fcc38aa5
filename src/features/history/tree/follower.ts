import { ClickSendError } from '../../../api/errors';
import type { Schedule } from '../../../platform/clock';
import type { HistoryMessage } from '../../../sms/resources';
import { isPending } from '../status';

export interface FollowerOptions {
  /** The loaded messages, newest first. */
  messages(): readonly HistoryMessage[];
  /** Reads the newest page again; resolves to whether a row changed. Throws when it cannot. */
  refreshNewest(): Promise<boolean>;
  /** Reads single messages again, by id; resolves to whether one changed. */
  refreshOlder(ids: readonly string[]): Promise<boolean>;
  onOutcome(error: unknown): void;
  /** Unix seconds. */
  readonly now: () => number;
  readonly schedule: Schedule;
}

const shortest = 4_000;
const longest = 60_000;
const growth = 1.7;
const newestRows = 100;
const olderAtOnce = 3;

/**
 * Follows messages whose fate is not final while someone looks: one request a round for the newest
 * page, at most three for older rows, ever slower while nothing changes.
 */
export class Follower {
  private delay = shortest;
  private callOff: (() => void) | undefined;
  private looking = false;
  private round = 0;
  private generation = 0;

  constructor(private readonly options: FollowerOptions) {}

  /** Someone looks, or does no longer. */
  look(visible: boolean): void {
    this.looking = visible;
    this.restart();
  }

  /** Something happened: from now on quickly again. */
  restart(): void {
    this.generation += 1;
    this.callOff?.();
    this.callOff = undefined;
    this.delay = shortest;
    this.plan();
  }

  dispose(): void {
    this.look(false);
  }

  private plan(): void {
    if (this.looking && !this.callOff) {
      const { generation } = this;
      this.callOff = this.options.schedule(this.delay, () => {
        this.callOff = undefined;
        void this.tick(generation);
      });
    }
  }

  private async tick(generation: number): Promise<void> {
    let changed = false;
    let wait = 0;
    try {
      changed = await this.ask();
      this.options.onOutcome(undefined);
    } catch (error) {
      wait = error instanceof ClickSendError ? (error.retryAfterSeconds ?? 0) * 1000 : 0;
      this.options.onOutcome(error);
    }
    if (generation === this.generation) {
      this.delay = changed ? shortest : Math.max(wait, Math.min(longest, this.delay * growth));
      this.plan();
    }
  }

  private async ask(): Promise<boolean> {
    const messages = this.options.messages();
    const now = this.options.now();
    const newest = messages.slice(0, newestRows).some((message) => isPending(message, now));
    if (newest) {
      return this.options.refreshNewest();
    }
    const older = messages.slice(newestRows).filter((message) => isPending(message, now));
    if (older.length === 0) {
      return false;
    }
    const ids = Array.from(
      { length: Math.min(olderAtOnce, older.length) },
      (_unused, index) => older[(this.round + index) % older.length]?.messageId ?? '',
    );
    this.round += ids.length;
    return this.options.refreshOlder(ids);
  }
}
