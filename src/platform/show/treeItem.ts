import type * as vscode from 'vscode';
import { visibleText } from '../../sms/visibleText';
import { oneLine } from './outsideText';

/** Trees render neither links nor icons in texts. A tooltip may have several lines. */
export function cleanTreeItem(item: vscode.TreeItem): vscode.TreeItem {
  const { label, description, tooltip } = item;
  if (typeof label === 'string') {
    item.label = oneLine(label);
  }
  if (typeof description === 'string') {
    item.description = oneLine(description);
  }
  if (typeof tooltip === 'string') {
    item.tooltip = visibleText(tooltip);
  }
  return item;
}
