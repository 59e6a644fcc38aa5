import type { TreeGroup } from '../../platform/tree/pagedTreeNode';
import type { InboundMessage } from '../../sms/resources';

/** The other party, by number. */
export interface Conversation extends TreeGroup {
  readonly number: string;
}

/** A row of a conversation: a reply, or the message of ours that it answers. */
export type InboundRow =
  | { readonly kind: 'reply'; readonly message: InboundMessage }
  | { readonly kind: 'original'; readonly messageId: string; readonly message: InboundMessage };

export function rowId(row: InboundRow): string {
  return row.kind === 'reply' ? replyId(row.message) : `original:${row.messageId}`;
}

/** Every POLL rule gives a copy under the same id. */
export function replyId({ messageId, from, timestamp }: InboundMessage): string {
  return messageId === '' ? `${from}@${timestamp ?? 0}` : messageId;
}

export function conversationOf({ message: { from } }: InboundRow): Conversation {
  return { id: from, number: from };
}

/** In the order of time, each message of ours before the first reply to it. */
export function arrangeConversation(rows: readonly InboundRow[]): readonly InboundRow[] {
  const told = new Set<string>();
  return rows
    .filter((row) => row.kind === 'reply')
    .toSorted((a, b) => timeOf(a) - timeOf(b))
    .flatMap((reply): readonly InboundRow[] => {
      const { originalMessageId, originalBody } = reply.message;
      if (originalMessageId === undefined || originalBody === undefined) {
        return [reply];
      }
      if (told.has(originalMessageId)) {
        return [reply];
      }
      told.add(originalMessageId);
      return [{ kind: 'original', messageId: originalMessageId, message: reply.message }, reply];
    });
}

/** The conversation with the newest reply first. */
export function compareConversations(a: readonly InboundRow[], b: readonly InboundRow[]): number {
  const newest = (rows: readonly InboundRow[]) =>
    rows.reduce((most, row) => Math.max(most, timeOf(row)), 0);
  return newest(b) - newest(a);
}

export function timeOf({ message }: InboundRow): number {
  return message.timestamp ?? 0;
}
