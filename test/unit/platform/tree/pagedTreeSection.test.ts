import assert from 'node:assert/strict';
import { PagedTreeSection } from '../../../../src/platform/tree/pagedTreeSection';
import { PagedServer } from '../../../support/pages';

const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_unused, index) => `m${from + index}`);

function sectionOver(server: PagedServer<string>, limit = 100) {
  let changes = 0;
  const section = new PagedTreeSection<string, { id: string }>(
    { id: 'list', load: server.load, itemId: (item) => item },
    limit,
    () => {
      changes += 1;
    },
  );
  return { section, changes: () => changes };
}

async function loadTheRest(section: PagedTreeSection<string, { id: string }>) {
  for (let press = 0; press < 20 && !section.complete; press += 1) {
    await section.loadMore();
  }
  assert.equal(section.complete, true);
}

describe('PagedTreeSection', () => {
  it('loads the first page once, however often it is opened', async () => {
    const server = new PagedServer(numbers(1, 7));
    const { section } = sectionOver(server);
    await Promise.all([section.open(), section.open()]);
    await section.open();
    assert.deepEqual(section.items, numbers(1, 3));
    assert.deepEqual(server.requests, [1]);
    assert.equal(section.total, 7);
    assert.equal(section.complete, false);
  });

  it('appends page after page until the last', async () => {
    const server = new PagedServer(numbers(1, 7));
    const { section } = sectionOver(server);
    await section.open();
    await section.loadMore();
    await section.loadMore();
    await section.loadMore();
    assert.deepEqual(section.items, numbers(1, 7));
    assert.equal(section.complete, true);
    assert.deepEqual(server.requests, [1, 2, 3]);
  });

  it('is complete at once when the list is empty and its last page is 0', async () => {
    const { section } = sectionOver(new PagedServer<string>([]));
    await section.open();
    assert.equal(section.loaded, true);
    assert.equal(section.complete, true);
  });

  it('doubles nothing when rows arrive between two pages', async () => {
    const server = new PagedServer(numbers(1, 7));
    const { section } = sectionOver(server);
    await section.open();
    server.rows = ['new', ...server.rows];
    await section.loadMore();
    await section.loadMore();
    assert.deepEqual(section.items, numbers(1, 7));
  });

  it('skips nothing when rows vanish between two pages', async () => {
    const server = new PagedServer(numbers(1, 9));
    const { section } = sectionOver(server);
    await section.open();
    server.rows = numbers(3, 9);
    await loadTheRest(section);
    assert.deepEqual(section.items, numbers(1, 9));
  });

  it('reads on when a page holds only copies of what is there', async () => {
    const server = new PagedServer(['a', 'a', 'a', 'a', 'a', 'a', 'b']);
    const { section } = sectionOver(server);
    await section.open();
    assert.deepEqual(section.items, ['a']);
    await section.loadMore();
    assert.deepEqual(section.items, ['a', 'b']);
    assert.equal(section.complete, true);
  });

  it('keeps a failed first page as a failure and loads it on retry', async () => {
    const server = new PagedServer(numbers(1, 2));
    const { section } = sectionOver(server);
    server.failures.push(new Error('500'));
    await section.open();
    assert.equal(section.failure?.during, 'first');
    await section.open();
    assert.deepEqual(server.requests, [1], 'opening again does not hammer the server');
    await section.retry();
    assert.equal(section.failure, undefined);
    assert.deepEqual(section.items, numbers(1, 2));
  });

  it('keeps its rows when a further page fails, and doubles none on retry', async () => {
    const server = new PagedServer(numbers(1, 5));
    const { section } = sectionOver(server);
    await section.open();
    server.failures.push(new Error('reset'));
    await section.loadMore();
    assert.equal(section.failure?.during, 'more');
    assert.deepEqual(section.items, numbers(1, 3));
    await section.retry();
    assert.deepEqual(section.items, numbers(1, 5));
    assert.equal(section.failure, undefined);
  });

  it('puts new rows on top at a refresh and keeps the rows below', async () => {
    const server = new PagedServer(numbers(1, 12));
    const { section } = sectionOver(server);
    await section.open();
    await section.loadMore();
    await section.loadMore();
    server.rows = ['x', 'y', ...server.rows];
    await section.refresh(1);
    assert.deepEqual(section.items, ['x', 'y', ...numbers(1, 9)]);
    await loadTheRest(section);
    assert.deepEqual(section.items, ['x', 'y', ...numbers(1, 12)]);
  });

  it('starts over when a refresh no longer meets the rows it had', async () => {
    const server = new PagedServer(numbers(1, 6));
    const { section } = sectionOver(server);
    await section.open();
    await section.loadMore();
    server.rows = [...numbers(20, 25), ...server.rows];
    await section.refresh(1);
    assert.deepEqual(section.items, numbers(20, 25));
    assert.equal(section.complete, false);
    await section.loadMore();
    assert.deepEqual(section.items, [...numbers(20, 25), ...numbers(1, 3)]);
  });

  it('finds at a refresh what appeared between loaded rows, and reads no further than that', async () => {
    const server = new PagedServer(numbers(1, 15));
    const { section } = sectionOver(server);
    await section.open();
    for (let page = 2; page <= 4; page += 1) {
      await section.loadMore();
    }
    server.rows = ['top', ...numbers(1, 5), 'between', ...numbers(6, 15)];
    server.requests.length = 0;
    await section.refreshQuietly(1);
    assert.deepEqual(section.items, ['top', ...numbers(1, 5), 'between', ...numbers(6, 12)]);
    assert.deepEqual(server.requests, [1, 2, 3]);
    server.requests.length = 0;
    await section.refreshQuietly(1);
    assert.deepEqual(server.requests, [1], 'nothing is missing any more');
  });

  it('still finds it after a refresh that failed half-way', async () => {
    const server = new PagedServer(numbers(1, 9));
    const { section } = sectionOver(server);
    await section.open();
    await section.loadMore();
    server.rows = ['top', ...numbers(1, 3), 'between', ...numbers(4, 9)];
    server.failures.push(undefined, new Error('the second page fails'));
    await assert.rejects(section.refreshQuietly(1));
    await section.refreshQuietly(1);
    assert.deepEqual(section.items, ['top', ...numbers(1, 3), 'between', ...numbers(4, 6)]);
  });

  it('keeps a row that is hidden, and shows a later version of it in its place', async () => {
    const rows = ['a', 'b', 'c'].map((id) => ({ id, isHidden: id === 'b' }));
    const section = new PagedTreeSection<(typeof rows)[number], { id: string }>(
      {
        id: 'list',
        load: new PagedServer(rows).load,
        itemId: ({ id }) => id,
        isHidden: ({ isHidden }) => isHidden,
      },
      100,
      () => undefined,
    );
    await section.open();
    assert.deepEqual(
      section.items.map(({ id }) => id),
      ['a', 'c'],
    );
    section.update([{ id: 'b', isHidden: false }]);
    assert.deepEqual(
      section.items.map(({ id }) => id),
      ['a', 'b', 'c'],
    );
  });

  it('drops rows that a refresh shows to be gone', async () => {
    const server = new PagedServer(numbers(1, 5));
    const { section } = sectionOver(server);
    await section.open();
    await section.loadMore();
    server.rows = ['m1', 'm3', 'm4'];
    await section.refresh();
    assert.deepEqual(section.items, ['m1', 'm3', 'm4']);
    assert.equal(section.complete, true);
  });

  it('loses nothing below a refreshed head when rows of the head are gone', async () => {
    const server = new PagedServer(numbers(1, 12));
    const { section } = sectionOver(server);
    await section.open();
    await section.loadMore();
    server.rows = numbers(3, 12);
    await section.refresh(1);
    await loadTheRest(section);
    assert.deepEqual(section.items, numbers(3, 12));
  });

  it('keeps its rows when a refresh fails', async () => {
    const server = new PagedServer(numbers(1, 3));
    const { section } = sectionOver(server);
    await section.open();
    server.failures.push(new Error('down'));
    await section.refresh();
    assert.deepEqual(section.items, numbers(1, 3));
    assert.equal(section.failure?.during, 'refresh');
    await section.retry();
    assert.equal(section.failure, undefined);
  });

  it('throws the failure of a quiet refresh and shows none', async () => {
    const server = new PagedServer(numbers(1, 3));
    const { section } = sectionOver(server);
    await section.open();
    server.failures.push(new Error('429'));
    await assert.rejects(section.refreshQuietly(1), /429/);
    assert.equal(section.failure, undefined);
    assert.equal(section.loading, false);
    server.rows = ['new', ...server.rows];
    await section.refreshQuietly(1);
    assert.deepEqual(section.items, ['new', ...numbers(1, 3)]);
  });

  it('forgets an answer that comes after a reset', async () => {
    const server = new PagedServer(numbers(1, 3));
    const { section, changes } = sectionOver(server);
    server.hold();
    const stale = section.open();
    section.reset();
    server.rows = ['other account'];
    const fresh = section.open();
    server.release();
    await Promise.all([stale, fresh]);
    assert.deepEqual(section.items, ['other account']);
    assert.equal(changes(), 1);
    assert.equal(section.failure, undefined);
  });

  it('keeps no more rows than its limit', async () => {
    const server = new PagedServer(numbers(1, 50));
    const { section } = sectionOver(server, 7);
    await section.open();
    for (let press = 0; press < 20; press += 1) {
      await section.loadMore();
    }
    assert.equal(section.size, 7);
    assert.equal(section.full, true);
    assert.deepEqual(server.requests, [1, 2, 3]);
  });

  it('brings a removed row back only if the server still has it', async () => {
    const server = new PagedServer(numbers(1, 7));
    const { section } = sectionOver(server);
    await section.open();
    section.remove(['m2']);
    server.rows = server.rows.filter((row) => row !== 'm2');
    await section.loadMore();
    await section.loadMore();
    assert.deepEqual([...section.items].sort(), ['m1', 'm3', 'm4', 'm5', 'm6', 'm7']);
  });
});
