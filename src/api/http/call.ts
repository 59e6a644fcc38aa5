import { ClickSendError } from '../errors';

/**
 * What a call may do to the account, which decides retries and what silence means.
 * - `read`: changes nothing. Retried.
 * - `repeatable`: changes something, and twice is the same as once. Retried.
 * - `price`: documented as a read, but its side effects are not, so it is only tried again when the
 *   first try certainly did not reach the server.
 * - `change`: never retried; no clear answer means `outcomeUnknown`.
 */
export type CallKind = 'read' | 'repeatable' | 'price' | 'change';

export type QueryPairs = readonly (readonly [name: string, value: string | number])[];

export interface Call {
  readonly kind: CallKind;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below the base URL, with `{id}` wherever `ids` go; this is what the log shows. */
  readonly path: string;
  readonly ids?: readonly (string | number)[];
  readonly query?: QueryPairs;
  readonly body?: unknown;
}

/** Percent-encodes one value; a lone surrogate becomes U+FFFD instead of throwing. */
export function encode(value: string | number): string {
  return encodeURIComponent(Buffer.from(String(value)).toString());
}

/** Already encoded where they are made, so that the colons and commas that structure them stay. */
const structured = ['q', 'order_by'];

/** The call's own path and query. Throws `ClickSendError` 'badRequest' for an id that is none. */
export function pathAndQuery({ path, ids = [], query = [] }: Call): string {
  const remaining = [...ids];
  const filled = path.replaceAll('{id}', () => encode(checkedId(remaining.shift())));
  const pairs = query.map(([name, value]) =>
    structured.includes(name) ? `${name}=${value}` : `${name}=${encode(value)}`,
  );
  return pairs.length === 0 ? filled : `${filled}?${pairs.join('&')}`;
}

/** An empty id would address the whole collection, and a dot segment another path. */
function checkedId(id: string | number | undefined): string | number {
  const valid =
    typeof id === 'number' ? Number.isSafeInteger(id) && id >= 0 : !/^(\s*|\.\.?)$/.test(id ?? '');
  if (id === undefined || !valid) {
    throw new ClickSendError('badRequest');
  }
  return id;
}
