// Counts of a suite as its reporter left them.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../host/commands.mjs';

export const reporter = fileURLToPath(new URL('countingReporter.mjs', import.meta.url));

/** A fresh results file for a suite. */
export function resultsFile(suite) {
  const folder = path.join(root, 'out', 'results');
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${suite}.json`);
  rmSync(file, { force: true });
  return file;
}

/**
 * A suite that failed without a failing test (it crashed, or hung) counts as one failure; so does one
 * that ran nothing, because that is what a wrong glob looks like.
 */
export function readCounts(file, endedWell) {
  if (!existsSync(file)) {
    return { passed: 0, failed: 1, skipped: 0, note: 'ended without reporting results' };
  }
  const counts = JSON.parse(readFileSync(file, 'utf8'));
  if (counts.failed > 0) return counts;
  if (!endedWell) return { ...counts, failed: 1, note: 'every test passed, then the run failed' };
  if (counts.passed === 0) return { ...counts, failed: 1, note: 'ran no test' };
  return counts;
}
