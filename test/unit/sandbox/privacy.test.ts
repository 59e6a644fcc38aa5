import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openSandbox } from './caller';

describe("the sandbox's data", () => {
  it('is for nobody else to read', async function () {
    if (process.platform === 'win32') {
      this.skip();
    }
    const root = await mkdtemp(path.join(tmpdir(), 'sandbox-privacy-'));
    const dataFolder = path.join(root, 'data');
    try {
      const caller = await openSandbox({ dataFolder });
      await caller.api('POST', '/v3/sms/send', { messages: [{ to: '+61491570156', body: 'Hi' }] });
      await caller.sandbox.close();
      assert.equal((await stat(dataFolder)).mode & 0o777, 0o700);
      for (const name of await readdir(dataFolder)) {
        assert.equal((await stat(path.join(dataFolder, name))).mode & 0o777, 0o600, name);
      }
    } finally {
      await rm(root, { recursive: true, force: true });
    }
  });
});
