import type { ClientSlice } from '../../api/client';
import type { HistoryMessage } from '../../sms/resources';

export type HistoryReader = ClientSlice<'history.list'>;

const rowsPerPage = 100;

export interface HistoryWindow {
  /** Unix seconds, inclusive. */
  readonly since: number;
  readonly until?: number | undefined;
  readonly order: 'asc' | 'desc';
  readonly signal?: AbortSignal | undefined;
}

/**
 * Goes through the outgoing rows of history page by page, until `onRows` has seen enough. Newest
 * first, rows that arrive meanwhile are seen twice or not at all; oldest first they come at the end.
 *
 * @throws ClickSendError
 */
export async function readHistory(
  client: HistoryReader,
  { since, until, order, signal }: HistoryWindow,
  onRows: (rows: readonly HistoryMessage[]) => boolean | Promise<boolean>,
): Promise<void> {
  let top: string | undefined;
  for (let page = 1; ; page++) {
    const { items, lastPage } = await client.history.list({
      page,
      pageSize: rowsPerPage,
      orderBy: `date:${order}`,
      filter: { dateFrom: since, ...(until === undefined ? {} : { dateTo: until }) },
      ...(signal && { signal }),
    });
    const [first] = items;
    if (!first) {
      return;
    }
    const hasEnough = await onRows(items.filter(({ direction }) => direction === 'out'));
    // Some answers come without a page around them, so a full one may have a successor though it
    // does not say so; a server that answers the last page again must not keep us here.
    const isLast = page >= lastPage && items.length < rowsPerPage;
    if (hasEnough || isLast || (page > lastPage && first.messageId === top)) {
      return;
    }
    top = first.messageId;
  }
}
