/** What a group of rows is known by; features add what its label needs. */
export interface TreeGroup {
  readonly id: string;
}

/** A row for one item of a list. `id` is unique in the tree and survives a refresh. */
export interface ItemNode<Item> {
  readonly kind: 'item';
  readonly id: string;
  readonly sectionId: string;
  readonly groupId: string | undefined;
  readonly item: Item;
}

export interface GroupNode<Group extends TreeGroup> {
  readonly kind: 'group';
  readonly id: string;
  readonly sectionId: string;
  readonly group: Group;
  /** Rows loaded so far. */
  readonly count: number;
  /** False while the server may have more rows of this group. */
  readonly complete: boolean;
}

/** The last row of a list that has further pages. */
export interface MoreNode {
  readonly kind: 'more';
  readonly id: string;
  readonly sectionId: string;
  readonly loading: boolean;
  readonly loaded: number;
  readonly total: number;
}

/** The last row of a list that is longer than we keep in memory. */
export interface LimitNode {
  readonly kind: 'limit';
  readonly id: string;
  readonly sectionId: string;
  readonly loaded: number;
  readonly total: number;
}

export interface FailureNode {
  readonly kind: 'failure';
  readonly id: string;
  readonly sectionId: string;
  readonly error: unknown;
}

export type PagedNode<Item, Group extends TreeGroup> =
  ItemNode<Item> | GroupNode<Group> | MoreNode | LimitNode | FailureNode;

/** The part of a tree that its own rows act on. */
export interface PagedTreeRows {
  loadMore(sectionId: string): Promise<void>;
  retry(): Promise<void>;
}
