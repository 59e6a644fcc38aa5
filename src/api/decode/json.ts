import { ClickSendError } from '../errors';

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The one object an answer is about; some operations wrap it in an array. */
export function onlyObject(data: unknown): JsonObject {
  const value: unknown = Array.isArray(data) && data.length > 0 ? data[0] : data;
  if (!isObject(value)) {
    throw new ClickSendError('badResponse');
  }
  return value;
}

const secretKey = /^_*(api_?key|subaccount|password|secret|authorization)$/i;

/** A deep copy without the keys that ClickSend is known to put API keys under. */
export function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withoutSecrets);
  }
  if (!isObject(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !secretKey.test(key))
      .map(([key, inner]) => [key, withoutSecrets(inner)]),
  );
}
