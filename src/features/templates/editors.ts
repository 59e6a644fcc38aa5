import * as vscode from 'vscode';
import type { Template } from '../../sms/resources';
import { isSameTemplate, templateUri, type TemplateAddress } from './uri';

/** Editors of templates: at most one document for each, whatever its name was when it opened. */
export async function showTemplate(template: Template, accountId: string): Promise<void> {
  await vscode.window.showTextDocument(uriToShow(template, accountId), { preview: true });
}

/** Its document if one is open already, else a new one. */
export function uriToShow(template: Template, accountId: string): vscode.Uri {
  const address = { templateId: template.templateId, accountId };
  const open = vscode.workspace.textDocuments.find(
    ({ uri, isClosed }) => !isClosed && isSameTemplate(uri, address),
  );
  return open?.uri ?? templateUri(template, accountId);
}

/** The label of an editor is its address, so a renamed template moves to a new editor. */
export async function retitleEditors(template: Template, accountId: string): Promise<void> {
  const uri = templateUri(template, accountId);
  const address = { templateId: template.templateId, accountId };
  for (const { tab, shown } of cleanTabs(address)) {
    if (shown.toString() === uri.toString()) {
      continue;
    }
    await vscode.window.showTextDocument(uri, {
      viewColumn: tab.group.viewColumn,
      preserveFocus: !tab.isActive,
      preview: tab.isPreview,
    });
    await vscode.window.tabGroups.close(tab, true);
  }
}

/** Text that was not saved stays: it is then the only copy. */
export async function closeEditors(address: TemplateAddress): Promise<void> {
  await vscode.window.tabGroups.close(
    cleanTabs(address).map(({ tab }) => tab),
    true,
  );
}

function cleanTabs(address: TemplateAddress) {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .flatMap((tab) =>
      tab.input instanceof vscode.TabInputText &&
      !tab.isDirty &&
      isSameTemplate(tab.input.uri, address)
        ? [{ tab, shown: tab.input.uri }]
        : [],
    );
}
