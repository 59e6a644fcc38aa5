import * as v from 'valibot';
import type { MessageResult, OutgoingMessage, SendRequest, SendResult } from '../../sms/resources';
import { currency, number, optionalText, text, time } from '../decode/fields';
import { onlyObject, type JsonObject } from '../decode/json';
import { rowsOf } from '../decode/page';
import { ClickSendError } from '../errors';
import type { Call } from '../http/call';
import type { Transport } from '../http/transport';
import type { CallOptions } from '../options';

export function sendSms(
  transport: Transport,
  request: SendRequest,
  options?: CallOptions,
): Promise<SendResult> {
  const call: Call = { kind: 'change', method: 'POST', path: '/v3/sms/send' };
  return submit(transport, call, request, encodeMessage, options);
}

export function priceSms(
  transport: Transport,
  request: SendRequest,
  options?: CallOptions,
): Promise<SendResult> {
  const call: Call = { kind: 'price', method: 'POST', path: '/v3/sms/price' };
  return submit(transport, call, request, encodePriced, options);
}

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
  return {
    source: message.source,
    body: message.body,
    to: message.to,
    list_id: message.listId,
    from: message.from,
    schedule: message.schedule,
    custom_string: message.customString,
    country: message.country,
  };
}

function encodeMessage(message: OutgoingMessage): JsonObject {
  return { ...encodePriced(message), from_email: message.fromEmail };
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
  if (!Array.isArray(object['messages'])) throw new ClickSendError('badResponse');
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

const messageFields = v.object({
  status: text,
  to: text,
  body: text,
  from: text,
  message_id: text,
  message_parts: number,
  message_price: number,
  custom_string: text,
  country: optionalText,
  carrier: optionalText,
  schedule: time,
});

function decodeMessage(row: JsonObject): MessageResult {
  const fields = v.parse(messageFields, row);
  return {
    outcome: outcomeOf(fields),
    status: fields.status,
    to: fields.to,
    body: fields.body,
    from: fields.from,
    messageId: fields.message_id,
    parts: fields.message_parts,
    price: fields.message_price,
    customString: fields.custom_string,
    country: fields.country,
    carrier: fields.carrier,
    schedule: fields.schedule,
  };
}

/** A blocked message has been routed and priced before it was held back; a rejected one never was. */
function outcomeOf({
  status,
  message_price,
  country,
  carrier,
}: v.InferOutput<typeof messageFields>): MessageResult['outcome'] {
  if (status.toUpperCase() === 'SUCCESS') return 'accepted';
  const routed = message_price !== undefined && (country ?? carrier) !== undefined;
  return routed || status === 'COUNTRY_NOT_ENABLED' ? 'blocked' : 'rejected';
}
