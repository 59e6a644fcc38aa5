/** Sorted indices as flat pairs of first and end: [0, 1000, 1500, 1501]. */
export type Ranges = readonly number[];

/** Packs indices in ascending order. */
export function packRanges(indices: Iterable<number>): Ranges {
  const ranges: number[] = [];
  for (const index of indices) {
    if (ranges.at(-1) === index) ranges[ranges.length - 1] = index + 1;
    else ranges.push(index, index + 1);
  }
  return ranges;
}

export function* indicesIn(ranges: Ranges): Generator<number> {
  for (let i = 0; i + 1 < ranges.length; i += 2) {
    const end = ranges[i + 1] ?? 0;
    for (let index = ranges[i] ?? 0; index < end; index++) yield index;
  }
}
