import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CampaignLock, CampaignLockedError } from '../../../src/campaign/store/lock';
import type { Processes } from '../../../src/campaign/store/lock';

describe('CampaignLock', () => {
  let directory: string;
  /** Living processes and when they started. */
  let living: Map<number, string | undefined>;

  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'lock-'));
    living = new Map([
      [1, 'monday'],
      [2, 'monday'],
    ]);
  });

  afterEach(() => rm(directory, { recursive: true }));

  const as = (pid: number, host = 'here'): Processes => ({
    host,
    pid,
    isAlive: (each) => living.has(each),
    start: (each) => Promise.resolve(living.get(each)),
  });
  const acquire = (pid: number, host?: string, force = false) =>
    CampaignLock.acquire(directory, { processes: as(pid, host), force });
  const isLocked = (error: unknown) => error instanceof CampaignLockedError;

  it('is held by one process at a time', async () => {
    const lock = await acquire(1);
    await assert.rejects(acquire(2), isLocked);
    await assert.rejects(acquire(1), isLocked);
    await lock.release();
    await acquire(2);
  });

  it('goes to one of many that want it at once', async () => {
    const tries = await Promise.allSettled(Array.from({ length: 20 }, () => acquire(1)));
    assert.equal(tries.filter(({ status }) => status === 'fulfilled').length, 1);
  });

  it('is taken from a dead process, by one of many that find it dead', async () => {
    await acquire(1);
    living.delete(1);
    const tries = await Promise.allSettled(Array.from({ length: 20 }, () => acquire(2)));
    assert.equal(tries.filter(({ status }) => status === 'fulfilled').length, 1);
    assert.deepEqual(await readdir(directory), ['lock.2']);
  });

  it('is taken from a process whose id another one has got meanwhile', async () => {
    await acquire(1);
    living.set(1, 'tuesday');
    await acquire(2);
  });

  it('is not taken from a living process of which the start is not known', async () => {
    await acquire(1);
    living.set(1, undefined);
    await assert.rejects(acquire(2), isLocked);
  });

  it('is taken from another machine only by force, and then lost there', async () => {
    const theirs = await acquire(1, 'there');
    await assert.rejects(
      acquire(2),
      (error) => error instanceof CampaignLockedError && error.isElsewhere,
    );
    assert.equal(await theirs.isMine(), true);
    await acquire(2, 'here', true);
    assert.equal(await theirs.isMine(), false);
    await theirs.release();
    await assert.rejects(acquire(1), isLocked);
  });

  it('is free when its maker died before writing it, after a while', async () => {
    const file = path.join(directory, 'lock.7');
    await writeFile(file, '');
    await assert.rejects(acquire(1), isLocked);
    await utimes(file, 0, 0);
    await acquire(1);
    assert.deepEqual(await readdir(directory), ['lock.8']);
  });

  it('knows real processes', async () => {
    const lock = await CampaignLock.acquire(directory);
    await assert.rejects(CampaignLock.acquire(directory), isLocked);
    assert.equal((await CampaignLock.holderOf(directory))?.pid, process.pid);
    await lock.release();
    assert.equal(await CampaignLock.holderOf(directory), undefined);
  });
});
