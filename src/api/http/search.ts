import type { PageOptions } from '../options';
import { encode, type QueryPairs } from './call';

/** `page` and `limit`, as far as given. */
export function pageQuery({ page, pageSize }: PageOptions = {}): QueryPairs {
  return [
    ...(page === undefined ? [] : [['page', page] as const]),
    ...(pageSize === undefined ? [] : [['limit', pageSize] as const]),
  ];
}

/**
 * `q` for one or several `field:value` pairs, with `operator=AND` for several. A comma inside a value
 * is percent-encoded; ClickSend does not say how it tells that from the comma between two pairs.
 */
export function searchQuery(
  pairs: readonly (readonly [field: string, value: string | number | undefined])[],
): QueryPairs {
  const terms = pairs.flatMap(([field, value]) =>
    value === undefined ? [] : [`${field}:${encode(value)}`],
  );
  if (terms.length === 0) {
    return [];
  }
  return [['q', terms.join(',')], ...(terms.length > 1 ? [['operator', 'AND'] as const] : [])];
}

export function orderQuery(orderBy: string | undefined): QueryPairs {
  return orderBy === undefined ? [] : [['order_by', orderBy]];
}
