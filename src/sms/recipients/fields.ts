import { nearestName } from '../document/nearestName';
import { eachPlaceholder, fieldKey } from '../placeholders';
import type { RecipientTable } from './recipientTable';

/** Why a placeholder cannot be filled from a table. `name` is as written. */
export type FieldProblem =
  | {
      readonly code: 'unknownPlaceholder';
      readonly name: string;
      readonly suggestion?: string | undefined;
    }
  /** Several columns have the name. */
  | { readonly code: 'ambiguousColumn'; readonly name: string };

/** The first placeholder of a text that no column fills, or more than one. */
export function findFieldProblem(
  body: string,
  { columns, ambiguous }: Pick<RecipientTable, 'columns' | 'ambiguous'>,
): FieldProblem | undefined {
  const fields = new Set(columns.map(fieldKey));
  for (const { name, field } of eachPlaceholder(body)) {
    if (ambiguous.has(field)) {
      return { code: 'ambiguousColumn', name };
    }
    if (!fields.has(field)) {
      return { code: 'unknownPlaceholder', name, suggestion: nearestName(name, columns) };
    }
  }
  return undefined;
}
