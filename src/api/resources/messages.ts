import * as v from 'valibot';
import { sendStatus } from '../../sms/delivery';
import type { MessageResult, OutgoingMessage, SendRequest, SendResult } from '../../sms/resources';
import { asNumber, asOptionalText, asText, asTime, currency, number } from '../decode/fields';
import { onlyObject, type JsonObject } from '../decode/json';
import { rowsOf } from '../decode/page';
import { ClickSendError } from '../errors';
import type { Call } from '../http/call';
import type { Transport } from '../http/transport';
import type { CallOptions } from '../options';

export const messageCalls = (transport: Transport) => ({
  async send(request: SendRequest, options?: CallOptions): Promise<SendResult> {
    const call: Call = { kind: 'change', method: 'POST', path: '/v3/sms/send' };
    return submit(transport, call, request, encodeMessage, options);
  },

  async price(request: SendRequest, options?: CallOptions): Promise<SendResult> {
    const call: Call = { kind: 'price', method: 'POST', path: '/v3/sms/price' };
    return submit(transport, call, request, encodePriced, options);
  },

  /** Not repeated: a second try of one that worked answers 404, which would read as a failure. */
  async cancel(messageId: string, options?: CallOptions): Promise<void> {
    return transport.call(
      { kind: 'change', method: 'PUT', path: '/v3/sms/{id}/cancel', ids: [messageId] },
      () => undefined,
      options,
    );
  },

  /** Without `customString` everything scheduled is cancelled. Returns how many were. */
  async cancelAll(customString?: string, options?: CallOptions): Promise<number> {
    // An empty custom_string could be read as none, and then everything would be cancelled.
    if (customString === '') {
      throw new ClickSendError('badRequest');
    }
    return transport.call(
      {
        kind: 'change',
        method: 'PUT',
        path: '/v3/sms/cancel-all',
        ...(customString === undefined ? {} : { body: { custom_string: customString } }),
      },
      ({ data }) => {
        const count = asNumber(onlyObject(data)['count']);
        if (count === undefined) {
          throw new ClickSendError('badResponse');
        }
        return count;
      },
      options,
    );
  },
});

function submit(
  transport: Transport,
  call: Call,
  { messages, shortenUrls }: SendRequest,
  encode: (message: OutgoingMessage) => JsonObject,
  options?: CallOptions,
): Promise<SendResult> {
  const body = {
    messages: messages.map(encode),
    ...(shortenUrls === undefined ? {} : { shorten_urls: shortenUrls }),
  };
  return transport.call({ ...call, body }, ({ data }) => decodeSendResult(data), options);
}

/** The price schema is the send schema without `from_email`. */
function encodePriced(message: OutgoingMessage): JsonObject {
  return encode(message, undefined);
}

function encodeMessage(message: OutgoingMessage): JsonObject {
  return encode(message, message.fromEmail);
}

/** All of one shape, for a request has up to a thousand; JSON leaves out what is undefined. */
function encode(message: OutgoingMessage, fromEmail: string | undefined): JsonObject {
  return {
    source: message.source,
    body: message.body,
    to: message.to,
    custom_string: message.customString,
    list_id: message.listId,
    from: message.from,
    schedule: message.schedule,
    country: message.country,
    from_email: fromEmail,
  };
}

const resultFields = v.object({
  total_price: number,
  total_count: number,
  queued_count: number,
  blocked_count: number,
  _currency: currency,
  currency,
});

/** Without a list of messages nobody can tell what became of them, so that is 'badResponse'. */
function decodeSendResult(data: unknown): SendResult {
  const object = onlyObject(data);
  if (!Array.isArray(object['messages'])) {
    throw new ClickSendError('badResponse');
  }
  const messages = rowsOf(object['messages']).map(decodeMessage);
  const fields = v.parse(resultFields, object);
  const having = (outcome: MessageResult['outcome']): readonly MessageResult[] =>
    messages.filter((message) => message.outcome === outcome);
  return {
    totalPrice:
      fields.total_price ??
      having('accepted').reduce((sum, message) => sum + (message.price ?? 0), 0),
    totalCount: fields.total_count ?? messages.length,
    queuedCount: fields.queued_count ?? having('accepted').length,
    blockedCount: fields.blocked_count ?? having('blocked').length,
    messages,
    currency: fields._currency ?? fields.currency,
  };
}

/** Read field by field, for an answer has up to a thousand of them and a schema takes four times as long. */
function decodeMessage(row: JsonObject): MessageResult {
  const status = asText(row['status']);
  const price = asNumber(row['message_price']);
  const country = asOptionalText(row['country']);
  const carrier = asOptionalText(row['carrier']);
  return {
    outcome: outcomeOf(status, price, country ?? carrier),
    status,
    to: asText(row['to']),
    body: asText(row['body']),
    from: asText(row['from']),
    messageId: asText(row['message_id']),
    parts: asNumber(row['message_parts']),
    price,
    customString: asText(row['custom_string']),
    country,
    carrier,
    schedule: asTime(row['schedule']),
  };
}

/** A blocked message has been routed and priced before it was held back; a rejected one never was. */
function outcomeOf(
  status: string,
  price: number | undefined,
  route: string | undefined,
): MessageResult['outcome'] {
  if (status.toUpperCase() === 'SUCCESS') {
    return 'accepted';
  }
  if (!sendStatus(status)?.isRefusal) {
    return 'unknown';
  }
  const isRouted = price !== undefined && route !== undefined;
  return isRouted || status === 'COUNTRY_NOT_ENABLED' ? 'blocked' : 'rejected';
}
