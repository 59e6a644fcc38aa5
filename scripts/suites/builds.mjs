// What the suites need built, each made once in a run.
import path from 'node:path';
import { root, runNode } from '../host/commands.mjs';

const build = (kind) => runNode([path.join(root, 'scripts', 'build.mjs'), kind], { show: true });

export class Builds {
  #made = new Map();

  #once(name, make) {
    if (!this.#made.has(name)) this.#made.set(name, make());
    return this.#made.get(name);
  }

  /** The bundles of all tests, in out/test/. */
  tests() {
    return this.#once('tests', () => build('tests'));
  }

  /** The extension as it ships, in dist/. */
  extension() {
    return this.#once('extension', () => build('production'));
  }

  /** The path of the packed extension. */
  vsix() {
    return this.#once('vsix', async () => {
      await this.extension();
      const { packVsix } = await import('../package.mjs');
      return packVsix(path.join(root, 'out', 'test.vsix'));
    });
  }
}
