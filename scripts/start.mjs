// Opens VS Code with the extension, a sample workspace and the sandbox. `npm start -- [options]`
//
//   --web        in the browser even when desktop VS Code is installed
//   --fresh      forget accounts, settings, messages and edited samples of earlier starts
//   --no-open    print the address, open no browser
//   --no-build   run what is in dist/ (`npm run watch` builds it)
//   --state DIR  keep all that in DIR instead of the cache folder
import { createHash } from 'node:crypto';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { cachePath } from './host/cache.mjs';
import { root, runNode, step } from './host/commands.mjs';
import { findDesktopCode, hasDisplay, openDesktop } from './host/desktop.mjs';
import { withProcesses } from './host/processes.mjs';
import { quietSettings, sandboxSettings, writeSettings } from './host/profile.mjs';
import { startSandbox } from './host/sandboxServer.mjs';
import { setUp } from './host/setup.mjs';
import { slashed, startWorkbenchServer } from './host/workbenchServer.mjs';

const sandboxPort = 4280;
/** Kept the same where possible: the browser keeps secrets by address. */
const workbenchPort = 4281;

const { values: options } = parseArgs({
  options: {
    web: { type: 'boolean' },
    fresh: { type: 'boolean' },
    'no-open': { type: 'boolean' },
    'no-build': { type: 'boolean' },
    state: { type: 'string' },
  },
});

/** Each checkout keeps its own state. */
function stateFolder() {
  const ofCheckout = createHash('sha256').update(root).digest('hex').slice(0, 12);
  const folder = path.resolve(options.state ?? cachePath('start', ofCheckout));
  if (options.fresh) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/** A copy, so that trying things leaves the checkout as it is. */
function sampleWorkspace(state) {
  const folder = path.join(state, 'samples');
  if (!existsSync(folder)) cpSync(path.join(root, 'samples'), folder, { recursive: true });
  return folder;
}

function openBrowser(url) {
  const [program, ...args] =
    process.platform === 'darwin'
      ? ['open', url]
      : process.platform === 'win32'
        ? ['explorer', url]
        : ['xdg-open', url];
  spawn(program, args, { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}

function explain({ place, sandbox }) {
  process.stdout.write(`
  VS Code   ${place}
  Sandbox   ${sandbox.url}   nothing is sent for real, nothing costs money

  Try first: open hello.txt, select its first line, right-click, "Send SMS", and send it
  to +61411111111. Everything else: press F1 and type "ClickSend".

  Ctrl-C ends all of it.
`);
}

async function openInBrowser(processes, { state, folder, settings, sandbox }) {
  const workbench = await step('Starting VS Code', () =>
    startWorkbenchServer(processes, {
      dataFolder: path.join(state, 'server'),
      settings,
      port: workbenchPort,
    }),
  );
  const url = workbench.urlOf({ folder: slashed(folder) });
  explain({ place: url, sandbox });
  if (!options['no-open'] && hasDisplay()) openBrowser(url);
  const [code] = await once(workbench.server, 'exit');
  throw new Error(`VS Code's server ended (${code}):\n${workbench.log().slice(-2000)}`);
}

async function start(processes) {
  if (!options['no-build']) {
    await step('Building', () => runNode([path.join(root, 'scripts', 'build.mjs'), 'extension']));
  }
  const state = stateFolder();
  const folder = sampleWorkspace(state);
  const sandbox = await step('Starting the sandbox', () =>
    startSandbox(processes, {
      port: sandboxPort,
      dataFolder: path.join(state, 'sandbox'),
      seed: 'demo',
    }),
  );
  const settings = { ...quietSettings, ...sandboxSettings(sandbox.port) };
  const code = options.web ? undefined : findDesktopCode();
  if (!code) return openInBrowser(processes, { state, folder, settings, sandbox });
  const userData = path.join(state, 'desktop');
  writeSettings(userData, settings);
  explain({ place: code, sandbox });
  const extensions = path.join(state, 'desktop-extensions');
  return openDesktop(processes, { code, extension: root, userData, extensions, folder });
}

await setUp();
try {
  await withProcesses(start);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
