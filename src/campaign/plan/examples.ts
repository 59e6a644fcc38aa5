import type { Shortened } from '../../sms/longestMessage';

/** A message as one recipient gets it. */
export interface Example {
  readonly to: string;
  readonly text: string;
  readonly cut?: Shortened;
}

/** What a confirmation shows of the texts. */
export interface Examples {
  readonly first?: Example;
  /** The longest as it was written. */
  readonly longest?: Example;
  /** Messages that are sent shorter than they were written. */
  readonly cutCount: number;
}

/** Gathers examples while messages pass. */
export class ExampleFinder {
  private first: Example | undefined;
  private longest: Example | undefined;
  private longestLength = -1;
  private cutCount = 0;

  add(to: string, text: string, cut?: Shortened): void {
    const length = text.length + (cut?.rest.length ?? 0);
    this.cutCount += cut ? 1 : 0;
    if (length > this.longestLength) {
      this.longest = { to, text, ...(cut && { cut }) };
      this.longestLength = length;
      this.first ??= this.longest;
    }
  }

  list(): Examples {
    const { first, longest, cutCount } = this;
    return { ...(first && { first }), ...(longest && { longest }), cutCount };
  }
}
