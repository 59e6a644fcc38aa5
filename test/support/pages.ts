import type { Page } from '../../src/sms/resources';

/** A server's list that pages are cut from, and the requests it saw. */
export class PagedServer<Item> {
  readonly requests: number[] = [];
  /** Thrown by the next loads, in order. */
  readonly failures: unknown[] = [];
  private readonly gates: (() => void)[] = [];
  private held = false;

  constructor(
    public rows: readonly Item[],
    readonly pageSize = 3,
  ) {}

  readonly load = async (page: number, signal: AbortSignal): Promise<Page<Item>> => {
    this.requests.push(page);
    const { rows, pageSize } = this;
    if (this.held) {
      await new Promise<void>((resolve) => this.gates.push(resolve));
    }
    const failure = this.failures.shift();
    if (failure !== undefined) {
      throw failure as Error;
    }
    signal.throwIfAborted();
    return {
      items: rows.slice((page - 1) * pageSize, page * pageSize),
      total: rows.length,
      page,
      pageSize,
      lastPage: Math.ceil(rows.length / pageSize),
    };
  };

  /** Answers wait until `release`. */
  hold(): void {
    this.held = true;
  }

  release(): void {
    this.held = false;
    for (const open of this.gates.splice(0)) {
      open();
    }
  }
}
