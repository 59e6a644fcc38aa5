import { deliveryCode } from '../delivery';
import { documentedFields, pushKind } from './fields';
import type { DocumentedField, PushForm, PushKind } from './fields';
import { readFields } from './rawPush';
import type { PushField, RawPush, ReadFields, UnreadableReason } from './rawPush';

/**
 * What differs from the documented push. `note` is something to know, `problem` something that
 * breaks a handler.
 */
export type PushFinding =
  | { readonly code: 'missing'; readonly level: 'problem'; readonly field: string }
  | { readonly code: 'absent'; readonly level: 'note'; readonly field: string }
  | { readonly code: 'unexpected'; readonly level: 'note'; readonly field: string }
  | { readonly code: 'repeated'; readonly level: 'problem'; readonly field: string }
  | { readonly code: 'nested'; readonly level: 'problem'; readonly field: string }
  | { readonly code: 'notATime'; readonly level: 'problem'; readonly field: string }
  | {
      readonly code: 'disagrees';
      readonly level: 'problem';
      readonly field: string;
      readonly with: string;
    }
  | { readonly code: 'guessedForm'; readonly level: 'note'; readonly form: PushForm }
  | { readonly code: 'unknownKind'; readonly level: 'problem' }
  | {
      readonly code: 'unreadable';
      readonly level: 'problem';
      readonly reason: UnreadableReason;
    };

/** The facts of a push, whichever of its spellings carried them. Times are Unix seconds. */
export interface PushFacts {
  readonly messageId: string | undefined;
  readonly originalMessageId: string | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly body: string | undefined;
  readonly originalBody: string | undefined;
  readonly status: string | undefined;
  readonly statusCode: string | undefined;
  readonly statusText: string | undefined;
  readonly errorCode: string | undefined;
  readonly errorText: string | undefined;
  readonly customString: string | undefined;
  readonly messageType: string | undefined;
  readonly timestamp: number | undefined;
}

export interface ParsedPush {
  /** Undefined when the fields fit neither kind. */
  readonly kind: PushKind | undefined;
  readonly form: PushForm;
  /** As they came, in their order. */
  readonly fields: readonly PushField[];
  readonly facts: PushFacts;
  readonly findings: readonly PushFinding[];
}

/** Reads a push and names what is missing, unexpected or wrong in it. Never throws. */
export function parsePush(raw: RawPush): ParsedPush {
  const read = readFields(raw);
  const kind = pushKind([...read.fields.map(({ name }) => name), ...read.nested]);
  const values = firstValues(read.fields);
  return {
    kind,
    form: read.form,
    fields: read.fields,
    facts: facts(values),
    findings: [
      ...readFindings(read),
      ...(kind ? kindFindings(kind, read, values) : unknownFindings(read)),
    ],
  };
}

type Values = ReadonlyMap<string, PushField['value']>;

function firstValues(fields: readonly PushField[]): Values {
  const values = new Map<string, PushField['value']>();
  for (const { name, value } of fields) {
    if (!values.has(name)) {
      values.set(name, value);
    }
  }
  return values;
}

function facts(values: Values): PushFacts {
  const text = (...names: readonly string[]) => {
    for (const name of names) {
      const value = values.get(name);
      if (value !== undefined && value !== null && value !== '') {
        return String(value);
      }
    }
    return undefined;
  };
  return {
    messageId: text('message_id', 'messageid'),
    originalMessageId: text('original_message_id', 'originalmessageid'),
    from: text('from'),
    to: text('to', 'originalsenderid'),
    body: text('body', 'message'),
    originalBody: text('original_body', 'originalmessage'),
    status: text('status'),
    statusCode: text('status_code'),
    statusText: text('status_text'),
    errorCode: text('error_code'),
    errorText: text('error_text'),
    customString: text('custom_string', 'customstring'),
    messageType: text('message_type'),
    timestamp: unixSeconds(values.get('timestamp') ?? values.get('timestamp_send')),
  };
}

function readFindings(read: ReadFields): PushFinding[] {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const { name } of read.fields) {
    (seen.has(name) ? repeated : seen).add(name);
  }
  return [
    ...(read.unreadable
      ? [{ code: 'unreadable', level: 'problem', reason: read.unreadable } as const]
      : []),
    ...(read.guessed && read.fields.length > 0
      ? [{ code: 'guessedForm', level: 'note', form: read.form } as const]
      : []),
    ...[...repeated].map((field) => ({ code: 'repeated', level: 'problem', field }) as const),
    ...read.nested.map((field) => ({ code: 'nested', level: 'problem', field }) as const),
  ];
}

function unknownFindings(read: ReadFields): PushFinding[] {
  return read.unreadable ? [] : [{ code: 'unknownKind', level: 'problem' }];
}

function kindFindings(kind: PushKind, read: ReadFields, values: Values): PushFinding[] {
  const documented = documentedFields[kind];
  const known = new Set(documented.map(({ name }) => name));
  const came = new Set([...values.keys(), ...read.nested]);
  return [
    ...documented.flatMap((field) => fieldFindings(field, read.form, values, came)),
    ...statusFindings(values),
    ...[...came]
      .filter((name) => !known.has(name))
      .map((field) => ({ code: 'unexpected', level: 'note', field }) as const),
  ];
}

function fieldFindings(
  { name, need, type, of, forms }: DocumentedField,
  form: PushForm,
  values: Values,
  came: ReadonlySet<string>,
): PushFinding[] {
  const value = values.get(name);
  if (!came.has(name)) {
    return absence(name, need, forms?.includes(form) ?? true);
  }
  if (type === 'time' && !isEmpty(value) && unixSeconds(value) === undefined) {
    return [{ code: 'notATime', level: 'problem', field: name }];
  }
  const original = of === undefined ? undefined : values.get(of);
  if (of !== undefined && original !== undefined && textOf(original) !== textOf(value)) {
    return [{ code: 'disagrees', level: 'problem', field: name, with: of }];
  }
  return [];
}

function absence(field: string, need: DocumentedField['need'], expected: boolean): PushFinding[] {
  if (need === 'rare' || !expected) {
    return [];
  }
  return need === 'always'
    ? [{ code: 'missing', level: 'problem', field }]
    : [{ code: 'absent', level: 'note', field }];
}

function statusFindings(values: Values): PushFinding[] {
  const status = textOf(values.get('status')).toLowerCase();
  const meaning = deliveryCode(textOf(values.get('status_code')))?.reason;
  const contradicts =
    (status === 'delivered' && meaning === 'failed') ||
    (status === 'undelivered' && meaning === 'delivered');
  return contradicts
    ? [{ code: 'disagrees', level: 'problem', field: 'status', with: 'status_code' }]
    : [];
}

/** Accepts seconds from 2001 to 2286, as a number or as digits: ten digits either way. */
function unixSeconds(value: PushField['value'] | undefined): number | undefined {
  const text = textOf(value);
  return /^[1-9]\d{9}$/.test(text) ? Number(text) : undefined;
}

const isEmpty = (value: PushField['value'] | undefined) => textOf(value) === '';

const textOf = (value: PushField['value'] | undefined) => String(value ?? '');
