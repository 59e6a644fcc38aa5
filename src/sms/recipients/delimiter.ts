export type Delimiter = ',' | ';' | '\t' | '|';

const delimiters: readonly Delimiter[] = [',', ';', '\t', '|'];

/** How often each delimiter stands outside quotes in each of the first lines. */
function countByLine(sample: string, maxLines: number): Map<Delimiter, number[]> {
  const counts = new Map(delimiters.map((one) => [one, [0]] as [Delimiter, number[]]));
  let line = 0;
  let isQuoted = false;
  for (const character of sample) {
    if (character === '"') {
      isQuoted = !isQuoted;
    }
    if (isQuoted) {
      continue;
    }
    if (character === '\n') {
      if (++line >= maxLines) {
        break;
      }
      for (const lines of counts.values()) {
        lines.push(0);
      }
    }
    const lines = counts.get(character as Delimiter);
    if (lines) {
      lines[line] = (lines[line] ?? 0) + 1;
    }
  }
  return counts;
}

/** The most frequent of some numbers. */
function mode(numbers: readonly number[]): number {
  const tally = new Map<number, number>();
  for (const one of numbers) {
    tally.set(one, (tally.get(one) ?? 0) + 1);
  }
  return [...tally].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}

/**
 * The delimiter by which the first lines fall into the same number of columns, the more columns the
 * better; a comma when there is but one column.
 */
export function detectDelimiter(sample: string): Delimiter {
  let best: Delimiter = ',';
  let bestScore = 0;
  for (const [delimiter, all] of countByLine(sample, 21)) {
    // The sample may end in the middle of its last line.
    const lines = all.length > 1 ? all.slice(0, -1) : all;
    const usual = mode(lines);
    const agreeing = lines.filter((count) => count === usual).length / lines.length;
    const score = usual === 0 ? 0 : agreeing * 10 + Math.min(usual, 9) / 10;
    if (score > bestScore) {
      best = delimiter;
      bestScore = score;
    }
  }
  return best;
}
