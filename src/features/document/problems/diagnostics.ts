import * as vscode from 'vscode';
import { oneLine } from '../../../platform/show/outsideText';
import type { Analyses } from '../analyses';
import type { Problem } from './problem';
import { problemWords } from './problemWords';

const severities = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
} as const;

export function rangeOf(
  document: vscode.TextDocument,
  { start, end }: { readonly start: number; readonly end: number },
): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

export function toDiagnostic(document: vscode.TextDocument, problem: Problem): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(
    rangeOf(document, problem),
    oneLine(problemWords(problem)),
    severities[problem.severity],
  );
  diagnostic.source = 'ClickSend';
  diagnostic.code = problem.finding.code;
  return diagnostic;
}

/** Shows what the analyses find as problems. */
export function showDiagnostics(analyses: Analyses): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('clicksend-sms');
  return vscode.Disposable.from(
    collection,
    analyses.onDidAnalyse((document) => {
      const problems = analyses.latest(document)?.problems ?? [];
      collection.set(
        document.uri,
        problems.map((problem) => toDiagnostic(document, problem)),
      );
    }),
    analyses.onDidForget(({ uri }) => {
      collection.delete(uri);
    }),
  );
}
