import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FolderLock, FolderLockedError } from '../../../src/disk/folderLock';
import type { Processes } from '../../../src/disk/folderLock';

describe('FolderLock', () => {
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

  const as = (pid: number, host = 'here', namespace = 'pid:[1]'): Processes => ({
    host,
    pid,
    namespace: () => Promise.resolve(namespace),
    isAlive: (each) => living.has(each),
    start: (each) => Promise.resolve(living.get(each)),
  });
  const acquire = (pid: number, host?: string, force = false) =>
    FolderLock.acquire(directory, { processes: as(pid, host), force });
  const isLocked = (error: unknown) => error instanceof FolderLockedError;

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
      (error) => error instanceof FolderLockedError && error.isElsewhere,
    );
    assert.equal(await theirs.isMine(), true);
    await acquire(2, 'here', true);
    assert.equal(await theirs.isMine(), false);
    await theirs.release();
    await assert.rejects(acquire(1), isLocked);
  });

  it('is elsewhere, not dead, in a container of the same host name', async () => {
    const inContainer = as(77, 'here', 'pid:[2]');
    living.set(77, 'monday');
    const theirs = await FolderLock.acquire(directory, { processes: inContainer });
    living.delete(77);
    await assert.rejects(
      acquire(2),
      (error) => error instanceof FolderLockedError && error.isElsewhere,
    );
    await acquire(2, 'here', true);
    assert.equal(await theirs.isMine(), false);
  });

  it('is not freed or overwritten by one who lost it and then lets go', async () => {
    const theirs = await acquire(1, 'there');
    const names: (readonly string[])[] = [];
    // Whatever moment the loser lets go at: before, while and after the taker comes and goes.
    const ours = await acquire(2, 'here', true);
    for (const act of [() => theirs.release(), () => ours.release(), () => theirs.release()]) {
      await act();
      names.push(await readdir(directory));
    }
    assert.deepEqual(names, [['lock.2'], ['lock.3'], ['lock.3']]);
    await acquire(1);
    await theirs.release();
    await assert.rejects(acquire(2), isLocked);
  });

  it('is not freed by one who let go of it before, at whatever moment it is taken', async () => {
    for (let n = 0; n < 30; n++) {
      const theirs = await acquire(1, 'there', true);
      const [taken] = await Promise.allSettled([acquire(2, 'here', true), theirs.release()]);
      if (taken.status === 'fulfilled') {
        assert.equal(await taken.value.isMine(), true);
        assert.equal((await FolderLock.holderOf(directory, as(1)))?.pid, 2);
        await taken.value.release();
      }
    }
  });

  it('is free when its maker died before writing it, after a while', async () => {
    const file = path.join(directory, 'lock.7');
    await writeFile(file, '');
    await assert.rejects(acquire(1), isLocked);
    await utimes(file, 0, 0);
    await acquire(1);
    assert.deepEqual(await readdir(directory), ['lock.8']);
    // The clock was set back a day since.
    const ahead = path.join(directory, 'lock.9');
    await writeFile(ahead, '');
    await utimes(ahead, Date.now() / 1000 + 86_400, Date.now() / 1000 + 86_400);
    await acquire(1);
  });

  it('knows real processes', async () => {
    const lock = await FolderLock.acquire(directory);
    await assert.rejects(FolderLock.acquire(directory), isLocked);
    assert.equal((await FolderLock.holderOf(directory))?.pid, process.pid);
    await lock.release();
    assert.equal(await FolderLock.holderOf(directory), undefined);
  });
});
