interface Event {
  readonly at: number;
  /** Breaks ties, so that events due at one moment run in the order they were planned. */
  readonly order: number;
  readonly run: (dueMs: number) => void;
}

const isBefore = (a: Event, b: Event): boolean =>
  a.at < b.at || (a.at === b.at && a.order < b.order);

/** A binary min-heap of events by due time. */
export class EventHeap {
  private readonly events: Event[] = [];
  private planned = 0;

  nextAt(): number | undefined {
    return this.events[0]?.at;
  }

  push(at: number, run: (dueMs: number) => void): void {
    const event = { at, order: this.planned++, run };
    let hole = this.events.push(event) - 1;
    while (hole > 0) {
      const above = (hole - 1) >> 1;
      const parent = this.events[above];
      if (!parent || !isBefore(event, parent)) {
        break;
      }
      this.events[hole] = parent;
      hole = above;
    }
    this.events[hole] = event;
  }

  popDue(now: number): Event | undefined {
    const top = this.events[0];
    if (!top || top.at > now) {
      return undefined;
    }
    const last = this.events.pop();
    if (last && last !== top) {
      this.sinkFromTop(last);
    }
    return top;
  }

  clear(): void {
    this.events.length = 0;
  }

  private sinkFromTop(event: Event): void {
    const { events } = this;
    let hole = 0;
    for (;;) {
      let below = 2 * hole + 1;
      let child = events[below];
      if (!child) {
        break;
      }
      const right = events[below + 1];
      if (right && isBefore(right, child)) {
        child = right;
        below++;
      }
      if (!isBefore(child, event)) {
        break;
      }
      events[hole] = child;
      hole = below;
    }
    events[hole] = event;
  }
}
