import * as vscode from 'vscode';
import { systemClock, type Clock } from '../../../platform/clock';
import { setContext } from '../../../platform/commands';
import { ContextKeys } from '../../../contributions';
import { isCancellation } from '../../../platform/errors';
import { PagedTree } from '../../../platform/tree/pagedTree';
import type { PagedNode } from '../../../platform/tree/pagedTreeNode';
import { PagedTreeView } from '../../../platform/tree/pagedTreeView';
import type { TreeHost } from '../../../platform/tree/treeHost';
import type { HistoryMessage } from '../../../sms/resources';
import { dayGroup, type HistoryGroup } from './day';
import { describeFilter, isFiltered, type HistoryChoice } from '../filter/filter';
import { Follower } from './follower';
import { findMessage, MessageDocuments } from '../message/messageDocuments';
import type { HistoryServices } from '../services';
import { HistorySource, messagesSection, scheduledSection, withoutRaw } from './source';
import { isPending } from '../status';

/** A view that was out of sight for longer is read again when it comes back. */
const staleAfterMs = 60_000;

export type HistoryHost = TreeHost<PagedNode<HistoryMessage, HistoryGroup>>;

/** The History view: its tree, its filter, and the following of what is not final. */
export class HistoryView implements vscode.Disposable {
  readonly tree: PagedTree<HistoryMessage, HistoryGroup>;
  readonly documents: MessageDocuments;
  private readonly view: PagedTreeView<HistoryMessage, HistoryGroup>;
  private readonly follower: Follower;
  private readonly subscription: vscode.Disposable;
  private chosen: HistoryChoice = {};
  private readAt: number;

  constructor(
    private readonly services: HistoryServices,
    host: HistoryHost,
    private readonly clock: Clock = systemClock,
  ) {
    const { session, errors, sends } = services;
    const source = new HistorySource({
      session,
      choice: () => this.chosen,
      now: () => this.clock.now(),
      newestDay: () => this.newestDay(),
    });
    this.tree = new PagedTree(source, errors);
    this.documents = new MessageDocuments(session, errors);
    this.readAt = clock.now().getTime();
    this.view = new PagedTreeView(host, this.tree, {
      stateKey: ContextKeys.historyState,
      describeState: (state) => (state === 'empty' && isFiltered(this.chosen) ? 'filtered' : state),
    });
    this.follower = this.makeFollower();
    this.subscription = vscode.Disposable.from(
      this.view.view.onDidChangeVisibility(({ visible }) => {
        this.look(visible);
      }),
      session.onDidChangeActive(() => {
        this.choose({});
        this.documents.forget();
      }),
      sends.onDidSend(() => {
        void this.refreshInBackground();
      }),
      this.tree.onDidChangeTreeData(() => {
        this.documents.notice(this.messages());
      }),
    );
    this.follower.look(this.view.visible);
  }

  get choice(): HistoryChoice {
    return this.chosen;
  }

  choose(choice: HistoryChoice): void {
    this.chosen = choice;
    this.view.describe(describeFilter(choice));
    this.view.message(undefined);
    void setContext(ContextKeys.historyFiltered, isFiltered(choice));
    this.tree.reset();
    this.view.publishState();
    this.follower.restart();
  }

  async refresh(): Promise<void> {
    this.readAt = this.clock.now().getTime();
    this.view.message(undefined);
    await this.view.refresh();
    this.follower.restart();
  }

  async show(messageId: string): Promise<void> {
    const node = this.tree.itemNode(messagesSection, messageId);
    if (node && this.view.visible) {
      await this.view.view.reveal(node, { select: true, focus: false });
    }
  }

  dispose(): void {
    this.subscription.dispose();
    this.follower.dispose();
    this.view.dispose();
    this.tree.dispose();
    this.documents.dispose();
  }

  private newestDay(): string | undefined {
    const newest = this.tree.items(messagesSection)[0];
    return newest && dayGroup(newest).id;
  }

  private messages(): readonly HistoryMessage[] {
    return [...this.tree.items(scheduledSection), ...this.tree.items(messagesSection)];
  }

  private seconds(): number {
    return this.clock.now().getTime() / 1000;
  }

  private look(visible: boolean): void {
    if (visible && this.clock.now().getTime() - this.readAt > staleAfterMs) {
      void this.refreshInBackground();
    }
    this.follower.look(visible);
  }

  /** Nobody asked, so a failure is only noted. A view that never loaded has nothing to refresh. */
  private async refreshInBackground(): Promise<void> {
    this.readAt = this.clock.now().getTime();
    try {
      await this.tree.refreshQuietly(messagesSection, 1);
      await this.tree.refreshQuietly(scheduledSection, 1);
      this.noteOutcome(undefined);
    } catch (error) {
      this.noteOutcome(error);
    }
    this.follower.restart();
  }

  private noteOutcome(error: unknown): void {
    if (error === undefined || isCancellation(error)) {
      this.view.message(undefined);
      return;
    }
    this.services.errors.record('history', error);
    this.view.message(
      vscode.l10n.t('Not up to date: {0}', this.services.errors.explain(error).message),
    );
  }

  private makeFollower(): Follower {
    const watched = async (work: () => Promise<void>): Promise<boolean> => {
      const before = this.messages().map(state).join();
      await work();
      return before !== this.messages().map(state).join();
    };
    return new Follower({
      now: () => this.seconds(),
      schedule: this.clock.schedule,
      messages: () => this.messages().toSorted((a, b) => (b.date ?? 0) - (a.date ?? 0)),
      refreshNewest: () =>
        watched(async () => {
          const due = this.tree
            .items(scheduledSection)
            .some((message) => isPending(message, this.seconds()));
          await this.tree.refreshQuietly(messagesSection, 1);
          if (due) {
            await this.tree.refreshQuietly(scheduledSection, 1);
          }
        }),
      refreshOlder: (ids) =>
        watched(async () => {
          const client = await this.services.session.client();
          const found = await Promise.all(ids.map((id) => findMessage(client, id)));
          const messages = found.filter((message) => message !== undefined).map(withoutRaw);
          this.tree.update(messagesSection, messages);
          const sent = messages.filter(({ status }) => status !== 'Scheduled');
          this.tree.remove(
            scheduledSection,
            sent.map(({ messageId }) => messageId),
          );
        }),
      onOutcome: (error) => {
        this.noteOutcome(error);
      },
    });
  }
}

function state({ messageId, status, statusCode }: HistoryMessage): string {
  return `${messageId}${status}${statusCode ?? ''}`;
}
