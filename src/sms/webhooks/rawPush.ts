import type { PushForm } from './fields';

/** A push as it came over the wire. */
export interface RawPush {
  /** Upper case. */
  readonly method: string;
  /** Without the "?". */
  readonly query: string;
  /** The `Content-Type` header; "" when there was none. */
  readonly contentType: string;
  /** The body decoded as UTF-8; bytes that are not UTF-8 became U+FFFD. */
  readonly body: string;
}

/** A field as it came: JSON keeps its types, the other forms have only text. */
export interface PushField {
  readonly name: string;
  readonly value: string | number | boolean | null;
}

/** Why a body could not be read as fields. */
export type UnreadableReason = 'notJson' | 'notAnObject' | 'multipart' | 'tooManyFields';

export interface ReadFields {
  readonly form: PushForm;
  readonly fields: readonly PushField[];
  /** Names whose JSON value was an array or an object, which no documented field is. */
  readonly nested: readonly string[];
  readonly unreadable?: UnreadableReason;
  /** The form was guessed from the body, because the content type names none. */
  readonly guessed: boolean;
}

/** More than ten times what ClickSend sends; a body of a million "&" must not become a million rows. */
const maxFields = 200;

/** Reads the fields of a push in whichever of the documented forms it came. Never throws. */
export function readFields(push: RawPush): ReadFields {
  const contentType = push.contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (push.method === 'GET') {
    return readPairs('query', push.query, false);
  }
  if (contentType.startsWith('multipart/')) {
    return { form: 'form', fields: [], nested: [], unreadable: 'multipart', guessed: false };
  }
  const saysJson = contentType === 'application/json' || contentType.endsWith('+json');
  const saysForm = contentType === 'application/x-www-form-urlencoded';
  const looksJson = /^\s*[{[]/.test(push.body);
  if (saysJson || (!saysForm && looksJson)) {
    return readJson(push.body, !saysJson);
  }
  return push.body === '' && push.query !== ''
    ? readPairs('query', push.query, true)
    : readPairs('form', push.body, !saysForm);
}

function readPairs(form: PushForm, text: string, guessed: boolean): ReadFields {
  const fields: PushField[] = [];
  for (const [name, value] of new URLSearchParams(text)) {
    if (fields.length === maxFields) {
      return { form, fields, nested: [], unreadable: 'tooManyFields', guessed };
    }
    fields.push({ name, value });
  }
  return { form, fields, nested: [], guessed };
}

function readJson(body: string, guessed: boolean): ReadFields {
  const none = { form: 'json', fields: [], nested: [], guessed } as const;
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return { ...none, unreadable: 'notJson' };
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    return { ...none, unreadable: 'notAnObject' };
  }
  const fields: PushField[] = [];
  const nested: string[] = [];
  for (const [name, value] of Object.entries(parsed as Record<string, unknown>)) {
    if (fields.length + nested.length === maxFields) {
      return { form: 'json', fields, nested, unreadable: 'tooManyFields', guessed };
    }
    if (isPlain(value)) {
      fields.push({ name, value });
    } else {
      nested.push(name);
    }
  }
  return { form: 'json', fields, nested, guessed };
}

function isPlain(value: unknown): value is PushField['value'] {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}
