/** The three ways a placeholder is written: ours, and the dashboard's old and new form. */
export type PlaceholderStyle = 'braces' | 'dashboard' | 'contactField';

export interface Placeholder {
  /** UTF-16 offsets in the body, `end` exclusive, delimiters included. */
  readonly start: number;
  readonly end: number;
  /** As written between the delimiters, trimmed. */
  readonly name: string;
  /** What it is filled from, in the form `fieldKey` gives. */
  readonly field: string;
  readonly style: PlaceholderStyle;
}

/** A `{{` that never becomes a placeholder: empty, or not closed on its line. */
export interface BrokenPlaceholder {
  readonly start: number;
  readonly end: number;
  readonly reason: 'emptyName' | 'notClosed';
}

/** Other spellings of a contact's fields, as `fieldKey` would leave them. */
const aliases: ReadonlyMap<string, string> = new Map([
  ['firstname', 'first_name'],
  ['lastname', 'last_name'],
  ...[1, 2, 3, 4].flatMap((n) =>
    [`cust_${n}`, `cust${n}`, `custom${n}`, `customstring${n}`, `custom_string_${n}`].map(
      (alias) => [alias, `custom_${n}`] as const,
    ),
  ),
]);

/**
 * The key by which a placeholder meets a column: lower case, any run of other characters than
 * letters and digits as one `_`. "First Name", "FirstName" and "first_name" are the same field.
 */
export function fieldKey(name: string): string {
  const key = name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '_')
    .replace(/^_|_$/g, '');
  return aliases.get(key) ?? key;
}

const placeholder =
  /\{\{(?<braces>[^{}\r\n]*)\}\}|\((?<dashboard>First Name|Last Name|Cust\. ?[1-4])\)|(?<!\{)\{(?<contactField>FirstName|LastName|CustomString[1-4])\}(?!\})/g;

/** The placeholders of a body in order of position, found as they are asked for. They never overlap. */
export function* eachPlaceholder(body: string): Generator<Placeholder, void, undefined> {
  const fields = new Map<string, string>();
  for (const { 0: text, index: start, groups } of body.matchAll(placeholder)) {
    const { braces, dashboard, contactField } = groups ?? {};
    const name = (braces ?? dashboard ?? contactField ?? '').trim();
    const field = fields.get(name) ?? fieldKey(name);
    fields.set(name, field);
    if (field === '') {
      continue;
    }
    const style = braces !== undefined ? 'braces' : dashboard ? 'dashboard' : 'contactField';
    yield { start, end: start + text.length, name, field, style };
  }
}

/** The placeholders of a body in order of position. */
export function findPlaceholders(body: string): readonly Placeholder[] {
  return [...eachPlaceholder(body)];
}

/** Where the name that starts at an offset ends: at a brace, a line break or the end. */
function nameEnd(body: string, start: number): number {
  let end = start;
  while (end < body.length && !nameEnds.has(body.charCodeAt(end))) {
    end++;
  }
  return end;
}

const nameEnds: ReadonlySet<number> = new Set(Array.from('{}\r\n', (one) => one.charCodeAt(0)));

/**
 * The `{{` of a body that will go out as they stand, because they are no placeholders. Without a
 * regular expression over the body: this runs at every keystroke.
 */
export function findBrokenPlaceholders(body: string): readonly BrokenPlaceholder[] {
  const broken: BrokenPlaceholder[] = [];
  for (let start = body.indexOf('{{'); start >= 0;) {
    const name = start + 2;
    const close = nameEnd(body, name);
    const isClosed = body.startsWith('}}', close);
    const end = isClosed ? close + 2 : name;
    if (!isClosed) {
      broken.push({ start, end, reason: 'notClosed' });
    } else if (!/[\p{L}\p{N}]/u.test(body.slice(name, close))) {
      broken.push({ start, end, reason: 'emptyName' });
    }
    start = body.indexOf('{{', end);
  }
  return broken;
}

/** Gives the value of a field (in the form of `fieldKey`), or undefined when there is no such field. */
export type FieldLookup = (field: string) => string | undefined;

export interface Filled {
  readonly text: string;
  /** Fields that do not exist; their placeholders stay in the text as written. */
  readonly missing: readonly string[];
  /** Fields that exist but are blank; their placeholders are gone. */
  readonly empty: readonly string[];
}

/** A body taken apart once, to be filled many times. */
export interface BodyTemplate {
  readonly body: string;
  /** Distinct fields in order of appearance. */
  readonly fields: readonly string[];
  fill(lookUp: FieldLookup): Filled;
}

const none: readonly string[] = [];

function noteOnce(list: readonly string[], field: string): readonly string[] {
  return list.includes(field) ? list : [...list, field];
}

/** Takes a body apart at its placeholders. A value is put in as it is, never searched again. */
export function compileBody(body: string): BodyTemplate {
  const placeholders = findPlaceholders(body);
  const pieces = placeholders.map(({ start, end, field }, i) => ({
    before: body.slice(placeholders[i - 1]?.end ?? 0, start),
    field,
    written: body.slice(start, end),
  }));
  const tail = body.slice(placeholders.at(-1)?.end ?? 0);
  const fill = (lookUp: FieldLookup): Filled => {
    let text = '';
    let missing = none;
    let empty = none;
    for (const { before, field, written } of pieces) {
      const value = lookUp(field);
      if (value === undefined) {
        missing = noteOnce(missing, field);
      } else if (value.trim() === '') {
        empty = noteOnce(empty, field);
      }
      text += before + (value ?? written);
    }
    return { text: text + tail, missing, empty };
  };
  return { body, fields: [...new Set(placeholders.map(({ field }) => field))], fill };
}

/** Fills the placeholders of a body once; for many recipients use `compileBody`. */
export function fillPlaceholders(body: string, lookUp: FieldLookup): Filled {
  return compileBody(body).fill(lookUp);
}
