import { openWorkbenches } from './openWorkbench';

/** Pictures every open window when a test fails, as out/screenshots/failed-<test>.png. */
export const mochaHooks = {
  async afterEach(this: Mocha.Context): Promise<void> {
    const test = this.currentTest;
    if (test?.state !== 'failed') {
      return;
    }
    const name = test.fullTitle().replaceAll(/[^a-z0-9]+/giu, '-');
    for (const [index, workbench] of openWorkbenches().entries()) {
      await workbench.screenshot(`failed-${name}${index > 0 ? `-${index}` : ''}`);
    }
  },
};
