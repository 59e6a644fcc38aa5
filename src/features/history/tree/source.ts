import * as vscode from 'vscode';
import type { Session } from '../../../platform/session';
import type { PagedTreeSource } from '../../../platform/tree/pagedTree';
import type { TreeSection } from '../../../platform/tree/pagedTreeSection';
import type { HistoryFilter, HistoryMessage, Page } from '../../../sms/resources';
import { dayGroup, scheduledGroup, type HistoryGroup } from './day';
import { isFiltered, toHistoryFilter, type HistoryChoice } from '../filter/filter';
import { groupItem, messageItem, messageTooltip } from './row';
import type { HistoryClient } from '../services';

export const messagesSection = 'messages';
export const scheduledSection = 'scheduled';
const pageSize = 100;

export interface HistorySourceOptions {
  readonly session: Session<HistoryClient>;
  readonly choice: () => HistoryChoice;
  readonly now: () => Date;
  /** The newest loaded day starts out expanded. */
  readonly newestDay: () => string | undefined;
}

/**
 * History as a tree: the scheduled messages, then day after day. Without a filter the scheduled ones
 * stand in their own group only.
 */
export class HistorySource implements PagedTreeSource<HistoryMessage, HistoryGroup> {
  readonly failureLabel = vscode.l10n.t("Couldn't load history. Retry");
  readonly sections: readonly TreeSection<HistoryMessage, HistoryGroup>[];

  constructor(private readonly options: HistorySourceOptions) {
    this.sections = [this.scheduled(), this.days()];
  }

  isEnabled(): boolean {
    return this.options.session.active !== undefined;
  }

  toTreeItem(node: Parameters<PagedTreeSource<HistoryMessage, HistoryGroup>['toTreeItem']>[0]) {
    return node.kind === 'item'
      ? messageItem(node)
      : groupItem(
          node,
          this.options.now(),
          node.group.id === scheduledGroup.id || node.group.id === this.options.newestDay(),
        );
  }

  tooltip(node: Parameters<PagedTreeSource<HistoryMessage, HistoryGroup>['toTreeItem']>[0]) {
    return Promise.resolve(node.kind === 'item' ? messageTooltip(node.item) : undefined);
  }

  private days(): TreeSection<HistoryMessage, HistoryGroup> {
    return {
      id: messagesSection,
      itemId: ({ messageId }) => messageId,
      groupOf: dayGroup,
      contiguousGroups: true,
      isHidden: ({ status }) => status === 'Scheduled' && !isFiltered(this.options.choice()),
      load: (page, signal) =>
        this.list(toHistoryFilter(this.options.choice(), this.options.now()), page, signal),
    };
  }

  private scheduled(): TreeSection<HistoryMessage, HistoryGroup> {
    return {
      id: scheduledSection,
      background: true,
      itemId: ({ messageId }) => messageId,
      groupOf: () => scheduledGroup,
      arrange: (messages) =>
        messages.toSorted((a, b) => (a.schedule ?? Infinity) - (b.schedule ?? Infinity)),
      load: (page, signal) =>
        isFiltered(this.options.choice())
          ? Promise.resolve({ items: [], total: 0, page, pageSize, lastPage: 0 })
          : this.list({ status: 'Scheduled' }, page, signal),
    };
  }

  private async list(
    filter: HistoryFilter,
    page: number,
    signal: AbortSignal,
  ): Promise<Page<HistoryMessage>> {
    const client = await this.options.session.client();
    const answer = await client.history.list({
      filter,
      page,
      pageSize,
      orderBy: 'date:desc',
      signal,
    });
    return { ...answer, items: answer.items.map(withoutRaw) };
  }
}

/** The answer as it came doubles the memory of a row, and is read again when someone asks for it. */
export function withoutRaw(message: HistoryMessage): HistoryMessage {
  return { ...message, raw: undefined };
}
