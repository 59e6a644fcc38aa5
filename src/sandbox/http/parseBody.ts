import * as v from 'valibot';
import { badRequest } from './envelope';

/** Checks a request's JSON; throws the API's 400 with the field that is wrong. */
export function parseBody<Schema extends v.GenericSchema>(
  schema: Schema,
  body: unknown,
): v.InferOutput<Schema> {
  // An array would pass for an object without any of its fields.
  if (Array.isArray(body)) {
    throw badRequest('The request body must be a JSON object.');
  }
  const result = v.safeParse(schema, body ?? {});
  if (result.success) {
    return result.output;
  }
  const [issue] = result.issues;
  const field = v.getDotPath(issue);
  if (field === null) {
    throw badRequest('The request body must be a JSON object.');
  }
  throw badRequest(`The ${field} field is not valid.`, { [field]: [issue.message] });
}
