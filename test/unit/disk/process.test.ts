import assert from 'node:assert/strict';
import { isProcessAlive, processStart } from '../../../src/disk/process';

describe('isProcessAlive', () => {
  const failingWith = (code: string) => {
    const kill = process.kill.bind(process);
    process.kill = () => {
      throw Object.assign(new Error(code), { code });
    };
    try {
      return isProcessAlive(7);
    } finally {
      process.kill = kill;
    }
  };

  it('holds a process that is not ours for alive', () => {
    assert.equal(failingWith('EPERM'), true);
    assert.equal(failingWith('ESRCH'), false);
    assert.equal(isProcessAlive(process.pid), true);
  });

  it('knows no process group, which would be everybody', () => {
    assert.equal(isProcessAlive(-1), false);
    assert.equal(isProcessAlive(0), false);
  });
});

describe('processStart', () => {
  it('is the same for the same process', async () => {
    assert.equal(await processStart(process.pid), await processStart(process.pid));
  });
});
