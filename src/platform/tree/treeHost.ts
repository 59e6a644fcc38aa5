import * as vscode from 'vscode';
import { cleanTreeItem } from '../show/treeItem';
import { soon } from '../soon';

export interface TreeHostOptions<Node> extends Pick<
  vscode.TreeViewOptions<Node>,
  'showCollapseAll' | 'canSelectMany' | 'dragAndDropController'
> {
  /** Loads the feature that attaches a provider; called when somebody first looks at the view. */
  readonly open: () => Promise<unknown>;
}

/** A view that is there from the start, with rows from a provider that is loaded when first looked at. */
export class TreeHost<Node> implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private made: vscode.TreeView<Node> | undefined;
  private lastSelected: Node | undefined;
  private readonly making: vscode.Disposable;
  private readonly changes = new vscode.EventEmitter<Node | Node[] | undefined>();
  private provider: vscode.TreeDataProvider<Node> | undefined;
  readonly onDidChangeTreeData = this.changes.event;

  constructor(
    readonly viewId: string,
    private readonly options: TreeHostOptions<Node>,
  ) {
    // VS Code waits two seconds for the rows of a view that it shows.
    this.making = soon(() => this.view);
  }

  get view(): vscode.TreeView<Node> {
    return (this.made ??= this.make());
  }

  /** VS Code itself knows of no selected row while it asks for all of them anew. */
  get selected(): Node | undefined {
    return this.view.selection[0] ?? this.lastSelected;
  }

  attach(provider: vscode.TreeDataProvider<Node>): vscode.Disposable {
    this.provider = provider;
    return vscode.Disposable.from(
      provider.onDidChangeTreeData?.((nodes) => {
        this.changes.fire(nodes ?? undefined);
      }) ?? new vscode.Disposable(() => undefined),
      new vscode.Disposable(() => {
        this.provider = undefined;
      }),
    );
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (!this.provider) {
      await this.options.open();
    }
    return (await this.provider?.getChildren(node)) ?? [];
  }

  getTreeItem(node: Node): vscode.TreeItem | Thenable<vscode.TreeItem> {
    const item = this.attached().getTreeItem(node);
    return 'then' in item ? item.then(cleanTreeItem) : cleanTreeItem(item);
  }

  getParent(node: Node): vscode.ProviderResult<Node> {
    return this.attached().getParent?.(node);
  }

  resolveTreeItem(
    item: vscode.TreeItem,
    node: Node,
    token: vscode.CancellationToken,
  ): vscode.ProviderResult<vscode.TreeItem> {
    const { provider } = this;
    return provider?.resolveTreeItem ? provider.resolveTreeItem(item, node, token) : item;
  }

  dispose(): void {
    this.making.dispose();
    this.made?.dispose();
    this.changes.dispose();
  }

  private make(): vscode.TreeView<Node> {
    const { showCollapseAll, canSelectMany, dragAndDropController } = this.options;
    const view = vscode.window.createTreeView<Node>(this.viewId, {
      treeDataProvider: this,
      showCollapseAll: showCollapseAll === true,
      canSelectMany: canSelectMany === true,
      ...(dragAndDropController && { dragAndDropController }),
    });
    view.onDidChangeSelection(({ selection }) => {
      this.lastSelected = selection[0];
    });
    return view;
  }

  /** A node is only ever asked about after `getChildren` gave it out. */
  private attached(): vscode.TreeDataProvider<Node> {
    if (!this.provider) {
      throw new Error(`${this.viewId}: a row before its provider`);
    }
    return this.provider;
  }
}
