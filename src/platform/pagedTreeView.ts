import * as vscode from 'vscode';
import { setContext } from './commands';
import type { ContextKey } from './contributions';
import type { PagedTree, TreeState } from './pagedTree';
import type { PagedNode, TreeGroup } from './pagedTreeNode';

export interface PagedTreeViewOptions<Item, Group extends TreeGroup> {
  readonly stateKey: ContextKey;
  /** What the context key says for a state; absent: the state itself. */
  readonly describeState?: (state: TreeState) => string;
  /** A list without groups has nothing to collapse. */
  readonly isFlat?: boolean;
  readonly dragAndDropController?: vscode.TreeDragAndDropController<PagedNode<Item, Group>>;
}

/** A paged tree on the screen, with its state in a context key for the view's welcome. */
export class PagedTreeView<Item, Group extends TreeGroup = TreeGroup> implements vscode.Disposable {
  readonly view: vscode.TreeView<PagedNode<Item, Group>>;
  private readonly subscription: vscode.Disposable;

  constructor(
    private readonly viewId: string,
    private readonly tree: PagedTree<Item, Group>,
    private readonly options: PagedTreeViewOptions<Item, Group>,
  ) {
    const { dragAndDropController } = options;
    this.view = vscode.window.createTreeView(viewId, {
      treeDataProvider: tree,
      showCollapseAll: options.isFlat !== true,
      ...(dragAndDropController && { dragAndDropController }),
    });
    this.subscription = tree.onDidChangeState(() => {
      this.publishState();
    });
    this.publishState();
  }

  get visible(): boolean {
    return this.view.visible;
  }

  /** Refreshes under the view's own progress bar. */
  async refresh(pages?: number): Promise<void> {
    await vscode.window.withProgress({ location: { viewId: this.viewId } }, () =>
      this.tree.refresh(pages),
    );
  }

  /** The words beside the view's title; undefined clears them. */
  describe(text: string | undefined): void {
    this.view.description = text ?? '';
  }

  badge(value: number, tooltip: string): void {
    this.view.badge = value > 0 ? { value, tooltip } : undefined;
  }

  /** A line above the rows; undefined clears it. */
  message(text: string | undefined): void {
    this.view.message = text ?? '';
  }

  publishState(): void {
    const { state } = this.tree;
    void setContext(this.options.stateKey, this.options.describeState?.(state) ?? state);
  }

  dispose(): void {
    this.subscription.dispose();
    this.view.dispose();
  }
}
