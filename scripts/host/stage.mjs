// What a UI test plays on: a sandbox, a workbench server with the extension, and a browser.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from './commands.mjs';
import { browserArguments, findBrowser } from './browser.mjs';
import { sandboxSettings, testSettings } from './profile.mjs';
import { startSandbox } from './sandboxServer.mjs';
import { startWorkbenchServer } from './workbenchServer.mjs';

/** A folder that is gone when the processes are. */
export function makeScratchFolder(processes, name) {
  const folder = mkdtempSync(path.join(os.tmpdir(), `clicksend-${name}-`));
  processes.onStop(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

async function startBrowser(processes) {
  const { chromium } = await import('playwright-core');
  const server = await chromium.launchServer({
    ...(await findBrowser()),
    args: browserArguments,
    host: '127.0.0.1',
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  processes.onStop(() => server.close());
  return server.wsEndpoint();
}

/**
 * Starts all of it on free ports. What it resolves to is plain data, so that a test process of its
 * own can be handed it in an environment variable (test/support/workbench/stage.ts reads it).
 */
export async function openStage(processes, { vsix, seed = 'demo' }) {
  const scratch = makeScratchFolder(processes, 'stage');
  const sandbox = await startSandbox(processes, {
    port: 0,
    dataFolder: path.join(scratch, 'sandbox'),
    seed,
  });
  const serverFolder = path.join(scratch, 'server');
  const settings = { ...testSettings, ...sandboxSettings(sandbox.port) };
  const server = await startWorkbenchServer(processes, {
    dataFolder: serverFolder,
    settings,
    vsix,
  });
  const screenshots = path.join(root, 'out', 'screenshots');
  mkdirSync(screenshots, { recursive: true });
  return {
    workbenchUrl: server.urlOf({}),
    browserEndpoint: await startBrowser(processes),
    sandboxUrl: sandbox.url,
    sandboxPid: sandbox.child.pid,
    settings,
    userDataFolder: path.join(serverFolder, 'data'),
    samplesFolder: path.join(root, 'samples'),
    scratchFolder: scratch,
    screenshotsFolder: screenshots,
  };
}
