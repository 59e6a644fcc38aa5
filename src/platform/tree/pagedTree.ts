import * as vscode from 'vscode';
import { isUnreachable, type ErrorBoundary } from '../errors';
import { changedNodes, layOut, type SectionLayout } from './pagedTreeLayout';
import type { GroupNode, ItemNode, PagedNode, TreeGroup, PagedTreeRows } from './pagedTreeNode';
import { ownRowItem } from './pagedTreeRow';
import { PagedTreeSection, type SectionFailure, type TreeSection } from './pagedTreeSection';

/** What a feature supplies; everything else about paging and failing is the tree's own. */
export interface PagedTreeSource<Item, Group extends TreeGroup> {
  /** In the order in which they stand in the view. */
  readonly sections: readonly TreeSection<Item, Group>[];
  /** For the row of a failed load, a whole sentence: "Couldn't load history. Retry". */
  readonly failureLabel: string;
  /** False when nobody is signed in: nothing is loaded and the view's welcome shows. */
  isEnabled(): boolean;
  /** Pure. Leave `tooltip` unset to have it resolved when it is needed. */
  toTreeItem(node: ItemNode<Item> | GroupNode<Group>): vscode.TreeItem;
  tooltip?(
    node: ItemNode<Item> | GroupNode<Group>,
    token: vscode.CancellationToken,
  ): Promise<vscode.MarkdownString | string | undefined>;
}

/** What the view as a whole has to say; features map it to a context key for `viewsWelcome`. */
export type TreeState = 'idle' | 'loading' | 'filled' | 'empty' | 'failed' | 'unreachable';

export interface PagedTreeOptions {
  /** Rows kept in memory for one section; the rest is reached by filtering. */
  readonly limit?: number;
}

const defaultLimit = 10_000;

/** The tree data provider behind every list in the sidebar: pages, groups, errors, stable ids. */
export class PagedTree<Item, Group extends TreeGroup = TreeGroup>
  implements vscode.TreeDataProvider<PagedNode<Item, Group>>, PagedTreeRows, vscode.Disposable
{
  private readonly changes = new vscode.EventEmitter<
    PagedNode<Item, Group> | PagedNode<Item, Group>[] | undefined
  >();
  private readonly loads = new vscode.EventEmitter<string>();
  private readonly states = new vscode.EventEmitter<TreeState>();
  private readonly sections: readonly PagedTreeSection<Item, Group>[];
  private readonly layouts = new Map<string, SectionLayout<Item, Group>>();
  /** The very objects VS Code holds: an event must name these. */
  private readonly given = new Map<string, PagedNode<Item, Group>>();
  private lastState: TreeState = 'idle';
  private recorded: SectionFailure | undefined;
  readonly onDidChangeTreeData = this.changes.event;
  /** Rows came, went or changed; names the section. */
  readonly onDidLoad = this.loads.event;
  readonly onDidChangeState = this.states.event;

  constructor(
    private readonly source: PagedTreeSource<Item, Group>,
    private readonly errors: Pick<ErrorBoundary, 'explain' | 'record'>,
    { limit = defaultLimit }: PagedTreeOptions = {},
  ) {
    this.sections = source.sections.map((section) => {
      const made = new PagedTreeSection<Item, Group>(section, limit, () => {
        this.changed(made);
      });
      return made;
    });
  }

  get state(): TreeState {
    return this.lastState;
  }

  async getChildren(node?: PagedNode<Item, Group>): Promise<PagedNode<Item, Group>[]> {
    if (!this.source.isEnabled()) {
      return [];
    }
    if (node) {
      return node.kind === 'group' ? this.give(this.rowsOf(node)) : [];
    }
    const waitedFor = this.sections.filter(({ source }) => source.background !== true);
    await Promise.all(waitedFor.map((section) => section.open()));
    // A server that just failed is not asked for more.
    if (waitedFor.every((section) => section.loaded)) {
      for (const section of this.sections) {
        void section.open();
      }
    }
    return this.give(this.roots());
  }

  getTreeItem(node: PagedNode<Item, Group>): vscode.TreeItem {
    const current = this.current(node);
    const item =
      current.kind === 'item' || current.kind === 'group'
        ? this.source.toTreeItem(current)
        : ownRowItem(current, this, this.source.failureLabel, this.errors);
    item.id = current.id;
    return item;
  }

  getParent(node: PagedNode<Item, Group>): PagedNode<Item, Group> | undefined {
    return node.kind === 'item' && node.groupId !== undefined
      ? this.groupNode(node.sectionId, node.groupId)
      : undefined;
  }

  async resolveTreeItem(
    item: vscode.TreeItem,
    node: PagedNode<Item, Group>,
    token: vscode.CancellationToken,
  ): Promise<vscode.TreeItem> {
    const current = this.current(node);
    if (current.kind === 'item' || current.kind === 'group') {
      item.tooltip = await this.source.tooltip?.(current, token);
    }
    return item;
  }

  /** Every loaded item of a section, in the server's order. */
  items(sectionId: string): readonly Item[] {
    return this.section(sectionId)?.items ?? [];
  }

  /** Whether the server has rows that are not loaded. */
  hasMore(sectionId: string): boolean {
    const section = this.section(sectionId);
    return section !== undefined && section.loaded && !section.complete;
  }

  /** The server's count of a section's rows, once its first page is here. */
  total(sectionId: string): number | undefined {
    const section = this.section(sectionId);
    return section?.loaded ? section.total : undefined;
  }

  itemNode(sectionId: string, itemId: string): ItemNode<Item> | undefined {
    const layout = this.layout(sectionId);
    const id = `${sectionId}//${itemId}`;
    const rows = [...(layout?.roots ?? []), ...(layout?.groups.flatMap(({ rows }) => rows) ?? [])];
    return rows.find((row): row is ItemNode<Item> => row.kind === 'item' && row.id === id);
  }

  async loadMore(sectionId: string): Promise<void> {
    await this.section(sectionId)?.loadMore();
  }

  /** Every failed section again. */
  async retry(): Promise<void> {
    const failed = this.sections.filter((section) => section.failure);
    await Promise.all(failed.map((section) => section.retry()));
  }

  /** Loads on until nothing more of the group can come, the limit is reached, or it fails. */
  async loadAll(group: GroupNode<Group>, signal?: AbortSignal): Promise<void> {
    const section = this.section(group.sectionId);
    while (section && !section.full && !signal?.aborted) {
      if (this.groupNode(group.sectionId, group.id)?.complete !== false) {
        return;
      }
      await section.loadMore();
      if (section.failure) {
        return;
      }
    }
  }

  /** Reads the newest pages again; what is selected, expanded and loaded stays. */
  async refresh(pages?: number): Promise<void> {
    if (!this.source.isEnabled()) {
      return;
    }
    await Promise.all(
      this.sections
        .filter((section) => section.loaded || section.failure)
        .map((section) => section.refresh(pages)),
    );
  }

  /** For background loops: throws instead of showing a failure. */
  async refreshQuietly(sectionId: string, pages: number): Promise<void> {
    await this.section(sectionId)?.refreshQuietly(pages);
  }

  /** Another account, another filter: everything goes, and loads under way count for nothing. */
  reset(): void {
    for (const section of this.sections) {
      section.reset();
      this.layouts.delete(section.source.id);
    }
    this.given.clear();
    this.changeState();
    this.changes.fire(undefined);
  }

  /** Newer versions of loaded rows. */
  update(sectionId: string, items: readonly Item[]): void {
    this.section(sectionId)?.update(items);
  }

  remove(sectionId: string, ids: readonly string[]): void {
    this.section(sectionId)?.remove(ids);
  }

  dispose(): void {
    this.sections.forEach((section) => {
      section.reset();
    });
    this.changes.dispose();
    this.loads.dispose();
    this.states.dispose();
  }

  private changed(section: PagedTreeSection<Item, Group>): void {
    if (section.failure && section.failure !== this.recorded) {
      this.recorded = section.failure;
      this.errors.record(section.source.id, section.failure.error);
    }
    const before = this.layouts.get(section.source.id);
    const after = layOut(section);
    this.layouts.set(section.source.id, after);
    this.changeState();
    this.loads.fire(section.source.id);
    if (!before) {
      return;
    }
    const stale = changedNodes(before, after);
    if (!stale) {
      this.changes.fire(undefined);
    } else if (stale.length > 0) {
      this.changes.fire(stale.flatMap(({ id }) => this.given.get(id) ?? []));
    }
  }

  private changeState(): void {
    const state = this.currentState();
    if (state !== this.lastState) {
      this.lastState = state;
      this.states.fire(state);
    }
  }

  private currentState(): TreeState {
    if (this.sections.some((section) => section.size > 0)) {
      return 'filled';
    }
    if (this.sections.some((section) => section.loading)) {
      return 'loading';
    }
    const failure = this.sections.find((section) => section.failure)?.failure;
    if (failure) {
      return isUnreachable(failure.error) ? 'unreachable' : 'failed';
    }
    return this.sections.every((section) => section.loaded) ? 'empty' : 'idle';
  }

  /** Sections mostly fail together: one row says so, and its Retry tries all of them. */
  private roots(): readonly PagedNode<Item, Group>[] {
    if (this.currentState() === 'unreachable') {
      return [];
    }
    const all = this.sections.flatMap((section) => this.layout(section.source.id)?.roots ?? []);
    const failure = all.find(({ kind }) => kind === 'failure');
    return all.filter((node) => node.kind !== 'failure' || node === failure);
  }

  private rowsOf(node: GroupNode<Group>): readonly PagedNode<Item, Group>[] {
    const groups = this.layout(node.sectionId)?.groups ?? [];
    return groups.find((group) => group.node.id === node.id)?.rows ?? [];
  }

  private groupNode(sectionId: string, groupId: string): GroupNode<Group> | undefined {
    return this.layout(sectionId)?.groups.find(({ node }) => node.id === groupId)?.node;
  }

  private current(node: PagedNode<Item, Group>): PagedNode<Item, Group> {
    switch (node.kind) {
      case 'group':
        return this.groupNode(node.sectionId, node.id) ?? node;
      case 'item':
        return node;
      case 'more':
      case 'limit':
      case 'failure':
        return this.layout(node.sectionId)?.roots.find(({ id }) => id === node.id) ?? node;
    }
  }

  private layout(sectionId: string): SectionLayout<Item, Group> | undefined {
    const section = this.section(sectionId);
    const known = this.layouts.get(sectionId);
    if (known || !section) {
      return known;
    }
    const made = layOut(section);
    this.layouts.set(sectionId, made);
    return made;
  }

  private section(id: string): PagedTreeSection<Item, Group> | undefined {
    return this.sections.find((section) => section.source.id === id);
  }

  private give(nodes: readonly PagedNode<Item, Group>[]): PagedNode<Item, Group>[] {
    for (const node of nodes.filter(({ kind }) => kind !== 'item')) {
      this.given.set(node.id, node);
    }
    return [...nodes];
  }
}
