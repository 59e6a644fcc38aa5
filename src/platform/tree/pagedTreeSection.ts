import type { Page } from '../../sms/resources';
import type { TreeGroup } from './pagedTreeNode';

/** One paged list of a tree, as a feature describes it. */
export interface TreeSection<Item, Group extends TreeGroup> {
  readonly id: string;
  /** `page` starts at 1. */
  load(page: number, signal: AbortSignal): Promise<Page<Item>>;
  itemId(item: Item): string;
  /** Not to be shown as it is now; kept all the same, so that a later version of it can be. */
  isHidden?(item: Item): boolean;
  /** Absent: the items stand at the root. */
  groupOf?(item: Item): Group;
  /** The rows of one group, or of the whole list without groups; may reorder and add rows. */
  arrange?(items: readonly Item[]): readonly Item[];
  /** The order of groups; absent: as the server's order first names them. */
  compareGroups?(a: readonly Item[], b: readonly Item[]): number;
  /** The server lists a group's items next to each other, so only the last group can grow. */
  readonly contiguousGroups?: boolean;
  /** Comes in behind the sections that the view waits for. */
  readonly background?: boolean;
}

export interface SectionFailure {
  readonly during: 'first' | 'more' | 'refresh';
  readonly error: unknown;
}

/** How many pages of nothing new one "Load more" reads before it gives up for now. */
const mostEmptyPages = 5;

/**
 * The loaded part of one list. Pages shift under a reader (a message arrives, a reply is marked
 * read), so rows are kept once by id, and a list that shrank is read again from a page earlier.
 */
export class PagedTreeSection<Item, Group extends TreeGroup> {
  private rows = new Map<string, Item>();
  private nextPage = 1;
  private serverTotal = 0;
  private ended = false;
  private opened = false;
  private running: Promise<void> | undefined;
  private controller = new AbortController();
  private failed: SectionFailure | undefined;

  constructor(
    readonly source: TreeSection<Item, Group>,
    private readonly limit: number,
    private readonly onChange: () => void,
  ) {}

  /** Those to be shown. */
  get items(): readonly Item[] {
    const { source } = this;
    const all = [...this.rows.values()];
    return source.isHidden ? all.filter((item) => source.isHidden?.(item) !== true) : all;
  }

  get size(): number {
    return this.items.length;
  }

  /** As the server last said, so it counts copies and rows that arrived since. */
  get total(): number {
    return Math.max(this.serverTotal, this.rows.size);
  }

  get loaded(): boolean {
    return this.opened;
  }

  get loading(): boolean {
    return this.running !== undefined;
  }

  get complete(): boolean {
    return this.ended;
  }

  get full(): boolean {
    return this.rows.size >= this.limit;
  }

  get failure(): SectionFailure | undefined {
    return this.failed;
  }

  get(id: string): Item | undefined {
    return this.rows.get(id);
  }

  /** Loads the first page once. A failure is kept, never thrown, and only `retry` tries again. */
  open(): Promise<void> {
    if (this.opened || this.failed) {
      return Promise.resolve();
    }
    return this.running ?? this.run('first');
  }

  loadMore(): Promise<void> {
    if (this.running) {
      return this.running;
    }
    if (!this.opened) {
      return this.run('first');
    }
    return this.ended || this.full ? Promise.resolve() : this.run('more');
  }

  /** Reads the newest `pages` pages again and keeps the rows below them where both meet. */
  async refresh(pages = 3): Promise<void> {
    await this.running;
    await this.run(this.opened ? 'refresh' : 'first', pages);
  }

  /** As `refresh`, for background loops: a failure is thrown, and the rows stay as they are. */
  async refreshQuietly(pages: number): Promise<void> {
    await this.running;
    if (!this.opened) {
      return;
    }
    const { signal } = this.controller;
    const work = this.readAgain(pages, signal);
    this.running = work
      .then(
        () => undefined,
        () => this.failed,
      )
      .then((failure) => {
        this.settle(signal, failure);
      });
    await Promise.all([work, this.running]);
  }

  async retry(): Promise<void> {
    await this.running;
    await this.run(this.failed?.during ?? (this.opened ? 'refresh' : 'first'));
  }

  /** Puts newer versions of loaded rows in place; rows that are not loaded are left out. */
  update(items: readonly Item[]): void {
    const known = items.filter((item) => this.rows.has(this.source.itemId(item)));
    known.forEach((item) => this.rows.set(this.source.itemId(item), item));
    if (known.length > 0) {
      this.onChange();
    }
  }

  /** Drops rows at once. `total` stays, so the next page notices that the list shrank. */
  remove(ids: readonly string[]): void {
    if (ids.filter((id) => this.rows.delete(id)).length > 0) {
      this.onChange();
    }
  }

  /** Forgets everything and makes loads under way count for nothing. */
  reset(): void {
    this.controller.abort();
    this.controller = new AbortController();
    this.running = undefined;
    this.rows = new Map();
    this.nextPage = 1;
    this.serverTotal = 0;
    this.ended = false;
    this.opened = false;
    this.failed = undefined;
  }

  private run(during: SectionFailure['during'], pages = 3): Promise<void> {
    const { signal } = this.controller;
    const work = during === 'refresh' ? this.readAgain(pages, signal) : this.readOn(signal);
    const running = work
      .then(
        () => undefined,
        (error: unknown) => ({ during, error }),
      )
      .then((failure) => {
        this.settle(signal, failure);
      });
    this.running = running;
    const notify = during === 'more' || (this.failed && during === 'first');
    this.failed = during === 'refresh' ? this.failed : undefined;
    if (notify) {
      this.onChange();
    }
    return running;
  }

  private settle(signal: AbortSignal, failure: SectionFailure | undefined): void {
    if (!signal.aborted) {
      this.failed = failure;
      this.running = undefined;
      this.onChange();
    }
  }

  private async readOn(signal: AbortSignal): Promise<void> {
    const before = this.size;
    for (let read = 0; read < mostEmptyPages; read += 1) {
      const wanted = this.nextPage;
      const page = await this.source.load(wanted, signal);
      if (signal.aborted) {
        return;
      }
      const gone = this.opened ? this.serverTotal - page.total : 0;
      this.serverTotal = page.total;
      this.opened = true;
      if (gone > 0 && wanted > 1) {
        this.nextPage = Math.max(1, wanted - Math.ceil(gone / Math.max(page.pageSize, 1)));
        continue;
      }
      this.append(page.items);
      this.nextPage = wanted + 1;
      this.ended = wanted >= page.lastPage;
      if (this.ended || this.size > before) {
        return;
      }
    }
  }

  /**
   * Reads the newest pages; further ones, too, as long as the server counts more new rows than were
   * seen, for those then stand between rows that are loaded.
   */
  private async readAgain(pages: number, signal: AbortSignal): Promise<void> {
    const head = new Map<string, Item>();
    const loaded = Math.max(this.nextPage - 1, 1);
    let total = this.serverTotal;
    let unseen = 0;
    let number = 1;
    for (; number <= loaded && (number <= pages || unseen > 0); number += 1) {
      const page = await this.source.load(number, signal);
      if (signal.aborted) {
        return;
      }
      const ids = page.items.map((item) => this.source.itemId(item));
      page.items.forEach((item, index) => head.set(ids[index] ?? '', item));
      unseen = Math.max(
        0,
        unseen + page.total - total - ids.filter((id) => !this.rows.has(id)).length,
      );
      const gone = total - page.total;
      total = page.total;
      if (gone > 0) {
        const back = Math.ceil(gone / Math.max(page.pageSize, 1));
        this.nextPage = Math.max(1, this.nextPage - back);
        this.ended = false;
      }
      if (number >= page.lastPage) {
        this.serverTotal = total;
        this.replace(head, undefined);
        this.nextPage = number + 1;
        this.ended = true;
        return;
      }
    }
    // Only now: after a failure the next refresh has to find the same rows missing.
    this.serverTotal = total;
    const tail = this.below(head);
    this.replace(head, tail);
    if (!tail) {
      this.nextPage = number;
      this.ended = false;
    }
  }

  /** The rows below the last row that `head` shares with what is loaded; none means a gap. */
  private below(head: ReadonlyMap<string, Item>): readonly (readonly [string, Item])[] | undefined {
    const old = [...this.rows];
    const last = old.findLastIndex(([id]) => head.has(id));
    return last < 0 ? undefined : old.slice(last + 1);
  }

  private replace(
    head: ReadonlyMap<string, Item>,
    tail: readonly (readonly [string, Item])[] | undefined,
  ): void {
    this.rows = new Map([...head, ...(tail ?? [])].slice(0, this.limit));
  }

  private append(items: readonly Item[]): void {
    for (const item of items) {
      const id = this.source.itemId(item);
      if (this.rows.has(id) || this.rows.size < this.limit) {
        this.rows.set(id, item);
      }
    }
  }
}
