#!/usr/bin/env node
// Takes the place of the desktop `code` program that @vscode/test-electron starts: understands the same
// arguments, runs the npm-hosted VS Code in a headless browser, passes on what the extension host
// prints and ends with its exit code.
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { format, parseArgs } from 'node:util';
import { browserArguments, findBrowser } from './browser.mjs';
import { Processes } from './processes.mjs';
import { slashed, startServer } from './workbenchServer.mjs';

const limitMs = Number(process.env.CLICKSEND_HOST_LIMIT_MS ?? 10 * 60_000);

/** What the workbench itself prints, in every run, about features that are off. */
const noise =
  /^(\[(ChatModelSelection|AgentHost|AccountPolicyGate|DefaultAccount|chat-stt|reconnection-grace-time)|Creating a socket|Resolv(ing|ed) connection token|Ignoring fetching additional|Updating additional builtin|\[Service Worker\] registration|Started local extension host|%c|Canceled: Canceled)/;

const { values, positionals } = parseArgs({
  strict: false,
  allowPositionals: true,
  options: {
    extensionDevelopmentPath: { type: 'string' },
    extensionTestsPath: { type: 'string' },
    'user-data-dir': { type: 'string' },
    'extensions-dir': { type: 'string' },
    'folder-uri': { type: 'string' },
    'disable-extensions': { type: 'boolean' },
  },
});

const processes = new Processes();
let outcome;

/** test-electron stops reading at our exit, so what is printed must have gone through by then. */
const flushed = (stream) => new Promise((resolve) => stream.write('', resolve));

function finish(code, reason) {
  outcome ??= (async () => {
    if (reason) process.stderr.write(`${reason}\n`);
    await processes.stop();
    await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
    process.exit(code);
  })();
  return outcome;
}

/** The workbench reports success when its extension host merely vanishes; the server's log knows. */
async function extensionHostEnding(log) {
  for (let i = 0; i < 60; i++) {
    const ending = /Extension Host Process exited with code: (\S+), signal: (\S+)\./.exec(log());
    if (ending) return { code: ending[1], signal: ending[2] };
    await delay(50);
  }
  return undefined;
}

async function onTestsDone(code, log) {
  const ending = await extensionHostEnding(log);
  if (code === 0 && ending?.code !== '0') {
    const how = ending ? `code ${ending.code}, signal ${ending.signal}` : 'no word in the log';
    await finish(1, `The extension host ended abnormally (${how}).`);
  }
  await finish(code);
}

const toPath = (place) =>
  place.startsWith('file:') ? new URL(place).pathname : slashed(path.resolve(place));

function windowQuery(authority) {
  const remote = (place) => `vscode-remote://${authority}${encodeURI(toPath(place))}`;
  const payload = [
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
  ];
  for (const name of ['extensionDevelopmentPath', 'extensionTestsPath']) {
    if (values[name]) payload.push([name, remote(values[name])]);
  }
  if (values['disable-extensions']) payload.push(['disableExtensions', 'true']);
  const place = values['folder-uri'] ?? positionals[0];
  const opened = place
    ? { [place.endsWith('.code-workspace') ? 'workspace' : 'folder']: toPath(place) }
    : { ew: 'true' };
  return { ...opened, payload: JSON.stringify(payload) };
}

async function openWindow({ authority, log, urlOf }) {
  const { chromium } = await import('playwright-core');
  // The browser inherits it. Without a graphics card its drawing takes the cores from the extension
  // host that somebody wants to measure.
  if (process.env.CLICKSEND_HOST_BROWSER_YIELDS) os.setPriority(os.constants.priority.PRIORITY_LOW);
  const browser = await chromium.launch({
    ...(await findBrowser()),
    args: browserArguments,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  processes.onStop(() => browser.close());
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], {
    origin: `http://${authority}`,
  });
  const page = await context.newPage();
  processes.onStop(() => page.close());
  page.on('crash', () => finish(1, 'The page crashed.'));
  await page.exposeFunction('codeAutomationLog', (type, args) => {
    if (noise.test(String(args[0]))) return;
    const stream = type === 'error' || type === 'warn' ? process.stderr : process.stdout;
    stream.write(`${format(...args)}\n`);
  });
  await page.exposeFunction('codeAutomationExit', (code) => void onTestsDone(code, log));
  await page.goto(urlOf(windowQuery(authority)));
}

async function main() {
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'clicksend-code-host-'));
  processes.onStop(() => rmSync(scratch, { recursive: true, force: true, maxRetries: 5 }));
  const folderOf = (name) => values[name] ?? path.join(scratch, name);
  const workbench = await startServer(processes, {
    dataFolder: path.join(scratch, 'server'),
    // Without the smoke-test driver a built VS Code ignores extensions under development.
    serverArguments: [
      '--enable-smoke-test-driver',
      ...['--user-data-dir', folderOf('user-data-dir')],
      ...['--extensions-dir', folderOf('extensions-dir')],
    ],
  });
  workbench.server.once('exit', (code) =>
    finish(1, `VS Code's server ended early (${code}):\n${workbench.log().slice(-4000)}`),
  );
  await openWindow(workbench);
}

processes.stopOnSignals();
process.on('unhandledRejection', (error) => void finish(1, String(error?.stack ?? error)));
setTimeout(() => void finish(1, `No result after ${limitMs} ms.`), limitMs).unref();
main().catch((error) => finish(1, error.stack));
