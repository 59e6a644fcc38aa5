import type { Delivery } from './caughtPush';

/** Lets a few deliveries run at once, so that a flood of pushes neither floods the app nor piles up. */
export class DeliveryQueue {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly atOnce = 8,
    private readonly mostWaiting = 200,
  ) {}

  /** Resolves to undefined when too many wait already. */
  async run(start: () => Promise<Delivery>): Promise<Delivery | undefined> {
    if (this.running >= this.atOnce) {
      if (this.waiting.length >= this.mostWaiting) {
        return undefined;
      }
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
    this.running += 1;
    try {
      return await start();
    } finally {
      this.running -= 1;
      this.waiting.shift()?.();
    }
  }
}
