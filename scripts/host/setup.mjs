// Brings a fresh clone to where the other scripts can work. Uses nothing but Node itself.
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { root, runNpm, step } from './commands.mjs';

const lowest = [20, 19];

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > lowest[0] || (major === lowest[0] && minor >= lowest[1])) return;
  process.stderr.write(
    `clicksend-sms needs Node ${lowest.join('.')} or newer; this is ${process.version}.\n`,
  );
  process.exit(1);
}

/** npm writes this file last, so that an install cut short is not taken for whole. */
const installRecord = () => path.join(root, 'node_modules', '.package-lock.json');

const versionsOf = (lockFile) => {
  const { packages } = JSON.parse(readFileSync(lockFile, 'utf8'));
  return new Map(Object.entries(packages).map(([name, entry]) => [name, entry]));
};

/** Compared by content: git does not keep file times, so a fresh checkout may look newer or older. */
function isInstalled() {
  if (!existsSync(installRecord())) return false;
  const lockFile = path.join(root, 'package-lock.json');
  if (statSync(installRecord()).mtimeMs >= statSync(lockFile).mtimeMs) return true;
  const installed = versionsOf(installRecord());
  return [...versionsOf(lockFile)].every(
    ([name, entry]) =>
      name === '' || entry.optional || installed.get(name)?.version === entry.version,
  );
}

/** Checks the Node version, installs the dependencies when missing or out of date. */
export async function setUp() {
  checkNode();
  if (!isInstalled()) {
    await step('Installing dependencies (npm ci)', () =>
      runNpm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], { show: true }),
    );
  }
}
