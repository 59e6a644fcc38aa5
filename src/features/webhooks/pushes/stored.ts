import type { CaughtPush, Delivery } from './caughtPush';

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const areStrings = (value: Fields, ...names: readonly string[]) =>
  names.every((name) => typeof value[name] === 'string');

/** Whether a value read from disk is a caught push; files outlive the version that wrote them. */
export function isCaughtPush(value: unknown): value is CaughtPush {
  if (!isObject(value)) {
    return false;
  }
  const { id, receivedAt, raw, bodyBase64, headers, deliveries } = value;
  return (
    typeof id === 'string' &&
    Number.isFinite(receivedAt) &&
    isObject(raw) &&
    areStrings(raw, 'method', 'query', 'contentType', 'body') &&
    (bodyBase64 === undefined || typeof bodyBase64 === 'string') &&
    isObject(headers) &&
    areStrings(headers, ...Object.keys(headers)) &&
    Array.isArray(deliveries) &&
    deliveries.every(isDelivery)
  );
}

export function isDelivery(value: unknown): value is Delivery {
  if (!isObject(value) || !areStrings(value, 'kind', 'url')) {
    return false;
  }
  const { at, durationMs, answer } = value;
  return (
    Number.isFinite(at) &&
    Number.isFinite(durationMs) &&
    isObject(answer) &&
    (typeof answer['failure'] === 'string' ||
      (Number.isInteger(answer['status']) && areStrings(answer, 'contentType', 'excerpt')))
  );
}
