import * as vscode from 'vscode';
import type { Template } from '../../sms/resources';
import { isSameTemplate, templateUri, type TemplateAddress } from './uri';

/** Editors of templates: at most one document for each, whatever its name was when it opened. */
export async function showTemplate(template: Template, accountId: string): Promise<void> {
  await vscode.window.showTextDocument(uriToShow(template, accountId), { preview: true });
}

/** The document it is being edited in, else the one an editor shows, else a new one. */
export function uriToShow(template: Template, accountId: string): vscode.Uri {
  const address = { templateId: template.templateId, accountId };
  // VS Code keeps a document for minutes after its editor closed, so an open document says nothing.
  const shown = unsaved(address)?.uri ?? tabsOf(address)[0]?.shown;
  return shown ?? templateUri(template, accountId);
}

/**
 * The label of an editor is its address, so a renamed template moves to a new editor; but not while
 * it holds text that was not saved.
 */
export async function retitleEditors(template: Template, accountId: string): Promise<void> {
  const uri = templateUri(template, accountId);
  const address = { templateId: template.templateId, accountId };
  const outdated = () => tabsOf(address).filter(({ shown }) => shown.toString() !== uri.toString());
  if (unsaved(address)) {
    return;
  }
  for (const { tab } of outdated()) {
    await vscode.window.showTextDocument(uri, {
      viewColumn: tab.group.viewColumn,
      preserveFocus: !tab.isActive,
      preview: tab.isPreview,
    });
  }
  // Asked again: a preview has already been replaced by what was shown in its place.
  await closeTabs(outdated());
}

/** Text that was not saved stays: it is then the only copy. */
export async function closeEditors(address: TemplateAddress): Promise<void> {
  await closeTabs(tabsOf(address).filter(({ tab }) => !tab.isDirty));
}

interface ShownTab {
  readonly tab: vscode.Tab;
  readonly shown: vscode.Uri;
}

async function closeTabs(tabs: readonly ShownTab[]): Promise<void> {
  await vscode.window.tabGroups.close(
    tabs.map(({ tab }) => tab),
    true,
  );
}

function unsaved(address: TemplateAddress): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find(
    ({ uri, isDirty }) => isDirty && isSameTemplate(uri, address),
  );
}

function tabsOf(address: TemplateAddress): readonly ShownTab[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .flatMap((tab) =>
      tab.input instanceof vscode.TabInputText && isSameTemplate(tab.input.uri, address)
        ? [{ tab, shown: tab.input.uri }]
        : [],
    );
}
