import type { FileProblem } from '../../../platform/files/namedFile';
import type { Finding, DiagnosticSeverity } from '../../../sms/document/diagnostic';
import type { Span } from '../../../sms/document/syntax';
import type { NumberProblem } from '../../../sms/numbers/phone';
import type { FlawReason } from '../../../sms/recipients/csvRows';
import type { FieldProblem } from '../../../sms/recipients/fields';
import type { TableProblem } from '../../../sms/recipients/rowReader';
import type { RowTally } from '../recipients/tableSummary';

/** What is wrong with the table that a document names. */
export type TableFinding =
  | { readonly code: 'tableRefused'; readonly path: string; readonly problem: FileProblem }
  | {
      readonly code: 'tableUnreadable';
      readonly reason: TableProblem;
      readonly row: number | undefined;
    }
  | { readonly code: 'noNumberColumn'; readonly candidates: readonly string[] }
  | {
      readonly code: 'unknownNumberColumn';
      readonly name: string;
      readonly suggestion: string | undefined;
    }
  | Extract<FieldProblem, { readonly code: 'ambiguousColumn' }>
  | {
      readonly code: 'flawedRows';
      readonly rows: RowTally<{ readonly row: number; readonly reason: FlawReason }>;
    }
  /** Written by a campaign about its messages. */
  | { readonly code: 'ownReport' }
  | { readonly code: 'noRecipients' }
  | {
      readonly code: 'badRows';
      readonly rows: RowTally<{ readonly row: number; readonly reason: NumberProblem }>;
    }
  | {
      readonly code: 'duplicateRows';
      readonly rows: RowTally<{ readonly row: number; readonly firstRow: number }>;
    }
  | { readonly code: 'blankCells'; readonly name: string; readonly rows: RowTally<number> };

export interface Problem extends Span {
  readonly severity: DiagnosticSeverity;
  readonly finding: Finding | TableFinding;
}
