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

/** Far deeper than any answer; what is deeper would overflow the stack of whatever walks it. */
const deepest = 100;

/**
 * A deep copy without the keys that ClickSend is known to put API keys under.
 *
 * @throws ClickSendError `badResponse` for what is nested without reason
 */
export function withoutSecrets(value: unknown, depth = 0): unknown {
  if (depth > deepest) {
    throw new ClickSendError('badResponse');
  }
  if (Array.isArray(value)) {
    return value.map((inner) => withoutSecrets(inner, depth + 1));
  }
  if (!isObject(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !secretKey.test(key))
      .map(([key, inner]) => [key, withoutSecrets(inner, depth + 1)]),
  );
}
