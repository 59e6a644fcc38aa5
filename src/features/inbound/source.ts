import * as vscode from 'vscode';
import type { Session } from '../../platform/session';
import type { PagedTreeSource } from '../../platform/tree/pagedTree';
import type { TreeSection } from '../../platform/tree/pagedTreeSection';
import {
  arrangeConversation,
  compareConversations,
  conversationOf,
  replyId,
  rowId,
  type Conversation,
  type InboundRow,
} from './conversation';
import { NewestFirst } from './newestFirst';
import { conversationItem, inboundTooltip, rowItem, type InboundNode } from './row';
import type { InboundClient } from './services';

export const repliesSection = 'replies';
const pageSize = 100;

/** Unread replies as conversations. */
export class InboundSource implements PagedTreeSource<InboundRow, Conversation> {
  readonly failureLabel = vscode.l10n.t("Couldn't load inbound SMS. Retry");
  readonly sections: readonly TreeSection<InboundRow, Conversation>[];
  private pages = new NewestFirst();

  /** `isHidden`: replies that are being marked read and must not come back with a poll. */
  constructor(
    private readonly session: Session<InboundClient>,
    private readonly isHidden: (id: string) => boolean,
  ) {
    this.sections = [
      {
        id: repliesSection,
        itemId: rowId,
        groupOf: conversationOf,
        arrange: arrangeConversation,
        compareGroups: compareConversations,
        load: (page, signal) => this.load(page, signal),
      },
    ];
  }

  /** Another account may list in another order. */
  reset(): void {
    this.pages = new NewestFirst();
  }

  isEnabled(): boolean {
    return this.session.active !== undefined;
  }

  toTreeItem(node: InboundNode): vscode.TreeItem {
    return node.kind === 'item' ? rowItem(node) : conversationItem(node);
  }

  tooltip(node: InboundNode): Promise<vscode.MarkdownString | undefined> {
    return Promise.resolve(node.kind === 'item' ? inboundTooltip(node.item) : undefined);
  }

  private async load(page: number, signal: AbortSignal) {
    const client = await this.session.client();
    const answer = await this.pages.load(page, (number) =>
      client.inbound.list({ page: number, pageSize, signal }),
    );
    const items = answer.items
      .filter((message) => !this.isHidden(replyId(message)))
      .map((message): InboundRow => ({ kind: 'reply', message: { ...message, raw: undefined } }));
    return { ...answer, items };
  }
}
