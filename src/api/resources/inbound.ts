import * as v from 'valibot';
import type { InboundMessage, Page, WebhookType } from '../../sms/resources';
import { asNumber, optionalText, text, time } from '../decode/fields';
import { isObject, onlyObject, withoutSecrets, type JsonObject } from '../decode/json';
import { decodePage } from '../decode/page';
import { pageQuery } from '../http/search';
import type { Transport } from '../http/transport';
import type { CallOptions, PageOptions } from '../options';

export const inboundCalls = (transport: Transport) => ({
  async createTest(
    url: string,
    webhookType?: WebhookType,
    options?: CallOptions,
  ): Promise<InboundMessage> {
    const body = { url, ...(webhookType === undefined ? {} : { webhook_type: webhookType }) };
    return transport.call(
      { kind: 'change', method: 'POST', path: '/v3/sms/inbound', body },
      ({ data }) => decodeInbound(onlyObject(data)),
      options,
    );
  },

  async list(options?: PageOptions): Promise<Page<InboundMessage>> {
    return transport.call(
      { kind: 'read', method: 'GET', path: '/v3/sms/inbound', query: pageQuery(options) },
      ({ data }) => decodePage(data, decodeInbound),
      options,
    );
  },

  /** The first reply to one of our messages, read or not. */
  async getReplyTo(originalMessageId: string, options?: CallOptions): Promise<InboundMessage> {
    return transport.call(
      { kind: 'read', method: 'GET', path: '/v3/sms/inbound/{id}', ids: [originalMessageId] },
      ({ data }) => decodeInbound(onlyObject(data)),
      options,
    );
  },

  /** Only with a cutoff does a second try mark nothing that came in between. */
  async markRead(before?: number, options?: CallOptions): Promise<void> {
    return transport.call(
      {
        kind: before === undefined ? 'change' : 'repeatable',
        method: 'PUT',
        path: '/v3/sms/inbound-read',
        ...(before === undefined ? {} : { body: { date_before: before } }),
      },
      () => undefined,
      options,
    );
  },

  /**
   * Returns how many copies were marked. A second try would answer 0, so it is not made; an answer
   * without a count is read as 0.
   */
  async markMessageRead(messageId: string, options?: CallOptions): Promise<number> {
    return transport.call(
      { kind: 'change', method: 'PUT', path: '/v3/sms/inbound-read/{id}', ids: [messageId] },
      ({ data }) => asNumber(isObject(data) ? data['count'] : data) ?? 0,
      options,
    );
  },
});

const inboundFields = v.object({
  message_id: text,
  original_message_id: optionalText,
  original_body: optionalText,
  from: text,
  to: text,
  body: text,
  timestamp: time,
  timestamp_send: time,
  custom_string: optionalText,
  _keyword: optionalText,
});

function decodeInbound(row: JsonObject): InboundMessage {
  const fields = v.parse(inboundFields, row);
  return {
    messageId: fields.message_id,
    originalMessageId: fields.original_message_id,
    originalBody: fields.original_body,
    from: fields.from,
    to: fields.to,
    body: fields.body,
    timestamp: fields.timestamp ?? fields.timestamp_send,
    customString: fields.custom_string,
    keyword: fields._keyword,
    raw: withoutSecrets(row),
  };
}
