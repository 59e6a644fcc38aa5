import * as vscode from 'vscode';
import type { CommandArguments } from '../../contributions';
import type { ErrorBoundary } from '../errors';
import type { FailureNode, LimitNode, MoreNode, PagedTreeRows } from './pagedTreeNode';
type RowCommand = Extract<keyof CommandArguments, `_clicksend.tree.${string}`>;

/** "Load more", "Retry" and the end of what is kept: rows that every paged tree has. */
export function ownRowItem(
  node: MoreNode | LimitNode | FailureNode,
  tree: PagedTreeRows,
  failureLabel: string,
  errors: Pick<ErrorBoundary, 'explain'>,
): vscode.TreeItem {
  const command = (id: RowCommand, title: string): vscode.Command => ({
    command: id,
    title,
    arguments: [tree, node.sectionId],
  });
  switch (node.kind) {
    case 'more': {
      const label = node.loading ? vscode.l10n.t('Loading…') : vscode.l10n.t('Load more');
      const item = new vscode.TreeItem(label);
      item.description = vscode.l10n.t('{0} of {1}', number(node.loaded), number(node.total));
      item.iconPath = new vscode.ThemeIcon(node.loading ? 'sync~spin' : 'chevron-down');
      item.contextValue = 'more';
      item.command = command('_clicksend.tree.loadMore', label);
      return item;
    }
    case 'limit': {
      const item = new vscode.TreeItem(
        vscode.l10n.t('Showing the first {0}. Filter to see others.', number(node.loaded)),
      );
      item.description = vscode.l10n.t('{0} of {1}', number(node.loaded), number(node.total));
      item.iconPath = new vscode.ThemeIcon('info');
      item.contextValue = 'limit';
      return item;
    }
    case 'failure': {
      const { message } = errors.explain(node.error);
      const item = new vscode.TreeItem(failureLabel);
      item.description = message;
      item.tooltip = message;
      item.iconPath = new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
      item.contextValue = 'failure';
      item.command = command('_clicksend.tree.retry', failureLabel);
      return item;
    }
  }
}

function number(value: number): string {
  return value.toLocaleString(vscode.env.language);
}
