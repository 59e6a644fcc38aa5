import type { Decisions } from '../decisions';
import { badRequest } from './envelope';

export interface PageWindow {
  readonly page: number;
  readonly limit: number;
  /** Index of the first item. */
  readonly start: number;
}

const smallestLimit = 15;
const largestLimit = 100;

function readNumber(text: string | null, fallback: number): number | undefined {
  if (text === null || text === '') {
    return fallback;
  }
  return /^-?\d{1,9}$/u.test(text) ? Number(text) : undefined;
}

/** `page` and `limit` of a list request. */
export function readWindow(query: URLSearchParams, { limitOutOfRange }: Decisions): PageWindow {
  const page = readNumber(query.get('page'), 1);
  const asked = readNumber(query.get('limit'), smallestLimit);
  if (limitOutOfRange === 'reject') {
    if (page === undefined || page < 1) {
      throw badRequest('The page must be an integer from 1.');
    }
    if (asked === undefined || asked < smallestLimit || asked > largestLimit) {
      throw badRequest('The limit must be between 15 and 100.');
    }
  }
  const limit = Math.min(Math.max(asked ?? smallestLimit, smallestLimit), largestLimit);
  const first = Math.max(page ?? 1, 1);
  return { page: first, limit, start: (first - 1) * limit };
}

/** A page as the API frames it. `address` is the list's own, without a query. */
export function pageOf(
  items: readonly unknown[],
  total: number,
  { page, limit, start }: PageWindow,
  address: string,
): Record<string, unknown> {
  const last = Math.ceil(total / limit);
  const isEmpty = items.length === 0;
  return {
    total,
    per_page: limit,
    current_page: page,
    last_page: last,
    next_page_url: page < last ? `${address}?page=${page + 1}` : null,
    prev_page_url: page > 1 && !isEmpty ? `${address}?page=${page - 1}` : null,
    from: isEmpty ? null : start + 1,
    to: isEmpty ? null : start + items.length,
    data: items,
  };
}

/** `/v3/lists` and the inbound rules come with the longer frame of their paginator. */
export function longPageOf(
  items: readonly unknown[],
  total: number,
  window: PageWindow,
  address: string,
): Record<string, unknown> {
  const { data, ...page } = pageOf(items, total, window, address);
  const last = Math.max(Math.ceil(total / window.limit), 1);
  const link = (label: string, number: number | undefined) => ({
    url: number === undefined ? null : `${address}?page=${number}`,
    label,
    page: number ?? null,
    active: label === String(window.page),
  });
  return {
    ...page,
    first_page_url: `${address}?page=1`,
    last_page_url: `${address}?page=${last}`,
    path: address,
    links: [
      link('&laquo; Previous', window.page > 1 ? window.page - 1 : undefined),
      ...Array.from({ length: Math.min(last, 10) }, (_, i) => link(String(i + 1), i + 1)),
      link('Next &raquo;', window.page < last ? window.page + 1 : undefined),
    ],
    data,
  };
}

export function sliceOf<Item>(
  items: readonly Item[],
  { start, limit }: PageWindow,
): readonly Item[] {
  return items.slice(start, start + limit);
}
