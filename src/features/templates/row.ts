import * as vscode from 'vscode';
import { measure } from '../../sms/parts';
import { findPlaceholders } from '../../sms/placeholders';
import type { Template } from '../../sms/resources';
import { visibleLine, visibleText } from '../../sms/visibleText';
import type { TemplateNode } from './services';

/** What a template without a name is called. */
export function templateName({ name, templateId }: Template): string {
  return visibleLine(name, 80) || vscode.l10n.t('Template {0}', templateId);
}

export function templateItem(node: TemplateNode): vscode.TreeItem {
  const { item: template } = node;
  const name = templateName(template);
  const words = visibleLine(template.body, 80);
  const item = new vscode.TreeItem(name);
  item.description = words;
  item.iconPath = new vscode.ThemeIcon('note');
  item.contextValue = 'template';
  item.accessibilityInformation = { label: vscode.l10n.t('Template {0}: {1}', name, words) };
  item.command = {
    command: 'clicksend.template.open',
    title: vscode.l10n.t('Open Template'),
    arguments: [node],
  };
  return item;
}

/** A body can hold anything, so it stands in a code block and is never parsed as Markdown. */
export function templateTooltip(template: Template): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString();
  tooltip.appendMarkdown('**').appendText(templateName(template)).appendMarkdown('**\n');
  const shown = visibleText(template.body.slice(0, 1000));
  tooltip.appendCodeblock(template.body.length > 1000 ? `${shown}…` : shown, 'plaintext');
  tooltip.appendText(sizeText(template.body));
  const names = [...new Set(findPlaceholders(template.body).map(({ name }) => visibleLine(name)))];
  if (names.length > 0) {
    tooltip.appendText('\n').appendText(vscode.l10n.t('Placeholders: {0}', names.join(', ')));
  }
  return tooltip;
}

function sizeText(body: string): string {
  const { parts, encoding, units } = measure(body);
  if (parts === 0) {
    return vscode.l10n.t('Empty');
  }
  const size = units.toLocaleString(vscode.env.language);
  return parts === 1
    ? vscode.l10n.t('1 part, {0}, characters as written: {1}', encoding, size)
    : vscode.l10n.t('{0} parts, {1}, characters as written: {2}', parts, encoding, size);
}
