import * as v from 'valibot';
import type { DeliveryReceipt, Page } from '../../sms/resources';
import { number, optionalText, text, time } from '../decode/fields';
import { onlyObject, withoutSecrets, type JsonObject } from '../decode/json';
import { decodePage } from '../decode/page';
import { pageQuery } from '../http/search';
import type { Transport } from '../http/transport';
import type { CallOptions, PageOptions } from '../options';

export const receiptCalls = (transport: Transport) => ({
  async createTest(url: string, options?: CallOptions): Promise<DeliveryReceipt> {
    return transport.call(
      { kind: 'change', method: 'POST', path: '/v3/sms/receipts', body: { url } },
      ({ data }) => decodeReceipt(onlyObject(data)),
      options,
    );
  },

  async list(options?: PageOptions): Promise<Page<DeliveryReceipt>> {
    return transport.call(
      { kind: 'read', method: 'GET', path: '/v3/sms/receipts', query: pageQuery(options) },
      ({ data }) => decodePage(data, decodeReceipt),
      options,
    );
  },

  async get(messageId: string, options?: CallOptions): Promise<DeliveryReceipt> {
    return transport.call(
      { kind: 'read', method: 'GET', path: '/v3/sms/receipts/{id}', ids: [messageId] },
      ({ data }) => decodeReceipt(onlyObject(data)),
      options,
    );
  },

  /**
   * Without `before` (Unix seconds) everything is marked. Only with a cutoff does a second try mark
   * nothing that came in between.
   */
  async markRead(before?: number, options?: CallOptions): Promise<void> {
    return transport.call(
      {
        kind: before === undefined ? 'change' : 'repeatable',
        method: 'PUT',
        path: '/v3/sms/receipts-read',
        ...(before === undefined ? {} : { body: { date_before: before } }),
      },
      () => undefined,
      options,
    );
  },
});

const receiptFields = v.object({
  message_id: text,
  timestamp_send: time,
  timestamp: time,
  status_code: text,
  status_text: text,
  error_code: optionalText,
  error_text: optionalText,
  custom_string: optionalText,
  message_type: optionalText,
  _message_type: optionalText,
  subaccount_id: number,
});

function decodeReceipt(row: JsonObject): DeliveryReceipt {
  const fields = v.parse(receiptFields, row);
  return {
    messageId: fields.message_id,
    sentAt: fields.timestamp_send,
    receivedAt: fields.timestamp,
    statusCode: fields.status_code,
    statusText: fields.status_text,
    errorCode: fields.error_code,
    errorText: fields.error_text,
    customString: fields.custom_string,
    messageType: fields.message_type ?? fields._message_type ?? 'sms',
    subaccountId: fields.subaccount_id,
    raw: withoutSecrets(row),
  };
}
