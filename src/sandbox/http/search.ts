import type { Decisions } from '../decisions';

export interface Pair {
  readonly field: string;
  readonly value: string;
}

/** How a field is compared: identifiers exactly, texts by containing (docs/clicksend-facts.md, 6). */
export type FieldKind = 'exact' | 'text';

export interface Search {
  readonly pairs: readonly Pair[];
  readonly isAny: boolean;
}

/** Reads `q=field:value,field2:value` and `operator`. Pairs of unknown fields are left out. */
export function readSearch(query: URLSearchParams, fields: ReadonlyMap<string, FieldKind>): Search {
  const text = query.get('q') ?? '';
  const pairs = text
    .split(/,(?=\s*\w+:)/u)
    .map((pair) => {
      const colon = pair.indexOf(':');
      return {
        field: pair.slice(0, Math.max(colon, 0)).trim().toLowerCase(),
        value: pair.slice(colon + 1).trim(),
      };
    })
    .filter(({ field, value }) => value !== '' && fields.has(field));
  return { pairs, isAny: query.get('operator')?.toUpperCase() === 'OR' };
}

/** Compares without regard to case. */
export function matcherOf(
  { field, value }: Pair,
  fields: ReadonlyMap<string, FieldKind>,
  { searchMatch }: Decisions,
): (text: string) => boolean {
  const wanted = value.toLowerCase();
  const isExact =
    searchMatch === 'exact' || (searchMatch === 'mixed' && fields.get(field) === 'exact');
  return isExact
    ? (text) => text.length === wanted.length && text.toLowerCase() === wanted
    : (text) => text.toLowerCase().includes(wanted);
}

/** A test for one row, from how to read a field of it. */
export function rowTest<Row>(
  { pairs, isAny }: Search,
  fields: ReadonlyMap<string, FieldKind>,
  decisions: Decisions,
  read: (row: Row, field: string) => string,
): ((row: Row) => boolean) | undefined {
  if (pairs.length === 0) {
    return undefined;
  }
  const tests = pairs.map((pair) => ({
    field: pair.field,
    matches: matcherOf(pair, fields, decisions),
  }));
  return isAny
    ? (row) => tests.some(({ field, matches }) => matches(read(row, field)))
    : (row) => tests.every(({ field, matches }) => matches(read(row, field)));
}

export interface Order {
  readonly field: string;
  readonly isDescending: boolean;
}

/** Reads `order_by=field:asc|desc`; what is not a sortable field falls back to the default. */
export function readOrder(
  query: URLSearchParams,
  fields: readonly string[],
  fallback: string,
): Order {
  const [field = '', direction = ''] = (query.get('order_by') ?? '').toLowerCase().split(':');
  return fields.includes(field.trim())
    ? { field: field.trim(), isDescending: direction.trim() === 'desc' }
    : { field: fallback, isDescending: false };
}
