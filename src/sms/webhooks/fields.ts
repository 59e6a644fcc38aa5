/** What a push tells about: the fate of one of our messages, or a message sent to us. */
export type PushKind = 'receipt' | 'inbound';

/** How a push carries its fields: form body, query string or flat JSON body. */
export type PushForm = 'form' | 'query' | 'json';

/**
 * A field ClickSend is known to push.
 * - `always`: a push without it is broken.
 * - `usual`: part of the documented set, but test pushes and some channels leave it out.
 * - `legacy`: an old spelling of another field, still sent beside it; `of` names that field.
 * - `rare`: sent for some channels only, so its absence says nothing.
 */
export interface DocumentedField {
  readonly name: string;
  readonly need: 'always' | 'usual' | 'legacy' | 'rare';
  readonly type: 'text' | 'time' | 'id';
  readonly of?: string;
  /** Forms that carry it; absent means all. */
  readonly forms?: readonly PushForm[];
}

const notInJson: readonly PushForm[] = ['form', 'query'];

/** Fields of a delivery receipt push (docs/clicksend-facts.md, 5), in the order ClickSend names them. */
export const receiptFields: readonly DocumentedField[] = [
  { name: 'message_id', need: 'always', type: 'text' },
  { name: 'messageid', need: 'legacy', type: 'text', of: 'message_id' },
  { name: 'status', need: 'usual', type: 'text' },
  { name: 'status_code', need: 'always', type: 'text' },
  { name: 'status_text', need: 'usual', type: 'text' },
  { name: 'error_code', need: 'usual', type: 'text' },
  { name: 'error_text', need: 'usual', type: 'text' },
  { name: 'timestamp_send', need: 'usual', type: 'time' },
  { name: 'timestamp', need: 'always', type: 'time' },
  { name: 'custom_string', need: 'usual', type: 'text' },
  { name: 'customstring', need: 'legacy', type: 'text', of: 'custom_string' },
  { name: 'message_type', need: 'usual', type: 'text' },
  { name: 'subaccount_id', need: 'usual', type: 'id' },
  { name: 'user_id', need: 'usual', type: 'id' },
  { name: 'digits', need: 'rare', type: 'text' },
];

/**
 * Fields of an inbound push (docs/clicksend-facts.md, 5). `sms` is left without meaning on purpose:
 * ClickSend's own pages disagree about whose number it is.
 */
export const inboundFields: readonly DocumentedField[] = [
  { name: 'message_id', need: 'always', type: 'text' },
  { name: 'from', need: 'always', type: 'text' },
  { name: 'to', need: 'always', type: 'text' },
  { name: 'body', need: 'always', type: 'text' },
  { name: 'message', need: 'legacy', type: 'text', of: 'body' },
  { name: 'timestamp', need: 'always', type: 'time' },
  { name: 'original_message_id', need: 'usual', type: 'text' },
  {
    name: 'originalmessageid',
    need: 'legacy',
    type: 'text',
    of: 'original_message_id',
    forms: notInJson,
  },
  { name: 'original_body', need: 'usual', type: 'text' },
  { name: 'originalmessage', need: 'legacy', type: 'text', of: 'original_body', forms: notInJson },
  { name: 'originalsenderid', need: 'usual', type: 'text' },
  { name: 'sms', need: 'rare', type: 'text' },
  { name: 'custom_string', need: 'usual', type: 'text' },
  { name: 'customstring', need: 'legacy', type: 'text', of: 'custom_string', forms: notInJson },
  { name: 'user_id', need: 'usual', type: 'id' },
  { name: 'subaccount_id', need: 'usual', type: 'id' },
];

export const documentedFields: Readonly<Record<PushKind, readonly DocumentedField[]>> = {
  receipt: receiptFields,
  inbound: inboundFields,
};

const names = (fields: readonly DocumentedField[]) => new Set(fields.map(({ name }) => name));
const receiptNames = names(receiptFields);
const inboundNames = names(inboundFields);

/** Guesses the kind by the fields that only one kind has; undefined when none of them is there. */
export function pushKind(fieldNames: Iterable<string>): PushKind | undefined {
  let receipt = 0;
  let inbound = 0;
  for (const name of new Set(fieldNames)) {
    receipt += receiptNames.has(name) && !inboundNames.has(name) ? 1 : 0;
    inbound += inboundNames.has(name) && !receiptNames.has(name) ? 1 : 0;
  }
  if (receipt === inbound) {
    return undefined;
  }
  return receipt > inbound ? 'receipt' : 'inbound';
}
