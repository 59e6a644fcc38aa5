// A Chromium to draw the workbench in, taken from the machine or, when it has none, fetched.
import {
  createReadStream,
  createWriteStream,
  chmodSync,
  existsSync,
  mkdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { installOnce } from './cache.mjs';
import { run, runNpm, step } from './commands.mjs';

const packed = { name: '@sparticuz/chromium', version: '153.0.0' };

const linuxNames = [
  'chromium',
  'google-chrome-stable',
  'google-chrome',
  'chromium-browser',
  'microsoft-edge-stable',
  'microsoft-edge',
];

const usualPlaces = {
  linux: () => {
    const folders = [...(process.env.PATH ?? '').split(':'), '/usr/bin', '/usr/local/bin'];
    return linuxNames.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  },
  darwin: () =>
    ['Google Chrome', 'Microsoft Edge', 'Chromium'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    ),
  win32: () =>
    [process.env.ProgramFiles, process.env['ProgramFiles(x86)'], process.env.LOCALAPPDATA]
      .filter(Boolean)
      .flatMap((folder) =>
        ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'].map(
          (file) => path.join(folder, file),
        ),
      ),
};

/** Ubuntu's /usr/bin/chromium-browser may be a mere hint to install a snap. */
async function runs(file) {
  if (!existsSync(file)) return false;
  if (process.platform !== 'linux') return true;
  try {
    return /\d+\.\d+\.\d+/.test(await run(file, ['--version'], { timeout: 20_000 }));
  } catch {
    return false;
  }
}

async function findInstalled() {
  for (const file of usualPlaces[process.platform]?.() ?? []) {
    if (await runs(file)) return { executablePath: file };
  }
  return undefined;
}

async function installWithApt() {
  const isDebianRoot =
    process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (!isDebianRoot) return undefined;
  try {
    await step('Installing Chromium (apt-get install chromium)', async () => {
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
      const patient = ['-q', '-o', 'DPkg::Lock::Timeout=300'];
      await run('apt-get', [...patient, 'update'], { env });
      const lean = ['-y', '--no-install-recommends'];
      await run('apt-get', [...patient, 'install', ...lean, 'chromium'], { env });
    });
  } catch (error) {
    process.stdout.write(`  not possible: ${error.message.split('\n')[0]}\n`);
  }
  return findInstalled();
}

/** The package's own names folders of the cloud service it was made for. */
const fontsConfiguration = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;

const unbrotli = (from, to) =>
  pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to));

/** The npm package holds the binary, and the system libraries and fonts a bare machine lacks. */
async function unpackChromium(folder) {
  const prefix = path.join(folder, 'npm');
  mkdirSync(prefix);
  await runNpm(
    ['install', `${packed.name}@${packed.version}`, '--ignore-scripts', '--no-bin-links'].concat([
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
      '--prefix',
      '.',
    ]),
    { cwd: prefix },
  );
  const bin = path.join(prefix, 'node_modules', packed.name, 'bin');
  await unbrotli(path.join(bin, 'chromium.br'), path.join(folder, 'chromium'));
  chmodSync(path.join(folder, 'chromium'), 0o755);
  for (const name of ['al2023', 'swiftshader', 'fonts']) {
    const archive = path.join(bin, `${name}.tar.br`);
    if (!existsSync(archive)) continue;
    const tar = path.join(folder, `${name}.tar`);
    await unbrotli(archive, tar);
    await run('tar', ['-xf', tar, '-C', folder]);
    rmSync(tar);
  }
  writeFileSync(path.join(folder, 'fonts.conf'), fontsConfiguration);
  rmSync(prefix, { recursive: true });
}

async function installFromNpm() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const folder = await installOnce(`chromium-${packed.version}`, (unfinished) =>
    step(`Installing Chromium ${packed.version} from npm (once)`, () => unpackChromium(unfinished)),
  );
  const libraries = [path.join(folder, 'lib'), folder, process.env.LD_LIBRARY_PATH];
  return {
    executablePath: path.join(folder, 'chromium'),
    env: {
      ...process.env,
      LD_LIBRARY_PATH: libraries.filter(Boolean).join(':'),
      FONTCONFIG_FILE: path.join(folder, 'fonts.conf'),
    },
  };
}

/** Launch options for Playwright: CHROMIUM, else an installed browser, else Debian's, else npm's. */
export async function findBrowser() {
  if (process.env.CHROMIUM) return { executablePath: process.env.CHROMIUM };
  const found = (await findInstalled()) ?? (await installWithApt()) ?? (await installFromNpm());
  if (!found) throw new Error('No Chromium, Chrome or Edge here: install one, or set CHROMIUM.');
  return found;
}

export const browserArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
