import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  findInHistory,
  Unanswered,
  type Processes,
} from '../../../../src/features/compose/unanswered';
import type { HistoryMessage } from '../../../../src/sms/resources';

const report = {
  id: 'r1',
  accountId: 'sandbox',
  accountLabel: 'Sandbox',
  sentAt: 1_800_000_000,
  messages: [{ body: 'hello', to: '+61411000201' }],
};

describe('unanswered sends', () => {
  let folder: string;
  /** Process ids with the time they started. */
  const living = new Map<number, string>();

  const windowOf = (pid: number, changes: Partial<Processes> = {}) =>
    new Unanswered(folder, {
      host: 'here',
      pid,
      isAlive: (asked) => living.has(asked),
      start: (asked) => Promise.resolve(living.get(asked)),
      now: () => report.sentAt * 1000,
      ...changes,
    });

  beforeEach(async () => {
    folder = path.join(await mkdtemp(path.join(tmpdir(), 'unanswered-')), 'sends');
    living.clear();
    living.set(1, 'monday').set(2, 'tuesday');
  });

  afterEach(() => rm(path.dirname(folder), { recursive: true, force: true }));

  it('counts a send as lost when its window is gone, not while it waits', async () => {
    assert.deepEqual(await windowOf(2).lost(), []);
    await windowOf(1).begin(report);
    assert.deepEqual(await windowOf(2).lost(), []);
    living.delete(1);
    assert.deepEqual(await windowOf(2).lost(), [report]);
  });

  it('does not take a new process of the same id for the window that died', async () => {
    await windowOf(1).begin(report);
    living.set(1, 'wednesday');
    assert.deepEqual(await windowOf(2).lost(), [report]);
    assert.deepEqual(await windowOf(1).lost(), [report]);
  });

  it('gives a window on another machine as long as a request can take', async () => {
    await windowOf(7, { host: 'elsewhere' }).begin(report);
    assert.deepEqual(await windowOf(2).lost(), []);
    const later = { now: () => report.sentAt * 1000 + 11 * 60_000 };
    assert.deepEqual(await windowOf(2, later).lost(), [report]);
  });

  it('remembers every send of two windows that begin and settle at once', async () => {
    const windows = [windowOf(1), windowOf(2)];
    const ids = Array.from({ length: 40 }, (_, n) => `r${n}`);
    await Promise.all(ids.map((id, n) => windows[n % 2]!.begin({ ...report, id })));
    const settled = ids.filter((_, n) => n % 4 < 2);
    await Promise.all(settled.map((id, n) => windows[n % 2]!.settle(id)));
    living.clear();
    const lost = await windowOf(3).lost();
    assert.deepEqual(
      lost.map(({ id }) => id).sort(),
      ids.filter((id) => !settled.includes(id)).sort(),
    );
    assert.equal((await readdir(folder)).length, 20);
  });

  it('keeps an abandoned send until it is settled, by whichever window', async () => {
    await windowOf(1).begin(report);
    await windowOf(1).abandon(report);
    assert.deepEqual(await windowOf(1).lost(), [report]);
    await windowOf(2).settle('r1');
    assert.deepEqual(await windowOf(1).lost(), []);
  });

  it('passes over what another program left in the folder', async () => {
    await windowOf(1).begin(report);
    await writeFile(path.join(folder, 'x.json'), '{');
    living.clear();
    assert.deepEqual(await windowOf(2).lost(), [report]);
  });

  it('finds in history what has the same recipient and text, and is of no other send', async () => {
    const row = (body: string, direction: 'in' | 'out', messageId = '') =>
      ({ body, direction, messageId }) as HistoryMessage;
    const asked: unknown[] = [];
    const found = await findInHistory(
      report,
      {
        history: {
          list: (query) => {
            asked.push(query?.filter);
            const items = [
              row('hello', 'out', 'LOST'),
              row('hello', 'out', 'BY-HAND'),
              row('other', 'out'),
              row('hello', 'in'),
            ];
            return Promise.resolve({ items, total: 4, page: 1, pageSize: 100, lastPage: 1 });
          },
        },
      },
      new Set(['BY-HAND']),
      new AbortController().signal,
    );
    assert.deepEqual(
      found.map(({ messageId }) => messageId),
      ['LOST'],
    );
    assert.deepEqual(asked, [{ to: '+61411000201', dateFrom: 1_799_999_880 }]);
  });
});
