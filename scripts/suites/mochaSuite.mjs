// A suite that runs in plain Node.
import { localProgram, runNode } from '../host/commands.mjs';
import { readCounts, reporter, resultsFile } from './counts.mjs';

/** Runs the built tests of one folder; `mochaArguments` come on top of .mocharc.json. */
export async function runMochaSuite(suite, { mochaArguments = [], env = {} } = {}) {
  const results = resultsFile(suite);
  const only = process.env.CLICKSEND_TEST_GREP;
  const endedWell = await runNode(
    [
      localProgram('mocha', 'bin', 'mocha.js'),
      ...['--reporter', reporter, ...mochaArguments],
      ...(only ? ['--grep', only] : []),
      `out/test/${suite}/**/*.test.mjs`,
    ],
    { show: true, env: { ...process.env, ...env, CLICKSEND_RESULTS: results } },
  ).then(
    () => true,
    () => false,
  );
  return readCounts(results, endedWell);
}
