/** Sorted indices as flat pairs of first and end: [0, 1000, 1500, 1501]. */
export type Ranges = readonly number[];

/** Packs indices in ascending order. */
export function packRanges(indices: Iterable<number>): Ranges {
  const ranges: number[] = [];
  for (const index of indices) {
    if (ranges.at(-1) === index) {
      ranges[ranges.length - 1] = index + 1;
    } else {
      ranges.push(index, index + 1);
    }
  }
  return ranges;
}

/** Whether an index is one of those; asks no further than the first. */
export function someIndex(ranges: Ranges, isOne: (index: number) => boolean): boolean {
  for (let i = 0; i + 1 < ranges.length; i += 2) {
    const end = ranges[i + 1] ?? 0;
    for (let index = ranges[i] ?? 0; index < end; index++) {
      if (isOne(index)) {
        return true;
      }
    }
  }
  return false;
}

export function eachIndex(ranges: Ranges, visit: (index: number) => void): void {
  someIndex(ranges, (index) => {
    visit(index);
    return false;
  });
}
