import type { WallClock } from './clock';

/**
 * Who still wants this process: each open `attach` connection is a lease. When the last one has
 * been gone for the grace period, nobody comes back (a window reload takes a second or two).
 */
export class Leases {
  private held = 0;
  private cancel: (() => void) | undefined;

  constructor(
    private readonly wall: WallClock,
    private readonly graceMs: number,
    private readonly onAbandoned: () => void,
  ) {
    this.wait();
  }

  get count(): number {
    return this.held;
  }

  /** Returns how to give the lease back. */
  take(): () => void {
    this.held++;
    this.cancel?.();
    this.cancel = undefined;
    let isBack = false;
    return () => {
      if (isBack) {
        return;
      }
      isBack = true;
      this.held--;
      if (this.held === 0) {
        this.wait();
      }
    };
  }

  close(): void {
    this.cancel?.();
    this.cancel = undefined;
  }

  private wait(): void {
    this.cancel?.();
    this.cancel = this.wall.after(this.graceMs, this.onAbandoned);
  }
}
