import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { makeClient, type ClickSendClient } from '../../src/api/client';
import { ClickSendError } from '../../src/api/errors';
import type { HistoryGroup } from '../../src/features/history/tree/day';
import { HistorySource } from '../../src/features/history/tree/source';
import { InboundSource } from '../../src/features/inbound/source';
import { PagedTree } from '../../src/platform/tree/pagedTree';
import type { PagedNode, TreeGroup } from '../../src/platform/tree/pagedTreeNode';
import { startSandbox, type Sandbox } from '../../src/sandbox/server';
import type { HistoryMessage } from '../../src/sms/resources';
import { control } from '../support/sandboxControl';
import { waitUntil } from '../support/workbench/waiting';

const account = { id: 'a', kind: 'sandbox', username: 'reader', label: 'Sandbox' } as const;
const errors = {
  explain: (error: unknown) => ({
    message: error instanceof ClickSendError ? error.reason : 'unexpected',
    logLine: '',
  }),
  record: () => undefined,
};

/** The real client, which counts what it asks and does not wait between its own tries. */
class Reader {
  readonly requests: string[] = [];
  readonly client: ClickSendClient;
  readonly session = {
    active: account,
    ready: Promise.resolve(),
    onDidChangeActive: new vscode.EventEmitter<undefined>().event,
    client: () => Promise.resolve(this.client),
  };

  constructor(baseUrl: string) {
    this.client = makeClient({
      baseUrl,
      username: account.username,
      apiKey: 'key',
      timeoutMs: 2000,
      wait: () => Promise.resolve(),
      onRequest: ({ path: asked, attempt }) => {
        if (attempt <= 1) {
          this.requests.push(asked);
        }
      },
    });
  }

  history(): PagedTree<HistoryMessage, HistoryGroup> {
    const source = new HistorySource({
      session: this.session,
      choice: () => ({}),
      now: () => new Date(),
      newestDay: () => undefined,
    });
    return new PagedTree(source, errors);
  }
}

/** Every id that the tree shows, as VS Code would ask for it. */
async function shownIds<Item, Group extends TreeGroup>(
  tree: PagedTree<Item, Group>,
): Promise<string[]> {
  const ids: string[] = [];
  const walk = async (nodes: readonly PagedNode<Item, Group>[]): Promise<void> => {
    for (const node of nodes) {
      const item = tree.getTreeItem(node);
      ids.push(item.id ?? '');
      if (node.kind === 'group') {
        await walk(await tree.getChildren(node));
      }
    }
  };
  await walk(await tree.getChildren());
  return ids;
}

/** The scheduled messages come in behind the first page. */
async function untilAsked(reader: Reader, count: number): Promise<void> {
  await waitUntil(`${count} requests`, () => reader.requests.length >= count);
}

describe('history of 100,000 messages', () => {
  let sandbox: Sandbox;
  let reader: Reader;

  before(async () => {
    sandbox = await startSandbox({ seed: 'none' });
    await control(sandbox.url, 'seed', {
      body: { username: account.username, kind: 'history', count: 100_000, days: 100 },
    });
    reader = new Reader(sandbox.url);
  });

  after(async () => {
    reader.client.dispose();
    await sandbox.close();
  });

  it('shows its first rows after one request, 5,000 rows after 50, and keeps 10,000 at most', async () => {
    const tree = reader.history();
    const first = await tree.getChildren();
    assert.deepEqual(reader.requests, ['/v3/sms/history']);
    assert.ok(first.length > 0);
    await untilAsked(reader, 2);
    assert.equal(reader.requests.length, 2, 'and one for the scheduled ones');
    const startHeap = process.memoryUsage().heapUsed;
    let slowest = 0;
    for (let page = 2; page <= 50; page += 1) {
      await tree.loadMore('messages');
      const started = performance.now();
      await shownIds(tree);
      slowest = Math.max(slowest, performance.now() - started);
    }
    assert.equal(reader.requests.length, 51);
    assert.equal(tree.items('messages').length, 5000);
    assert.equal(new Set(await shownIds(tree)).size, (await shownIds(tree)).length);
    assert.ok(slowest < 1000, `drawing all 5,000 rows took ${slowest} ms at worst`);
    for (let page = 51; page <= 120; page += 1) {
      await tree.loadMore('messages');
    }
    assert.equal(tree.items('messages').length, 10_000);
    assert.equal(reader.requests.length, 101, 'no request beyond what is kept');
    const grown = (process.memoryUsage().heapUsed - startHeap) / 1024 / 1024;
    assert.ok(grown < 200, `the heap grew by ${grown} MB`);
    const [last] = (await tree.getChildren()).slice(-1);
    assert.equal(last?.kind, 'limit');
    tree.dispose();
  });
});

describe('views under faults', () => {
  let sandbox: Sandbox;
  let folder: string;

  const open = async (port = 0) => {
    sandbox = await startSandbox({ seed: 'none', dataFolder: folder, port });
  };

  before(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'faults-'));
    await open();
    await control(sandbox.url, 'seed', {
      body: { username: account.username, kind: 'history', count: 350, days: 3 },
    });
  });

  afterEach(() => control(sandbox.url, 'faults', { method: 'DELETE' }));

  after(async () => {
    await sandbox.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const faults: readonly Readonly<Record<string, unknown>>[] = [
    { kind: 'rateLimit', retryAfter: 1 },
    { kind: 'error', status: 500 },
    { kind: 'reset' },
    { kind: 'malformedJson' },
    { kind: 'html' },
    { kind: 'truncatedBody' },
  ];
  for (const fault of faults) {
    it(`says so in a row and comes back by one retry: ${String(fault['kind'])}`, async () => {
      const reader = new Reader(sandbox.url);
      const tree = reader.history();
      await control(sandbox.url, 'faults', { body: { ...fault, path: '/v3/sms/history' } });
      const kinds = (await tree.getChildren()).map(({ kind }) => kind);
      assert.ok(
        tree.state === 'unreachable' ? kinds.length === 0 : kinds[0] === 'failure',
        `${tree.state}: ${kinds.join()}`,
      );
      await control(sandbox.url, 'faults', { method: 'DELETE' });
      await tree.retry();
      assert.equal(tree.state, 'filled');
      await control(sandbox.url, 'faults', { body: { ...fault, path: '/v3/sms/history' } });
      await tree.loadMore('messages');
      assert.equal((await tree.getChildren()).at(-1)?.kind, 'failure');
      await control(sandbox.url, 'faults', { method: 'DELETE' });
      await tree.retry();
      while (tree.hasMore('messages')) {
        await tree.loadMore('messages');
      }
      const ids = await shownIds(tree);
      assert.equal(new Set(ids).size, ids.length, 'nothing is doubled');
      assert.equal(tree.items('messages').length, 350);
      tree.dispose();
      reader.client.dispose();
    });
  }

  it('survives a server that dies while a page loads', async () => {
    const reader = new Reader(sandbox.url);
    const tree = reader.history();
    await tree.getChildren();
    await untilAsked(reader, 2);
    await control(sandbox.url, 'faults', { body: { kind: 'hang', path: '/v3/sms/history' } });
    const loading = tree.loadMore('messages');
    const { port } = sandbox;
    await sandbox.close();
    await loading;
    assert.equal((await tree.getChildren()).at(-1)?.kind, 'failure');
    assert.equal(tree.items('messages').length, 100, 'what was there stays');
    await open(port);
    await tree.retry();
    assert.equal(tree.items('messages').length, 200);
    const ids = await shownIds(tree);
    assert.equal(new Set(ids).size, ids.length);
    tree.dispose();
    reader.client.dispose();
  });

  it('gives each of several copies of a reply once', async () => {
    const reader = new Reader(sandbox.url);
    for (const name of ['one', 'two']) {
      await reader.client.inboundRules.create({
        name,
        dedicatedNumber: '*',
        searchType: 0,
        searchTerm: '',
        action: 'POLL',
        actionAddress: '',
        enabled: true,
      });
    }
    for (let count = 0; count < 3; count += 1) {
      await control(sandbox.url, 'reply', {
        body: {
          username: account.username,
          from: '+61400900201',
          body: `hello ${count}`,
          unprompted: true,
        },
      });
    }
    const { total } = await reader.client.inbound.list();
    assert.equal(total, 6, 'two rules, two copies');
    const source = new InboundSource(reader.session, () => false);
    const tree = new PagedTree(source, errors);
    await tree.getChildren();
    assert.equal(tree.items('replies').length, 3);
    tree.dispose();
    reader.client.dispose();
  });
});
