import * as v from 'valibot';
import type { Sender } from '../../sms/resources';
import { asText, optionalText, text } from '../decode/fields';
import { isObject, type JsonObject } from '../decode/json';
import { decodePage, rowsOf } from '../decode/page';
import { ClickSendError } from '../errors';
import type { QueryPairs } from '../http/call';
import type { Transport } from '../http/transport';
import type { CallOptions } from '../options';

/** A server whose paging never ends must not keep us reading for ever. */
const mostPages = 50;

export const senderCalls = (transport: Transport) => ({
  /**
   * Dedicated numbers, own numbers and alpha tags together; all pages. A kind the account may not use
   * (403, 404) is empty instead of hiding the other two.
   */
  async list(options?: CallOptions): Promise<readonly Sender[]> {
    const kinds = await Promise.all(
      [
        listNumbers(transport, options),
        listByCursor(transport, ownNumbers, options),
        listByCursor(transport, alphaTags, options),
      ].map((list) => list.catch(emptyIfUnavailable)),
    );
    return kinds.flat().filter(({ senderId }) => senderId !== '');
  },
});

function emptyIfUnavailable(error: unknown): readonly Sender[] {
  if (error instanceof ClickSendError && ['forbidden', 'notFound'].includes(error.reason)) {
    return [];
  }
  throw error;
}

async function listNumbers(
  transport: Transport,
  options?: CallOptions,
): Promise<readonly Sender[]> {
  const found: Sender[] = [];
  for (let page = 1; page <= mostPages; page++) {
    const query: QueryPairs = [
      ['page', page],
      ['limit', 100],
    ];
    const { items, lastPage } = await transport.call(
      { kind: 'read', method: 'GET', path: '/v3/numbers', query },
      ({ data }) => decodePage(data, decodeNumber),
      options,
    );
    found.push(...items);
    if (page >= lastPage || items.length === 0) {
      break;
    }
  }
  return found;
}

interface CursorList {
  readonly path: string;
  readonly key: string;
  readonly pageSize: number;
  readonly decode: (row: JsonObject) => Sender;
}

/** These two lists have no envelope, and a cursor instead of page numbers. */
async function listByCursor(
  transport: Transport,
  { path, key, pageSize, decode }: CursorList,
  options?: CallOptions,
): Promise<readonly Sender[]> {
  const found: Sender[] = [];
  const seen = new Set<string>();
  let offset: string | undefined;
  do {
    const query: QueryPairs = [
      ['page_size', pageSize],
      ...(offset === undefined ? [] : [['offset', offset] as const]),
    ];
    const { items, next } = await transport.call(
      { kind: 'read', method: 'GET', path, query },
      ({ body, data }) => {
        const holder = isObject(data) ? data : body;
        return { items: rowsOf(holder[key]).map(decode), next: nextOffset(holder['_metadata']) };
      },
      options,
    );
    found.push(...items);
    offset = next === undefined || seen.has(next) ? undefined : next;
    if (offset !== undefined) {
      seen.add(offset);
    }
  } while (offset !== undefined && seen.size < mostPages);
  return found;
}

/**
 * Only the cursor of `next` is used, never its host. ClickSend prints it with a raw `#` inside, which
 * URL parsing would take for a fragment.
 */
function nextOffset(metadata: unknown): string | undefined {
  const pagination = isObject(metadata) ? metadata['pagination'] : undefined;
  const next = isObject(pagination) ? asText(pagination['next']) : '';
  const offset = /[?&]offset=([^&]+)/.exec(next)?.[1];
  try {
    return offset === undefined ? undefined : decodeURIComponent(offset);
  } catch {
    return offset;
  }
}

const numberFields = v.object({
  dedicated_number: text,
  country: optionalText,
  notes: optionalText,
});

function decodeNumber(row: JsonObject): Sender {
  const { dedicated_number, country, notes } = v.parse(numberFields, row);
  const status = row['status'];
  const word = isObject(status)
    ? asText(status['name']) || asText(status['label'])
    : asText(status);
  return {
    kind: 'dedicatedNumber',
    senderId: dedicated_number,
    label: notes,
    country,
    status: word || undefined,
  };
}

const ownNumberFields = v.object({
  phone_number: text,
  country: optionalText,
  label: optionalText,
  status: optionalText,
});

const ownNumbers: CursorList = {
  path: '/v3/own-numbers',
  key: 'own_numbers',
  pageSize: 500,
  decode: (row) => {
    const { phone_number, ...rest } = v.parse(ownNumberFields, row);
    return { kind: 'ownNumber', senderId: phone_number, ...rest };
  },
};

const alphaTagFields = v.object({ alpha_tag: text, reason: optionalText, status: optionalText });

const alphaTags: CursorList = {
  path: '/v3/alpha-tags',
  key: 'alpha_tags',
  pageSize: 1000,
  decode: (row) => {
    const { alpha_tag, reason, status } = v.parse(alphaTagFields, row);
    const countries: unknown = row['countries'];
    const only: unknown =
      Array.isArray(countries) && countries.length === 1 ? countries[0] : undefined;
    const country = asText(only) || undefined;
    return { kind: 'alphaTag', senderId: alpha_tag, label: reason, country, status };
  },
};
