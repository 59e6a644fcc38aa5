import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import Mocha from 'mocha';

const folder = path.dirname(fileURLToPath(import.meta.url));

async function makeMocha(): Promise<Mocha> {
  const reporter = process.env['CLICKSEND_REPORTER'];
  if (reporter === undefined) {
    throw new Error('Run these tests by `npm run test:integration`.');
  }
  const { default: CountingReporter } = (await import(pathToFileURL(reporter).href)) as {
    default: Mocha.ReporterConstructor;
  };
  const only = process.env['CLICKSEND_TEST_GREP'];
  return new Mocha({
    ui: 'bdd',
    timeout: 30_000,
    forbidOnly: true,
    color: false,
    reporter: CountingReporter,
    ...(only === undefined ? {} : { grep: only }),
  });
}

/** Called by VS Code inside the extension host; rejecting is what makes the run fail. */
export async function run(): Promise<void> {
  const mocha = await makeMocha();
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.mjs'))
    .sort();
  for (const file of files) {
    mocha.addFile(path.join(folder, file));
  }
  await mocha.loadFilesAsync();
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) {
    throw new Error(`${failures} integration tests failed`);
  }
}
