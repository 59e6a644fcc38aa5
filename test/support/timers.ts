/** Timers that fire when the test says so. */
export class ManualTimers {
  readonly waits: number[] = [];
  private pending: (() => void) | undefined;

  readonly schedule = (ms: number, task: () => void): (() => void) => {
    this.waits.push(ms);
    this.pending = task;
    return () => {
      if (this.pending === task) {
        this.pending = undefined;
      }
    };
  };

  get armed(): boolean {
    return this.pending !== undefined;
  }

  fire(): void {
    const task = this.pending;
    this.pending = undefined;
    task?.();
  }
}
