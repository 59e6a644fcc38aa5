import { documentedFields } from './fields';
import type { PushForm } from './fields';
import type { PushField, RawPush } from './rawPush';

const numberNames: ReadonlySet<string> = new Set(
  Object.values(documentedFields)
    .flat()
    .filter(({ type }) => type !== 'text')
    .map(({ name }) => name),
);

/**
 * The same fields in another form. Text forms have no null, so it becomes "" as ClickSend's own
 * forms seem to do; JSON gets numbers back where ClickSend's JSON has them (times and account ids).
 * A name that repeats keeps its last value in JSON.
 */
export function encodePush(fields: readonly PushField[], form: PushForm): RawPush {
  if (form === 'json') {
    const entries = fields.map(({ name, value }) => [name, jsonValue(name, value)] as const);
    return {
      method: 'POST',
      query: '',
      contentType: 'application/json',
      body: JSON.stringify(Object.fromEntries(entries)),
    };
  }
  const pairs = new URLSearchParams(
    fields.map(({ name, value }): [string, string] => [name, String(value ?? '')]),
  ).toString();
  return form === 'query'
    ? { method: 'GET', query: pairs, contentType: '', body: '' }
    : {
        method: 'POST',
        query: '',
        contentType: 'application/x-www-form-urlencoded',
        body: pairs,
      };
}

function jsonValue(name: string, value: PushField['value']): PushField['value'] {
  const isNumber = typeof value === 'string' && /^\d{1,15}$/.test(value);
  return isNumber && numberNames.has(name) ? Number(value) : value;
}
