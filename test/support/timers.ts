/** Timers that fire when the test says so. */
export class ManualTimers {
  readonly waits: number[] = [];
  private readonly pending = new Map<() => void, number>();

  readonly schedule = (ms: number, task: () => void): (() => void) => {
    this.waits.push(ms);
    const run = () => {
      task();
    };
    this.pending.set(run, ms);
    return () => {
      this.pending.delete(run);
    };
  };

  get armed(): boolean {
    return this.pending.size > 0;
  }

  /** Fires what waits now; given `ms`, only what was asked for after so long. */
  fire(ms?: number): void {
    const due = [...this.pending].filter(([, each]) => ms === undefined || each === ms);
    for (const [run] of due) {
      this.pending.delete(run);
      run();
    }
  }
}
