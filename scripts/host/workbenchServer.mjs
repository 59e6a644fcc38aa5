// VS Code in a browser: the npm-hosted server behind our gateway, on loopback, behind a token.
import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readFile } from 'node:fs/promises';
import { root, run } from './commands.mjs';
import { openGateway } from './gateway.mjs';
import { waitForOutput } from './processes.mjs';
import { writeSettings } from './profile.mjs';
import { findVscodeHost } from './vscodeHost.mjs';

/** Without a gallery address the server asks no market place about anything. */
const withoutGallery = { EXTENSIONS_GALLERY: '{"serviceUrl":""}' };

const baseArguments = (host, dataFolder) => [
  host.server,
  '--accept-server-license-terms',
  '--server-data-dir',
  dataFolder,
];

/** Installs the packed extension as a person would. */
const installVsix = (host, dataFolder, vsix) =>
  run(host.node, [...baseArguments(host, dataFolder), '--install-extension', vsix, '--force'], {
    env: { ...process.env, ...withoutGallery },
  });

/** Loads the extension from the checkout itself: rebuild, reload the window, and it runs. */
async function linkExtension(dataFolder) {
  const { publisher, name, version } = JSON.parse(
    await readFile(path.join(root, 'package.json'), 'utf8'),
  );
  const folder = path.join(dataFolder, 'extensions');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const link = path.join(folder, `${publisher}.${name}-${version}`);
  symlinkSync(root, link, process.platform === 'win32' ? 'junction' : 'dir');
}

function makeToken(dataFolder) {
  const token = randomBytes(24).toString('hex');
  const file = path.join(dataFolder, 'connection-token');
  writeFileSync(file, token, { mode: 0o600 });
  return { token, file };
}

/**
 * Starts the server and the gateway before it. `server` is the process, `log()` what it printed so far,
 * `urlOf(query)` an address that opens a window.
 */
export async function startServer(processes, { dataFolder, port, serverArguments = [] }) {
  const host = await findVscodeHost();
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const { token, file } = makeToken(dataFolder);
  const server = processes.start(
    host.node,
    [
      ...baseArguments(host, dataFolder),
      ...['--host', '127.0.0.1', '--port', '0', '--connection-token-file', file],
      ...['--telemetry-level', 'off', '--disable-workspace-trust'],
      ...serverArguments,
    ],
    { env: { ...process.env, ...withoutGallery } },
  );
  let log = '';
  server.stdout.on('data', (chunk) => (log += chunk));
  server.stderr.on('data', (chunk) => (log += chunk));
  const [, serverPort] = await waitForOutput(
    server,
    /Extension host agent listening on (\d+)/,
    "VS Code's server",
  );
  const gatewayPort = await openGateway(processes, {
    target: { host: '127.0.0.1', port: Number(serverPort) },
    port,
    token,
    keyFile: path.join(dataFolder, 'mint-key'),
  });
  const authority = `127.0.0.1:${gatewayPort}`;
  return {
    authority,
    server,
    log: () => log,
    urlOf: (query) => `http://${authority}/?${new URLSearchParams({ tkn: token, ...query })}`,
  };
}

/** Starts the server with the extension in it: `vsix` installed, or else this checkout linked. */
export async function startWorkbenchServer(processes, { dataFolder, settings, vsix, port }) {
  const host = await findVscodeHost();
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  writeSettings(path.join(dataFolder, 'data'), settings);
  if (vsix) await installVsix(host, dataFolder, vsix);
  else await linkExtension(dataFolder);
  return startServer(processes, { dataFolder, port });
}

/** The workbench addresses files by URI paths: C:\x is /C:/x there. */
export const slashed = (folder) =>
  process.platform === 'win32' ? `/${folder.replaceAll('\\', '/')}` : folder;
