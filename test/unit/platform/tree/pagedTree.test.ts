import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { PagedTree } from '../../../../src/platform/tree/pagedTree';
import type { PagedNode, TreeGroup } from '../../../../src/platform/tree/pagedTreeNode';
import { registerTreeRows } from '../../../../src/platform/tree/treeRows';
import { PagedTreeView } from '../../../../src/platform/tree/pagedTreeView';
import { ErrorBoundary } from '../../../../src/platform/errors';
import { PagedServer } from '../../../support/pages';
import { treeHost } from '../../../support/treeHost';
import { host, settle } from '../../../support/vscode';

interface Row {
  readonly id: string;
  readonly day: string;
}

const unreachable = Object.assign(new Error(), { reason: 'unreachable' });

function rows(...specs: readonly string[]): readonly Row[] {
  return specs.map((spec) => ({ id: spec, day: spec.slice(0, 3) }));
}

function treeOver(
  server: PagedServer<Row>,
  {
    grouped = true,
    limit = 100,
    enabled = (): boolean => true,
    second = undefined as PagedServer<Row> | undefined,
  } = {},
) {
  const errors = new ErrorBoundary(
    vscode.window.createOutputChannel('x', { log: true }),
    () => undefined,
  );
  const section = (id: string, load: PagedServer<Row>['load']) => ({
    id,
    background: id === 'b',
    load,
    itemId: (row: Row) => row.id,
    ...(grouped && { groupOf: (row: Row) => ({ id: row.day }), contiguousGroups: true }),
  });
  const tree = new PagedTree<Row>(
    {
      sections: [...(second ? [section('b', second.load)] : []), section('a', server.load)],
      failureLabel: "Couldn't load rows. Retry",
      isEnabled: enabled,
      toTreeItem: (node) =>
        node.kind === 'group'
          ? new vscode.TreeItem(
              `${node.group.id} (${node.count})`,
              vscode.TreeItemCollapsibleState.Collapsed,
            )
          : new vscode.TreeItem(node.item.id),
      tooltip: (node) => Promise.resolve(node.kind === 'item' ? `tip of ${node.item.id}` : ''),
    },
    errors,
    { limit },
  );
  const events: (readonly string[] | undefined)[] = [];
  tree.onDidChangeTreeData((changed) => {
    events.push(changed === undefined ? undefined : [changed].flat().map((node) => node.id));
  });
  return { tree, events, errors };
}

type Node = PagedNode<Row, TreeGroup>;

async function shown(tree: PagedTree<Row>): Promise<unknown[]> {
  const draw = async (node: Node): Promise<unknown> => {
    const label = tree.getTreeItem(node).label;
    const below = node.kind === 'group' ? await tree.getChildren(node) : [];
    return below.length > 0 ? [label, ...(await Promise.all(below.map(draw)))] : label;
  };
  return Promise.all((await tree.getChildren()).map(draw));
}

const week = () => rows('mon1', 'mon2', 'sun1', 'sun2', 'sun3', 'sat1', 'sat2');

describe('PagedTree', () => {
  beforeEach(() => {
    host.reset();
  });

  it('groups the first page and ends with a row that loads the next', async () => {
    const { tree } = treeOver(new PagedServer(week()));
    assert.deepEqual(await shown(tree), [
      ['mon (2)', 'mon1', 'mon2'],
      ['sun (1)', 'sun1'],
      'Load more',
    ]);
  });

  it('does not notify from getChildren', async () => {
    const { tree, events } = treeOver(new PagedServer(week()));
    await tree.getChildren();
    await settle();
    assert.deepEqual(events, []);
  });

  it('draws only the grown group and the last row again when a page adds no group', async () => {
    const { tree, events } = treeOver(new PagedServer(week(), 4));
    await shown(tree);
    await tree.loadMore('a');
    const server = new PagedServer(rows('mon1', 'mon2', 'mon3', 'mon4', 'mon5', 'mon6', 'mon7'));
    const other = treeOver(server);
    await shown(other.tree);
    await other.tree.loadMore('a');
    assert.equal(events.at(-1), undefined, 'a new day is a new row at the root');
    assert.deepEqual(other.events.at(-1), ['a/mon', 'a#more']);
    assert.deepEqual(await shown(other.tree), [
      ['mon (6)', 'mon1', 'mon2', 'mon3', 'mon4', 'mon5', 'mon6'],
      'Load more',
    ]);
  });

  it('names in its events the very objects it handed out, and draws them anew', async () => {
    const { tree } = treeOver(new PagedServer(rows('mon1', 'mon2', 'mon3', 'mon4'), 1));
    const [group] = await tree.getChildren();
    const fired: unknown[] = [];
    tree.onDidChangeTreeData((changed) => fired.push(...[changed].flat()));
    await tree.loadMore('a');
    assert.ok(group);
    assert.ok(fired.includes(group));
    assert.equal(tree.getTreeItem(group).label, 'mon (2)');
  });

  it('gives rows ids that survive a refresh', async () => {
    const server = new PagedServer(week(), 10);
    const { tree } = treeOver(server);
    const before = (await tree.getChildren()).map((node) => tree.getTreeItem(node).id);
    server.rows = rows('tue1', ...week().map(({ id }) => id));
    await tree.refresh();
    const after = (await tree.getChildren()).map((node) => tree.getTreeItem(node).id);
    assert.deepEqual(after, ['a/tue', ...before]);
  });

  it('says nothing to VS Code when a refresh changes nothing', async () => {
    const { tree, events } = treeOver(new PagedServer(week(), 10));
    await shown(tree);
    await tree.refresh();
    assert.deepEqual(events, []);
  });

  it('knows the parent of a row, for reveal', async () => {
    const { tree } = treeOver(new PagedServer(week()));
    await tree.getChildren();
    const node = tree.itemNode('a', 'mon2');
    assert.ok(node);
    const parent = tree.getParent(node);
    assert.equal(parent?.id, 'a/mon');
    assert.equal(tree.getParent(parent), undefined);
  });

  it('shows a failed load as a row that says why, and one retry brings the rows', async () => {
    const server = new PagedServer(week(), 10);
    const { tree, errors } = treeOver(server);
    registerTreeRows(errors);
    server.failures.push(new Error('500'));
    const [row] = await tree.getChildren();
    assert.ok(row);
    const item = tree.getTreeItem(row);
    assert.equal(item.label, "Couldn't load rows. Retry");
    assert.match(String(item.description), /went wrong/);
    assert.equal(tree.state, 'failed');
    assert.ok(item.command);
    const args: unknown[] = item.command.arguments ?? [];
    await vscode.commands.executeCommand(item.command.command, ...args);
    assert.equal((await shown(tree)).length, 3);
    assert.equal(tree.state, 'filled');
  });

  it('logs a failure once', async () => {
    const server = new PagedServer(week());
    const { tree } = treeOver(server);
    server.failures.push(new Error('500'));
    await tree.getChildren();
    await tree.getChildren();
    assert.equal(host.logLines.length, 1);
  });

  it('leaves an unreachable server to the welcome of the view', async () => {
    const server = new PagedServer(week(), 10);
    const { tree } = treeOver(server);
    server.failures.push(unreachable);
    assert.deepEqual(await tree.getChildren(), []);
    assert.equal(tree.state, 'unreachable');
    await tree.retry();
    assert.equal((await tree.getChildren()).length, 3);
  });

  it('keeps stale rows under the failure of a refresh', async () => {
    const server = new PagedServer(rows('mon1'));
    const { tree } = treeOver(server);
    await shown(tree);
    server.failures.push(unreachable);
    await tree.refresh();
    assert.deepEqual(await shown(tree), ["Couldn't load rows. Retry", ['mon (1)', 'mon1']]);
    await tree.retry();
    assert.deepEqual(await shown(tree), [['mon (1)', 'mon1']]);
  });

  it('turns the last row into "Loading…" while a page is on its way', async () => {
    const server = new PagedServer(week());
    const { tree, events } = treeOver(server);
    await shown(tree);
    server.hold();
    const loading = tree.loadMore('a');
    assert.deepEqual(events.at(-1), ['a#more']);
    assert.equal((await shown(tree)).at(-1), 'Loading…');
    server.release();
    await loading;
    assert.equal((await shown(tree)).at(-1), 'Load more');
  });

  it('loads all of a group and no further than needed', async () => {
    const server = new PagedServer(week(), 2);
    const { tree } = treeOver(server);
    await tree.getChildren();
    await tree.loadMore('a');
    const sunday = (await tree.getChildren()).find(({ id }) => id === 'a/sun');
    assert.ok(sunday?.kind === 'group' && !sunday.complete);
    await tree.loadAll(sunday);
    assert.deepEqual(
      (await tree.getChildren(sunday)).map(({ id }) => id),
      ['a//sun1', 'a//sun2', 'a//sun3'],
    );
    assert.deepEqual(server.requests, [1, 2, 3]);
  });

  it('stops loading all of a group at the first failure', async () => {
    const server = new PagedServer(week(), 1);
    const { tree } = treeOver(server);
    const [monday] = await tree.getChildren();
    assert.ok(monday?.kind === 'group');
    server.failures.push(new Error('429'));
    await tree.loadAll(monday);
    assert.deepEqual(server.requests, [1, 2]);
    assert.equal((await shown(tree)).at(-1), "Couldn't load rows. Retry");
  });

  it('ends with a word about the rest when the list is longer than it keeps', async () => {
    const { tree } = treeOver(new PagedServer(week()), { grouped: false, limit: 4 });
    await tree.getChildren();
    await tree.loadMore('a');
    assert.deepEqual(await shown(tree), [
      'mon1',
      'mon2',
      'sun1',
      'sun2',
      'Showing the first 4. Filter to see others.',
    ]);
  });

  it('shows nothing of the old account after a reset in the middle of a load', async () => {
    const server = new PagedServer(week(), 10);
    const { tree, events } = treeOver(server);
    server.hold();
    const first = tree.getChildren();
    tree.reset();
    server.rows = rows('tue1');
    const second = tree.getChildren();
    server.release();
    await first;
    assert.deepEqual(
      (await second).map(({ id }) => id),
      ['a/tue'],
    );
    assert.equal(events[0], undefined);
  });

  it('loads nothing while nobody is signed in', async () => {
    const server = new PagedServer(week());
    const { tree } = treeOver(server, { enabled: () => false });
    assert.deepEqual(await tree.getChildren(), []);
    await tree.refresh();
    assert.deepEqual(server.requests, []);
  });

  it('shows a section that it waits for before one in the background has answered', async () => {
    const second = new PagedServer(rows('sch1'), 10);
    second.hold();
    const { tree, events } = treeOver(new PagedServer(week(), 10), { second });
    assert.equal((await shown(tree)).length, 3);
    second.release();
    await settle();
    assert.deepEqual(events, [undefined]);
    assert.equal((await shown(tree)).length, 4);
  });

  it('says once that several sections failed, and tries all of them again at once', async () => {
    const server = new PagedServer(week(), 10);
    const second = new PagedServer(rows('sch1'), 10);
    const { tree } = treeOver(server, { second });
    await tree.getChildren();
    await settle();
    server.failures.push(new Error('500'));
    second.failures.push(new Error('500'));
    await tree.refresh();
    const failures = (await tree.getChildren()).filter(({ kind }) => kind === 'failure');
    assert.equal(failures.length, 1);
    await tree.retry();
    assert.deepEqual(
      (await tree.getChildren()).map(({ kind }) => kind),
      ['group', 'group', 'group', 'group'],
    );
  });

  it('asks a server that just failed for nothing more', async () => {
    const server = new PagedServer(week(), 10);
    const second = new PagedServer(rows('sch1'));
    const { tree } = treeOver(server, { second });
    server.failures.push(unreachable);
    assert.deepEqual(await tree.getChildren(), []);
    assert.equal(tree.state, 'unreachable');
    assert.deepEqual(second.requests, []);
    await tree.retry();
    await tree.getChildren();
    assert.deepEqual(second.requests, [1]);
  });

  it('resolves a tooltip only when asked', async () => {
    const { tree } = treeOver(new PagedServer(rows('mon1')), { grouped: false });
    const [node] = await tree.getChildren();
    assert.ok(node);
    const item = tree.getTreeItem(node);
    assert.equal(item.tooltip, undefined);
    const token = new vscode.CancellationTokenSource().token;
    assert.equal((await tree.resolveTreeItem(item, node, token)).tooltip, 'tip of mon1');
  });

  it('tells the context key of its view what it shows', async () => {
    const server = new PagedServer<Row>([]);
    const { tree } = treeOver(server);
    const view = new PagedTreeView(treeHost<PagedNode<Row, TreeGroup>>('clicksend.x'), tree, {
      stateKey: 'clicksend.history.state',
    });
    await tree.getChildren();
    assert.equal(host.contexts.get('clicksend.history.state'), 'empty');
    server.rows = week();
    await view.refresh();
    assert.equal(host.contexts.get('clicksend.history.state'), 'filled');
    view.dispose();
  });
});
