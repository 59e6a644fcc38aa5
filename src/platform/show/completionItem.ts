import type * as vscode from 'vscode';
import { visibleText } from '../../sms/visibleText';
import { oneLine } from './outsideText';

/** What is shown of a completion is cleaned; what it inserts and is found by stays as it was. */
export function cleanCompletion(item: vscode.CompletionItem): vscode.CompletionItem {
  const { label, detail, documentation } = item;
  const name = typeof label === 'string' ? label : label.label;
  item.insertText ??= name;
  item.filterText ??= name;
  item.label = typeof label === 'string' ? oneLine(label) : { ...label, label: oneLine(name) };
  if (detail !== undefined) {
    item.detail = oneLine(detail);
  }
  if (typeof documentation === 'string') {
    item.documentation = visibleText(documentation);
  }
  return item;
}
