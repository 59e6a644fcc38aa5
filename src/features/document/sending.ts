import * as vscode from 'vscode';
import { languageIds } from '../../contributions';
import { executeCommand } from '../../platform/commands';
import { UserFacingError } from '../../platform/errors';
import { findEntry } from '../../sms/document/syntax';
import type { Analyses, Analysis } from './analyses';
import { campaignOf, draftFor, draftOf, type DraftOptions } from './draft';

export function isCampaign({ document }: Analysis): boolean {
  return Boolean(findEntry(document, 'recipients') ?? findEntry(document, 'list'));
}

/** The document asked for, or the one being edited. */
export async function smsDocument(uri: unknown): Promise<vscode.TextDocument> {
  const document =
    uri instanceof vscode.Uri
      ? await vscode.workspace.openTextDocument(uri)
      : vscode.window.activeTextEditor?.document;
  if (document?.languageId !== languageIds.sms) {
    throw new UserFacingError(vscode.l10n.t('Open an SMS document (*.sms) first.'));
  }
  return document;
}

/** A campaign asks by itself whether to leave rows out that are not well formed. */
function refuseErrors({ problems }: Analysis, asksAboutRows = false): void {
  const errors = problems.filter(
    ({ severity, finding }) =>
      severity === 'error' && !(asksAboutRows && finding.code === 'flawedRows'),
  ).length;
  if (errors === 0) {
    return;
  }
  throw new UserFacingError(
    errors === 1
      ? vscode.l10n.t('The document has an error. Correct it before sending.')
      : vscode.l10n.t('The document has {0} errors. Correct them before sending.', errors),
    {
      title: vscode.l10n.t('Show Problems'),
      run: () => vscode.commands.executeCommand('workbench.actions.view.problems'),
    },
  );
}

const draftOptions = (): DraftOptions => ({
  now: Date.now(),
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
});

export async function sendDocument(analyses: Analyses, document: vscode.TextDocument) {
  const analysis = analyses.current(document);
  refuseErrors(analysis, true);
  if (!isCampaign(analysis)) {
    return executeCommand('_clicksend.message.compose', draftOf(analysis, draftOptions()), 'send');
  }
  const name = document.uri.path.slice(document.uri.path.lastIndexOf('/') + 1);
  return executeCommand('_clicksend.campaign.run', campaignOf(analysis, name, draftOptions()));
}

export async function priceDocument(analyses: Analyses, document: vscode.TextDocument) {
  const analysis = analyses.current(document);
  refuseErrors(analysis);
  const options = draftOptions();
  const draft = findEntry(analysis.document, 'recipients')
    ? draftFor(analysis, 0, options)
    : draftOf(analysis, options);
  if (!draft) {
    throw new UserFacingError(
      vscode.l10n.t('The table is still being read. Try again in a moment.'),
    );
  }
  return executeCommand('_clicksend.message.compose', draft, 'price');
}
