import * as vscode from 'vscode';
import { registerCommand } from '../../platform/commands';
import type { ErrorBoundary } from '../../platform/errors';
import { Analyses, languageId } from './analyses';
import { SendLenses } from './codeLenses';
import { PartDecorations } from './decorations';
import { showDiagnostics } from './diagnostics';
import { QuickFixes } from './quickFixes';
import { RecipientTables } from './recipientTables';
import { priceDocument, sendDocument, smsDocument } from './sending';

export interface LanguageServices {
  readonly errors: ErrorBoundary;
}

export function registerLanguage({ errors }: LanguageServices): vscode.Disposable {
  const tables = new RecipientTables(errors);
  const analyses = new Analyses({ tables, errors, maxParts: () => undefined });
  const lenses = new SendLenses(analyses);
  const selector = { language: languageId };
  return vscode.Disposable.from(
    tables,
    showDiagnostics(analyses),
    new PartDecorations(analyses),
    analyses,
    lenses,
    vscode.languages.registerCodeLensProvider(selector, lenses),
    vscode.languages.registerCodeActionsProvider(selector, new QuickFixes(analyses), {
      providedCodeActionKinds: QuickFixes.kinds,
    }),
    registerCommand(errors, 'clicksend.document.send', async (uri) =>
      sendDocument(analyses, await smsDocument(uri)),
    ),
    registerCommand(errors, 'clicksend.document.price', async (uri) =>
      priceDocument(analyses, await smsDocument(uri)),
    ),
  );
}
