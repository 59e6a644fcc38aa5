interface Dated {
  /** Unix seconds. */
  readonly date: number;
  readonly seq: number;
}

/**
 * An account's messages by date, oldest first. They nearly always arrive in that order; after one
 * that did not (the clock was set back, or history was made up), the next reader sorts.
 */
export class Timeline<Row extends Dated> {
  private rows: Row[] = [];
  private isSorted = true;

  add(message: Row): void {
    const last = this.rows[this.rows.length - 1];
    if (last && message.date < last.date) {
      this.isSorted = false;
    }
    this.rows.push(message);
  }

  /** Oldest first; not to be changed. */
  all(): readonly Row[] {
    if (!this.isSorted) {
      this.rows.sort((a, b) => a.date - b.date || a.seq - b.seq);
      this.isSorted = true;
    }
    return this.rows;
  }

  /** Index of the first message at or after `date`. */
  indexFrom(date: number): number {
    const rows = this.all();
    let low = 0;
    let high = rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const row = rows[middle];
      if (row && row.date < date) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
