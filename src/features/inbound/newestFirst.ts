import type { InboundMessage, Page } from '../../sms/resources';

type Load = (page: number) => Promise<Page<InboundMessage>>;

/**
 * The pages of the inbound list from the newest on. ClickSend does not say in which order it lists
 * replies, and the list takes no `order_by`: where it runs from old to new, it is read from its end.
 */
export class NewestFirst {
  private lastPage = 1;
  private reversed = false;

  async load(page: number, load: Load): Promise<Page<InboundMessage>> {
    if (page === 1) {
      return this.loadFirst(load);
    }
    const wanted = this.reversed ? Math.max(1, this.lastPage - page + 1) : page;
    const answer = await load(wanted);
    return this.reversed ? { ...answer, page, items: answer.items.toReversed() } : answer;
  }

  private async loadFirst(load: Load): Promise<Page<InboundMessage>> {
    // Once the order is known, the newest replies are one request away.
    const guess = this.reversed ? this.lastPage : 1;
    const answer = await load(guess);
    const shifted = this.reversed && answer.lastPage !== guess;
    this.lastPage = Math.max(answer.lastPage, 1);
    if (!this.reversed) {
      this.reversed = answer.lastPage > 1 && runsForward(answer.items);
    }
    if (!this.reversed) {
      return answer;
    }
    const newest = shifted || guess !== this.lastPage ? await load(this.lastPage) : answer;
    const reversed = { ...newest, page: 1, items: newest.items.toReversed() };
    return newest.items.length < newest.pageSize && this.lastPage > 1
      ? this.withNextPage(reversed, load)
      : reversed;
  }

  /** The end of the list may be a page of one row; the page before it belongs to the first view. */
  private async withNextPage(
    first: Page<InboundMessage>,
    load: Load,
  ): Promise<Page<InboundMessage>> {
    const before = await load(this.lastPage - 1);
    return { ...first, items: [...first.items, ...before.items.toReversed()] };
  }
}

function runsForward(items: readonly InboundMessage[]): boolean {
  const first = items.find(({ timestamp }) => timestamp !== undefined)?.timestamp;
  const last = items.findLast(({ timestamp }) => timestamp !== undefined)?.timestamp;
  return first !== undefined && last !== undefined && first < last;
}
