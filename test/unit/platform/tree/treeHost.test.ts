import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { TreeHost } from '../../../../src/platform/tree/treeHost';
import { created, host } from '../../../support/vscode';

const treeHostOf = (options: { readonly open: () => Promise<unknown> }) =>
  new TreeHost<string>('clicksend.history', options);

const token = new vscode.CancellationTokenSource().token;

class Provider implements vscode.TreeDataProvider<string> {
  readonly changes = new vscode.EventEmitter<string | undefined>();
  readonly onDidChangeTreeData = this.changes.event;

  getChildren(node?: string): string[] {
    return node === undefined ? ['a'] : [`${node}1`];
  }

  getTreeItem(node: string): vscode.TreeItem {
    return new vscode.TreeItem(node);
  }

  resolveTreeItem(item: vscode.TreeItem, node: string): vscode.TreeItem {
    item.tooltip = `tip of ${node}`;
    return item;
  }
}

describe('TreeHost', () => {
  beforeEach(() => {
    host.reset();
  });

  it('opens its feature when first looked at, and shows what that attaches', async () => {
    let opened = 0;
    const tree: TreeHost<string> = treeHostOf({
      open: () => {
        opened += 1;
        tree.attach(new Provider());
        return Promise.resolve();
      },
    });
    assert.equal(opened, 0);
    assert.deepEqual(await tree.getChildren(), ['a']);
    assert.deepEqual(await tree.getChildren('a'), ['a1']);
    assert.equal(opened, 1);
    const item = await tree.getTreeItem('a');
    const resolved = await tree.resolveTreeItem(item, 'a', token);
    assert.equal(resolved?.tooltip, 'tip of a');
  });

  it('hands on which rows changed', () => {
    const tree = treeHostOf({ open: () => Promise.resolve() });
    const provider = new Provider();
    const seen: unknown[] = [];
    tree.onDidChangeTreeData((node) => seen.push(node));
    tree.attach(provider);
    provider.changes.fire('a');
    provider.changes.fire(undefined);
    assert.deepEqual(seen, ['a', undefined]);
  });

  it('makes its view in the next turn, or when it is needed before', async () => {
    const made = () => created.treeViews.get('clicksend.history');
    const late = treeHostOf({ open: () => Promise.resolve() });
    assert.equal(made(), undefined);
    await new Promise(setImmediate);
    assert.ok(made());
    assert.equal(late.view, made());
    created.treeViews.clear();
    const early = treeHostOf({ open: () => Promise.resolve() });
    const { view } = early;
    assert.equal(view, made());
    await new Promise(setImmediate);
    assert.equal(early.view, view);
    assert.equal(made(), view);
  });

  it('makes no view once it is gone', async () => {
    treeHostOf({ open: () => Promise.resolve() }).dispose();
    await new Promise(setImmediate);
    assert.equal(created.treeViews.size, 0);
  });

  it('is empty, not broken, where the feature could not be opened', async () => {
    const tree = treeHostOf({ open: () => Promise.resolve() });
    assert.deepEqual(await tree.getChildren(), []);
  });
});
