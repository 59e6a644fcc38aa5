// Tests that run inside a real extension host, with the sandbox as backend.
import { cpSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { root, step } from '../host/commands.mjs';
import { sandboxSettings, testSettings, writeSettings } from '../host/profile.mjs';
import { startSandbox } from '../host/sandboxServer.mjs';
import { makeScratchFolder } from '../host/stage.mjs';
import { readCounts, reporter, resultsFile } from './counts.mjs';

const codeHost = fileURLToPath(new URL('../host/codeHost.mjs', import.meta.url));

/**
 * VSCODE_EXECUTABLE, else VS Code from npm on Linux: it needs neither a display nor a download from
 * outside npm. Undefined elsewhere: test-electron then downloads the desktop one.
 */
const executable = () =>
  process.env.VSCODE_EXECUTABLE ?? (process.platform === 'linux' ? codeHost : undefined);

export async function runIntegrationSuite(processes) {
  const { runTests } = await import('@vscode/test-electron');
  const scratch = makeScratchFolder(processes, 'integration');
  const workspace = path.join(scratch, 'workspace');
  cpSync(path.join(root, 'samples'), workspace, { recursive: true });
  const sandbox = await step('Starting the sandbox', () =>
    startSandbox(processes, { port: 0, dataFolder: path.join(scratch, 'sandbox'), seed: 'demo' }),
  );
  const userData = path.join(scratch, 'user-data');
  writeSettings(userData, { ...testSettings, ...sandboxSettings(sandbox.port) });
  const results = resultsFile('integration');
  const endedWell = await runTests({
    vscodeExecutablePath: executable(),
    extensionDevelopmentPath: root,
    extensionTestsPath: path.join(root, 'out', 'test', 'integration', 'index.mjs'),
    launchArgs: [
      workspace,
      '--disable-extensions',
      `--user-data-dir=${userData}`,
      `--extensions-dir=${path.join(scratch, 'extensions')}`,
    ],
    extensionTestsEnv: {
      CLICKSEND_RESULTS: results,
      CLICKSEND_REPORTER: reporter,
      CLICKSEND_SANDBOX_URL: sandbox.url,
    },
  }).then(
    (code) => code === 0,
    () => false,
  );
  return readCounts(results, endedWell);
}
