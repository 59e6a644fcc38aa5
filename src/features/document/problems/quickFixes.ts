import * as vscode from 'vscode';
import { oneLine } from '../../../platform/show/outsideText';
import type { Analyses } from '../analyses';
import { rangeOf, toDiagnostic } from './diagnostics';
import { fixesFor } from './fixes';

const shownProblems = 20;

/** Offers the fixes of the problems under the cursor. */
export class QuickFixes implements vscode.CodeActionProvider {
  static readonly kinds = [vscode.CodeActionKind.QuickFix];

  constructor(private readonly analyses: Analyses) {}

  provideCodeActions(document: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
    const analysis = this.analyses.current(document);
    const from = document.offsetAt(range.start);
    const to = document.offsetAt(range.end);
    const actions = new Map<string, vscode.CodeAction>();
    const touched = analysis.problems.filter(({ start, end }) => start <= to && from <= end);
    for (const problem of touched.slice(0, shownProblems)) {
      for (const { title, edits, isPreferred } of fixesFor(problem, analysis)) {
        const key = `${title}:${edits.map(({ start }) => start).join()}`;
        if (actions.has(key)) {
          continue;
        }
        const action = new vscode.CodeAction(oneLine(title), vscode.CodeActionKind.QuickFix);
        action.edit = new vscode.WorkspaceEdit();
        for (const edit of edits) {
          action.edit.replace(document.uri, rangeOf(document, edit), edit.newText);
        }
        action.diagnostics = [toDiagnostic(document, problem)];
        action.isPreferred = isPreferred === true;
        actions.set(key, action);
      }
    }
    return [...actions.values()];
  }
}
