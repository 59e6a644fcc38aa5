import { diagnoseBody } from './bodyDiagnostics';
import type { Diagnostic, DiagnosticContext } from './diagnostic';
import { diagnoseHeader } from './headerDiagnostics';
import type { SmsDocument } from './syntax';

/** All that is wrong with a document and can be known without network and table, by position. */
export function diagnose(document: SmsDocument, context: DiagnosticContext): readonly Diagnostic[] {
  return [...diagnoseHeader(document, context), ...diagnoseBody(document, context)].sort(
    (a, b) => a.start - b.start || a.end - b.end,
  );
}
