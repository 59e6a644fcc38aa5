import * as v from 'valibot';
import type { Page } from '../../sms/resources';
import { ClickSendError } from '../errors';
import { number } from './fields';
import { isObject, type JsonObject } from './json';

const pageFields = v.object({
  total: number,
  totlal: number,
  per_page: number,
  current_page: number,
  last_page: number,
});

/**
 * Reads a list: a page object, one wrapped in an array, a bare array of rows, or nothing. Every row
 * that is an object is kept and read leniently; a row that is not (null, text) holds nothing to show
 * and is left out.
 */
export function decodePage<Item>(data: unknown, decodeRow: (row: JsonObject) => Item): Page<Item> {
  const page = pageObject(data);
  const items = rowsOf(page ? page['data'] : data).map(decodeRow);
  const { total, totlal, per_page, current_page, last_page } = v.parse(pageFields, page ?? {});
  const all = total ?? totlal ?? items.length;
  const pageSize = per_page ?? items.length;
  return {
    items,
    total: all,
    page: current_page ?? 1,
    pageSize,
    lastPage: last_page ?? (all === 0 ? 0 : Math.ceil(all / Math.max(pageSize, 1))),
  };
}

/** The rows of a list that is not paged, or the wrong shape for one: `ClickSendError` 'badResponse'. */
export function rowsOf(data: unknown): readonly JsonObject[] {
  if (data === null || data === undefined) {
    return [];
  }
  // PHP turns a list with gaps into an object keyed by position.
  const rows = isObject(data) && Object.keys(data).every(isIndex) ? Object.values(data) : data;
  if (!Array.isArray(rows)) {
    throw new ClickSendError('badResponse');
  }
  return (rows as readonly unknown[]).filter(
    (row) => isObject(row) && hasKeys(row),
  ) as JsonObject[];
}

function pageObject(data: unknown): JsonObject | undefined {
  const candidate: unknown = Array.isArray(data) && data.length === 1 ? data[0] : data;
  if (!isObject(candidate)) {
    return undefined;
  }
  const isPage = 'data' in candidate || 'current_page' in candidate || 'last_page' in candidate;
  return isPage ? candidate : undefined;
}

/** Without a list of them: an answer has up to a thousand rows of twenty. */
function hasKeys(row: JsonObject): boolean {
  for (const key in row) {
    if (Object.hasOwn(row, key)) {
      return true;
    }
  }
  return false;
}

const isIndex = (key: string): boolean => /^\d+$/.test(key);
