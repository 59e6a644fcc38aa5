import * as vscode from 'vscode';
import { languageIds } from '../../contributions';
import { registerCommand } from '../../platform/commands';
import { accountOf } from '../../platform/documents';
import { AccountFacts } from './completion/accountFacts';
import { RulesOfAccount } from './accountRules';
import { Analyses } from './analyses';
import { SendLenses } from './codeLenses';
import { Completion } from './completion/completion';
import { PartDecorations } from './decorations';
import { showDiagnostics } from './problems/diagnostics';
import { Hover } from './hover';
import { WholeTables } from './preview/wholeTables';
import { Previews } from './preview/previews';
import { PartPrices } from './prices/partPrices';
import { QuickFixes } from './problems/quickFixes';
import { RecipientTables } from './recipients/recipientTables';
import type { DocumentServices } from './services';
import { priceDocument, sendDocument, smsDocument } from './sending';
import { registerStructure } from './structure';

function registerProviders({
  analyses,
  facts,
  prices,
  wholeTables,
}: {
  readonly analyses: Analyses;
  readonly facts: AccountFacts;
  readonly prices: PartPrices;
  readonly wholeTables: WholeTables;
}): vscode.Disposable {
  const { languages } = vscode;
  const selector = { language: languageIds.sms };
  const lenses = new SendLenses(analyses, prices, wholeTables);
  return vscode.Disposable.from(
    lenses,
    registerStructure(),
    languages.registerCodeLensProvider(selector, lenses),
    languages.registerHoverProvider(selector, new Hover(analyses)),
    languages.registerCompletionItemProvider(
      selector,
      new Completion(analyses, facts),
      ...Completion.triggers,
    ),
    languages.registerCodeActionsProvider(selector, new QuickFixes(analyses), {
      providedCodeActionKinds: QuickFixes.kinds,
    }),
  );
}

/** Everything for SMS documents: problems, lenses, marks, completion, preview, sending. */
export function openDocument({
  session,
  errors,
  spending,
  extensionUri,
}: DocumentServices): vscode.Disposable {
  const tables = new RecipientTables(errors);
  const facts = new AccountFacts(session, errors);
  const prices = new PartPrices(session, errors);
  const rules = new RulesOfAccount(session, errors);
  const analyses = new Analyses({ tables, errors, rules: (uri) => rules.lookUp(accountOf(uri)) });
  const media = vscode.Uri.joinPath(extensionUri, 'media');
  const wholeTables = new WholeTables(analyses, tables, errors);
  const previews = new Previews({ analyses, wholeTables, prices, errors, media });
  return vscode.Disposable.from(
    tables,
    facts,
    rules,
    prices,
    wholeTables,
    previews,
    rules.onDidChange(() => {
      analyses.refresh();
    }),
    showDiagnostics(analyses),
    new PartDecorations(analyses),
    analyses,
    registerProviders({ analyses, facts, prices, wholeTables }),
    registerCommand(errors, 'clicksend.document.send', async (uri) => {
      const document = await smsDocument(uri);
      return spending.once(`document:${document.uri.toString()}`, () =>
        sendDocument(analyses, document),
      );
    }),
    registerCommand(errors, 'clicksend.document.preview', async (uri) => {
      previews.show(await smsDocument(uri));
    }),
    registerCommand(errors, 'clicksend.document.price', async (uri) =>
      priceDocument(analyses, await smsDocument(uri)),
    ),
  );
}
