import assert from 'node:assert/strict';

/** Fails with the place in the answer that is not as documented. */
export type Shape = (value: unknown, where: string) => void;

const typed =
  (name: string, is: (value: unknown) => boolean): Shape =>
  (value, where) => {
    assert(is(value), `${where} is ${JSON.stringify(value)}, not ${name}`);
  };

export const anything: Shape = () => undefined;
export const text = typed('text', (value) => typeof value === 'string');
export const number = typed('a number', (value) => typeof value === 'number');
export const integer = typed('an integer', Number.isInteger);
export const truth = typed('true or false', (value) => typeof value === 'boolean');
export const nothing = typed('null', (value) => value === null);
/** The vendor's 0 and 1. */
export const bit = typed('0 or 1', (value) => value === 0 || value === 1);
export const decimal = typed('a decimal in text', (value) => /^\d+\.\d+$/.test(String(value)));
export const id = typed('an upper-case UUID', (value) =>
  /^[\dA-F]{8}(-[\dA-F]{4}){3}-[\dA-F]{12}$/.test(String(value)),
);

export const matching = (pattern: RegExp): Shape =>
  typed(`like ${String(pattern)}`, (value) => typeof value === 'string' && pattern.test(value));

export const oneOf =
  (...shapes: readonly Shape[]): Shape =>
  (value, where) => {
    const failures = shapes.map((shape) =>
      failureOf(() => {
        shape(value, where);
      }),
    );
    assert(failures.includes(undefined), failures.join(' and '));
  };

export const nullable = (shape: Shape): Shape => oneOf(nothing, shape);

/** Every field named is there; more may be. */
export const object =
  (fields: Readonly<Record<string, Shape>>): Shape =>
  (value, where) => {
    assert(
      typeof value === 'object' && value !== null && !Array.isArray(value),
      `${where}: no object`,
    );
    for (const [key, shape] of Object.entries(fields)) {
      assert(key in value, `${where}.${key} is missing`);
      shape(Reflect.get(value, key), `${where}.${key}`);
    }
  };

/** `atLeast` keeps a list from passing because it is empty. */
export const list =
  (row: Shape, atLeast = 0): Shape =>
  (value, where) => {
    assert(Array.isArray(value), `${where} is no list`);
    assert(value.length >= atLeast, `${where} has ${value.length} rows`);
    value.forEach((each, index) => {
      row(each, `${where}[${index}]`);
    });
  };

const pageFrame = {
  total: integer,
  per_page: integer,
  current_page: integer,
  last_page: integer,
  next_page_url: nullable(text),
  prev_page_url: nullable(text),
  from: nullable(integer),
  to: nullable(integer),
};

export const page = (row: Shape, atLeast = 0): Shape =>
  object({ ...pageFrame, data: list(row, atLeast) });

/** The longer frame of contact lists and inbound rules. */
export const longPage = (row: Shape, atLeast = 0): Shape =>
  object({
    ...pageFrame,
    first_page_url: text,
    last_page_url: text,
    path: text,
    links: list(object({ url: nullable(text), label: text, active: truth }), 1),
    data: list(row, atLeast),
  });

export const currency = object({
  currency_name_short: text,
  currency_prefix_d: text,
  currency_prefix_c: text,
  currency_name_long: text,
});

function failureOf(check: () => void): string | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
