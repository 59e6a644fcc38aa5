import type { GroupNode, ItemNode, PagedNode, TreeGroup } from './pagedTreeNode';
import type { PagedTreeSection } from './pagedTreeSection';

export interface LaidOutGroup<Item, Group extends TreeGroup> {
  readonly node: GroupNode<Group>;
  readonly rows: readonly ItemNode<Item>[];
}

/** What a tree shows of one section at one moment. */
export interface SectionLayout<Item, Group extends TreeGroup> {
  readonly roots: readonly PagedNode<Item, Group>[];
  readonly groups: readonly LaidOutGroup<Item, Group>[];
}

/** Rows of one section. An error stays below the rows it stopped, or above those it left stale. */
export function layOut<Item, Group extends TreeGroup>(
  section: PagedTreeSection<Item, Group>,
): SectionLayout<Item, Group> {
  const groups = section.source.groupOf ? layOutGroups(section) : [];
  const body: readonly PagedNode<Item, Group>[] = section.source.groupOf
    ? groups.map((group) => group.node)
    : rowsOf(section, section.items, undefined);
  const failure = failureNode(section);
  const stale = failure !== undefined && section.failure?.during === 'refresh';
  const footer = failure && !stale ? failure : footerNode(section);
  return {
    roots: [...(stale ? [failure] : []), ...body, ...(footer ? [footer] : [])],
    groups,
  };
}

function layOutGroups<Item, Group extends TreeGroup>(
  section: PagedTreeSection<Item, Group>,
): readonly LaidOutGroup<Item, Group>[] {
  const { source } = section;
  const found = new Map<string, { group: Group; items: Item[] }>();
  for (const item of section.items) {
    const group = source.groupOf?.(item);
    if (!group) {
      continue;
    }
    const known = found.get(group.id);
    if (known) {
      known.items.push(item);
    } else {
      found.set(group.id, { group, items: [item] });
    }
  }
  const compare = source.compareGroups?.bind(source);
  const all = [...found.values()];
  const sorted = compare ? all.sort((a, b) => compare(a.items, b.items)) : all;
  return sorted.map(({ group, items }, index) => {
    const groupId = `${source.id}/${group.id}`;
    const canGrow = source.contiguousGroups === true ? index === sorted.length - 1 : true;
    return {
      node: {
        kind: 'group',
        id: groupId,
        sectionId: source.id,
        group,
        count: items.length,
        complete: section.complete || !canGrow,
      },
      rows: rowsOf(section, items, groupId),
    };
  });
}

function rowsOf<Item, Group extends TreeGroup>(
  { source }: PagedTreeSection<Item, Group>,
  items: readonly Item[],
  groupId: string | undefined,
): readonly ItemNode<Item>[] {
  return (source.arrange?.(items) ?? items).map((item) => ({
    kind: 'item',
    id: `${source.id}//${source.itemId(item)}`,
    sectionId: source.id,
    groupId,
    item,
  }));
}

function failureNode<Item, Group extends TreeGroup>({
  source,
  failure,
}: PagedTreeSection<Item, Group>) {
  return failure
    ? ({
        kind: 'failure',
        id: `${source.id}#failure`,
        sectionId: source.id,
        error: failure.error,
      } as const)
    : undefined;
}

function footerNode<Item, Group extends TreeGroup>(section: PagedTreeSection<Item, Group>) {
  if (!section.loaded || section.complete) {
    return undefined;
  }
  const { size: loaded, total, loading, source } = section;
  const place = { sectionId: source.id, loaded, total };
  return section.full
    ? ({ kind: 'limit', id: `${source.id}#limit`, ...place } as const)
    : ({ kind: 'more', id: `${source.id}#more`, loading, ...place } as const);
}

/** The nodes to draw again, or undefined when the rows at the root are others than before. */
export function changedNodes<Item, Group extends TreeGroup>(
  before: SectionLayout<Item, Group>,
  after: SectionLayout<Item, Group>,
): readonly PagedNode<Item, Group>[] | undefined {
  const sameRoots =
    before.roots.length === after.roots.length &&
    before.roots.every((node, index) => isSameRow(node, after.roots[index]));
  if (!sameRoots) {
    return undefined;
  }
  const groups = after.groups.filter(({ node, rows }, index) => {
    const old = before.groups[index];
    return (
      old?.node.count !== node.count ||
      old.node.complete !== node.complete ||
      old.rows.length !== rows.length ||
      old.rows.some((row, at) => row.item !== rows[at]?.item)
    );
  });
  const own = after.roots.filter(({ kind }) => kind !== 'item' && kind !== 'group');
  return [...groups.map(({ node }) => node), ...own];
}

function isSameRow<Item, Group extends TreeGroup>(
  a: PagedNode<Item, Group>,
  b: PagedNode<Item, Group> | undefined,
): boolean {
  return a.id === b?.id && (a.kind !== 'item' || (b.kind === 'item' && a.item === b.item));
}
