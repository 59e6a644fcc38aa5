// Mocha's own reporter, and at the end the counts in the file that CLICKSEND_RESULTS names. A run
// that never gets there leaves no file, which is how a crash is told from success.
import { writeFileSync } from 'node:fs';
import * as mocha from 'mocha';

const { reporters } = mocha.default ?? mocha;

/** Thousands of names would bury what matters. */
const Base = process.env.CLICKSEND_TERSE ? reporters.Dot : reporters.Spec;

export default class CountingReporter extends Base {
  constructor(runner, options) {
    super(runner, options);
    runner.once('end', () => {
      const { passes, failures, pending } = this.stats;
      const counts = { passed: passes, failed: failures, skipped: pending };
      writeFileSync(process.env.CLICKSEND_RESULTS, JSON.stringify(counts));
    });
  }
}
