import * as vscode from 'vscode';
import { oneLine, withoutLinks } from '../show/outsideText';
import { showProgress } from '../show/status';
import { setContext } from '../commands';
import type { ContextKey } from '../../contributions';
import type { PagedTree, TreeState } from './pagedTree';
import type { PagedNode, TreeGroup } from './pagedTreeNode';
import type { TreeHost } from './treeHost';

export interface PagedTreeViewOptions {
  readonly stateKey: ContextKey;
  /** What the context key says for a state; absent: the state itself. */
  readonly describeState?: (state: TreeState) => string;
}

/** A paged tree on the screen, with its state in a context key for the view's welcome. */
export class PagedTreeView<Item, Group extends TreeGroup = TreeGroup> implements vscode.Disposable {
  private readonly subscription: vscode.Disposable;

  constructor(
    private readonly host: TreeHost<PagedNode<Item, Group>>,
    private readonly tree: PagedTree<Item, Group>,
    private readonly options: PagedTreeViewOptions,
  ) {
    this.subscription = vscode.Disposable.from(
      host.attach(tree),
      tree.onDidChangeState(() => {
        this.publishState();
      }),
    );
    this.publishState();
  }

  get view(): vscode.TreeView<PagedNode<Item, Group>> {
    return this.host.view;
  }

  get visible(): boolean {
    return this.view.visible;
  }

  /** Refreshes under the view's own progress bar. */
  async refresh(pages?: number): Promise<void> {
    await showProgress({ location: { viewId: this.host.viewId } }, () => this.tree.refresh(pages));
  }

  /** The words beside the view's title; undefined clears them. */
  describe(text: string | undefined): void {
    this.view.description = oneLine(text ?? '');
  }

  badge(value: number, tooltip: string): void {
    this.view.badge = value > 0 ? { value, tooltip } : undefined;
  }

  /** A line above the rows; undefined clears it. */
  message(text: string | undefined): void {
    this.view.message = withoutLinks(text ?? '');
  }

  publishState(): void {
    const { state } = this.tree;
    void setContext(this.options.stateKey, this.options.describeState?.(state) ?? state);
  }

  dispose(): void {
    this.subscription.dispose();
  }
}
