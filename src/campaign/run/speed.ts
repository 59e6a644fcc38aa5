/** Messages a second over the last half minute, for the time that is left. */
const windowMs = 30_000;

export class Speed {
  private marks: { readonly at: number; readonly done: number }[] = [];

  mark(at: number, done: number): void {
    this.marks.push({ at, done });
    const [, second] = this.marks;
    if (second && second.at < at - windowMs) {
      this.marks.shift();
    }
  }

  /** Undefined until there is something to go by. */
  get perSecond(): number | undefined {
    const [first] = this.marks;
    const last = this.marks.at(-1);
    if (!first || !last || last.at <= first.at || last.done <= first.done) {
      return undefined;
    }
    return ((last.done - first.done) * 1000) / (last.at - first.at);
  }

  secondsFor(messages: number): number | undefined {
    const { perSecond } = this;
    return perSecond === undefined ? undefined : messages / perSecond;
  }
}
