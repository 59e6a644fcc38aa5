import * as vscode from 'vscode';
import type { PagedNode, TreeGroup } from '../../platform/tree/pagedTreeNode';
import type { Template } from '../../sms/resources';

/** A template dragged into an editor drops its text; nothing can be dropped on the list. */
export const templateDrag: vscode.TreeDragAndDropController<PagedNode<Template, TreeGroup>> = {
  dragMimeTypes: ['text/plain'],
  dropMimeTypes: [],
  handleDrag(nodes, transfer) {
    const bodies = nodes.flatMap((node) => (node.kind === 'item' ? [node.item.body] : []));
    transfer.set('text/plain', new vscode.DataTransferItem(bodies.join('\n')));
  },
};
