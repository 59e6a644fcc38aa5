import * as v from 'valibot';
import type { Currency } from '../../sms/resources';
import { isObject } from './json';

/**
 * ClickSend gives the same field as a number here and a string there, and leaves others out, so a
 * field is read for what it means and never makes a row fail.
 */
const field = <Value>(read: (value: unknown) => Value) =>
  v.optional(v.pipe(v.unknown(), v.transform(read)), null);

export function asText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';
}

export function asNumber(value: unknown): number | undefined {
  const read = typeof value === 'string' && value.trim() !== '' ? Number(value) : (value as number);
  return typeof read === 'number' && Number.isFinite(read) ? read : undefined;
}

function asBoolean(value: unknown): boolean | undefined {
  const text = asText(value).toLowerCase();
  if (text === 'true' || text === 'false') {
    return text === 'true';
  }
  const count = asNumber(value);
  return count === undefined ? undefined : count !== 0;
}

function asCurrency(value: unknown): Currency | undefined {
  if (!isObject(value)) {
    return undefined;
  }
  const code = asText(value['currency_name_short']);
  const prefix = asText(value['currency_prefix_d']);
  return code === ''
    ? undefined
    : { code, prefix, name: asText(value['currency_name_long']) || code };
}

/** '' counts as absent. */
export function asOptionalText(value: unknown): string | undefined {
  return asText(value) || undefined;
}

/** Unix seconds; 0 and '' are how ClickSend says "none". */
export function asTime(value: unknown): number | undefined {
  const seconds = asNumber(value);
  return seconds === 0 ? undefined : seconds;
}

export const text = field(asText);
export const optionalText = field(asOptionalText);
export const number = field(asNumber);
export const count = field((value) => asNumber(value) ?? 0);
export const time = field(asTime);
export const flag = field(asBoolean);
export const currency = field(asCurrency);
