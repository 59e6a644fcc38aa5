import * as v from 'valibot';
import type { HistoryMessage, Page } from '../../sms/resources';
import { number, optionalText, text, time } from '../decode/fields';
import { onlyObject, withoutSecrets, type JsonObject } from '../decode/json';
import { decodePage } from '../decode/page';
import { ClickSendError } from '../errors';
import { parseUrl } from '../http/baseUrl';
import type { QueryPairs } from '../http/call';
import { download } from '../http/download';
import { orderQuery, pageQuery, searchQuery } from '../http/search';
import type { HttpTransport } from '../http/transport';
import type { DownloadOptions, HistoryQuery } from '../options';

export const historyCalls = (transport: HttpTransport) => ({
  async list(query: HistoryQuery = {}): Promise<Page<HistoryMessage>> {
    return transport.call(
      { kind: 'read', method: 'GET', path: '/v3/sms/history', query: historyQuery(query) },
      ({ data }) => decodePage(data, decodeHistoryMessage),
      query,
    );
  },

  /**
   * Makes a CSV and returns its short-lived download address. Makes only a file that expires, so it
   * may be repeated like any read.
   */
  async export(filename: string, query: HistoryQuery = {}): Promise<string> {
    return transport.call(
      {
        kind: 'read',
        method: 'GET',
        path: '/v3/sms/history/export',
        query: [['filename', filename], ...historyQuery(query)],
      },
      ({ data }) => {
        const url = onlyObject(data)['url'];
        if (typeof url !== 'string' || !parseUrl(url)) {
          throw new ClickSendError('badResponse');
        }
        return url;
      },
      query,
    );
  },

  /** Streams an export to `sink`, without our credentials. Returns the bytes written. */
  async download(
    url: string,
    sink: NodeJS.WritableStream,
    options?: DownloadOptions,
  ): Promise<number> {
    return download(transport, url, sink, options);
  },
});

function historyQuery(query: HistoryQuery): QueryPairs {
  const { filter = {} } = query;
  return [
    ...pageQuery(query),
    ...searchQuery([
      ['status', filter.status],
      ['to', filter.to],
      ['from', filter.from],
      ['subaccount_id', filter.subaccountId],
      ['message_id', filter.messageId],
    ]),
    ...orderQuery(query.orderBy),
    ...(filter.dateFrom === undefined ? [] : [['date_from', filter.dateFrom] as const]),
    ...(filter.dateTo === undefined ? [] : [['date_to', filter.dateTo] as const]),
  ];
}

const historyFields = v.object({
  message_id: text,
  direction: text,
  date: time,
  to: text,
  from: text,
  body: text,
  status: text,
  status_code: optionalText,
  status_text: optionalText,
  error_code: optionalText,
  error_text: optionalText,
  schedule: time,
  message_parts: number,
  message_price: number,
  custom_string: optionalText,
  list_id: number,
  subaccount_id: number,
  user_id: number,
  country: optionalText,
  carrier: optionalText,
  first_name: optionalText,
  last_name: optionalText,
  from_email: optionalText,
  _api_username: optionalText,
});

function decodeHistoryMessage(row: JsonObject): HistoryMessage {
  const fields = v.parse(historyFields, row);
  const incoming = fields.direction === 'in' || (!fields.direction && fields.status === 'Received');
  return {
    messageId: fields.message_id,
    direction: incoming ? 'in' : 'out',
    date: fields.date,
    to: fields.to,
    from: fields.from,
    body: fields.body,
    status: fields.status,
    statusCode: fields.status_code,
    statusText: fields.status_text,
    errorCode: fields.error_code,
    errorText: fields.error_text,
    schedule: fields.schedule,
    parts: fields.message_parts,
    price: fields.message_price,
    customString: fields.custom_string,
    listId: fields.list_id,
    subaccountId: fields.subaccount_id,
    userId: fields.user_id,
    country: fields.country,
    carrier: fields.carrier,
    firstName: fields.first_name,
    lastName: fields.last_name,
    fromEmail: fields.from_email,
    apiUsername: fields._api_username,
    raw: withoutSecrets(row),
  };
}
