import type { Account, InboundCopy, Receipt } from '../store/account';
import type { PushRow } from '../store/change';
import { errorText, receiptText } from '../network/outcome';

/** A push before it has a form: what goes where `null` was is the empty string, except in JSON. */
export type PushFields = Readonly<Record<string, string | number | null>>;

export type PushForm = 'post' | 'get' | 'json';

/** A delivery receipt's fields, the legacy doubles included (docs/clicksend-facts.md, 5). */
export function receiptFields(receipt: Receipt, { profile }: Account): PushFields {
  const { message, messageId, step, at } = receipt;
  const customString = message?.customString ?? '';
  return {
    message_id: messageId,
    messageid: messageId,
    status: (step.code ?? 0) < 300 ? 'Delivered' : 'Undelivered',
    status_code: String(step.code ?? ''),
    status_text: receiptText(step),
    error_code: step.error === undefined ? '' : String(step.error),
    error_text: errorText(step.error) ?? '',
    timestamp_send: message ? Math.max(message.date, message.schedule) : at,
    timestamp: at,
    custom_string: customString,
    customstring: customString,
    message_type: 'sms',
    subaccount_id: profile.subaccountId,
    user_id: profile.userId,
  };
}

/** A received message's fields. The JSON form has fewer of the doubles. */
export function inboundFields(copy: InboundCopy, { profile }: Account, form: PushForm): PushFields {
  const common = {
    originalsenderid: copy.to,
    body: copy.body,
    message: copy.body,
    sms: copy.from,
    from: copy.from,
    to: copy.to,
    timestamp: copy.at,
    message_id: copy.messageId,
    original_message_id: copy.originalId,
    original_body: copy.originalBody,
    user_id: profile.userId,
    subaccount_id: profile.subaccountId,
    custom_string: copy.customString,
  };
  if (form === 'json') {
    return common;
  }
  return {
    ...common,
    customstring: copy.customString,
    originalmessageid: copy.originalId,
    originalmessage: copy.originalBody,
  };
}

export type PushRequest = PushRow['request'];

export function formatPush(address: string, fields: PushFields, form: PushForm): PushRequest {
  if (form === 'json') {
    return {
      method: 'POST',
      url: address,
      contentType: 'application/json',
      body: JSON.stringify(fields),
    };
  }
  const pairs = new URLSearchParams(
    Object.entries(fields).map(([key, value]): [string, string] => [key, String(value ?? '')]),
  );
  if (form === 'post') {
    return {
      method: 'POST',
      url: address,
      contentType: 'application/x-www-form-urlencoded',
      body: pairs.toString(),
    };
  }
  const url = new URL(address);
  for (const [key, value] of pairs) {
    url.searchParams.append(key, value);
  }
  return { method: 'GET', url: url.href, contentType: undefined, body: undefined };
}
