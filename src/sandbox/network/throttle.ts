/** Remembers which text went where, for as long as a repetition may count as one. */
export class Throttle {
  /** Unix seconds of the last sending, oldest first. */
  private readonly sent = new Map<string, number>();

  wasJustSent(key: string, now: number, withinSeconds: number): boolean {
    const last = this.sent.get(key);
    return last !== undefined && now - last < withinSeconds;
  }

  remember(key: string, now: number, longestSeconds: number): void {
    this.sent.delete(key);
    this.sent.set(key, now);
    for (const [oldest, at] of this.sent) {
      if (now - at < longestSeconds) {
        return;
      }
      this.sent.delete(oldest);
    }
  }

  clear(): void {
    this.sent.clear();
  }
}
