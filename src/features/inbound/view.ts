import * as vscode from 'vscode';
import { systemClock, type Clock } from '../../platform/clock';
import { ContextKeys, Views } from '../../contributions';
import { isCancellation } from '../../platform/errors';
import { PagedTree } from '../../platform/tree/pagedTree';
import type { PagedNode } from '../../platform/tree/pagedTreeNode';
import { PagedTreeView } from '../../platform/tree/pagedTreeView';
import type { TreeHost } from '../../platform/tree/treeHost';
import { onDidChangeSetting, setting } from '../../platform/settings';
import type { InboundMessage } from '../../sms/resources';
import { Announcer } from './announcer';
import type { Conversation, InboundRow } from './conversation';
import { Marking } from './marking';
import { hasPollRule } from './pollRule';
import { Poller } from './poller';
import type { InboundServices } from './services';
import { InboundSource, repliesSection } from './source';

export type InboundHost = TreeHost<PagedNode<InboundRow, Conversation>>;

export interface InboundActions {
  reply(message: InboundMessage): unknown;
  open(message: InboundMessage): unknown;
}

/** The Inbound view: its tree, badge, polling, and what is said when nothing can arrive. */
export class InboundView implements vscode.Disposable {
  readonly tree: PagedTree<InboundRow, Conversation>;
  readonly marking: Marking;
  private readonly source: InboundSource;
  private readonly view: PagedTreeView<InboundRow, Conversation>;
  private readonly poller: Poller;
  private readonly announcer: Announcer;
  private readonly subscription: vscode.Disposable;
  private pollRule: 'unknown' | 'present' | 'missing' = 'unknown';

  constructor(
    private readonly services: InboundServices,
    host: InboundHost,
    actions: InboundActions,
    clock: Clock = systemClock,
  ) {
    const { session, errors } = services;
    this.marking = new Marking({
      session,
      clock,
      onHide: (ids) => {
        this.tree.remove(repliesSection, ids);
      },
      onBack: () => this.tree.refresh(1),
    });
    this.source = new InboundSource(session, (id) => this.marking.isHidden(id));
    this.tree = new PagedTree(this.source, errors);
    this.view = new PagedTreeView(host, this.tree, {
      stateKey: ContextKeys.inboundState,
      describeState: (state) =>
        state === 'empty' && this.pollRule === 'missing' ? 'noRule' : state,
    });
    this.announcer = new Announcer({
      ...actions,
      schedule: clock.schedule,
      show: () => vscode.commands.executeCommand(`${Views.inbound}.focus`),
    });
    this.poller = new Poller({
      schedule: clock.schedule,
      interval: pollInterval,
      poll: () => this.tree.refreshQuietly(repliesSection, 1),
      onOutcome: (error) => {
        this.noteOutcome(error);
      },
    });
    this.subscription = this.listen();
    this.poller.look(this.view.visible);
  }

  /** The loaded replies, newest first. */
  replies(): readonly InboundMessage[] {
    return this.tree
      .items(repliesSection)
      .map(({ message }) => message)
      .toSorted((a, b) => (b.timestamp ?? 0) - (a.timestamp ?? 0));
  }

  find(messageId: string): InboundMessage | undefined {
    return [...this.replies(), ...this.marking.read].find((each) => each.messageId === messageId);
  }

  /** As the server counts, which includes copies, unless everything is here. */
  unread(): number {
    const complete = !this.tree.hasMore(repliesSection);
    return complete ? this.replies().length : (this.tree.total(repliesSection) ?? 0);
  }

  async refresh(): Promise<void> {
    this.view.message(undefined);
    this.pollRule = 'unknown';
    await this.view.refresh();
    await this.checkRule();
  }

  /** A rule was just found or made. */
  noteRule(): void {
    this.pollRule = 'present';
    this.view.publishState();
  }

  dispose(): void {
    this.subscription.dispose();
    this.poller.dispose();
    this.view.dispose();
    this.tree.dispose();
  }

  private listen(): vscode.Disposable {
    return vscode.Disposable.from(
      this.view.view.onDidChangeVisibility(({ visible }) => {
        this.poller.look(visible);
        if (visible && this.tree.state !== 'idle') {
          void this.pollNow();
        }
      }),
      this.services.session.onDidChangeActive(() => {
        this.startOver();
      }),
      this.tree.onDidLoad(() => {
        this.showCount();
        if (this.tree.total(repliesSection) !== undefined) {
          this.announcer.notice(this.replies());
        }
      }),
      this.tree.onDidChangeState((state) => {
        if (state === 'empty') {
          void this.checkRule();
        }
      }),
      onDidChangeSetting('clicksend.inbound.pollInterval', () => {
        this.poller.restart();
      }),
    );
  }

  private startOver(): void {
    this.announcer.forget();
    this.marking.forget();
    this.source.reset();
    this.pollRule = 'unknown';
    this.view.message(undefined);
    this.tree.reset();
    this.view.publishState();
    this.showCount();
    this.poller.restart();
  }

  private showCount(): void {
    const count = this.unread();
    this.view.badge(
      count,
      count === 1 ? vscode.l10n.t('1 unread SMS') : vscode.l10n.t('{0} unread SMS', count),
    );
  }

  private async pollNow(): Promise<void> {
    try {
      await this.tree.refreshQuietly(repliesSection, 1);
      this.noteOutcome(undefined);
    } catch (error) {
      this.noteOutcome(error);
    }
  }

  private noteOutcome(error: unknown): void {
    if (error === undefined || isCancellation(error)) {
      this.view.message(undefined);
      return;
    }
    this.services.errors.record('inbound', error);
    this.view.message(
      vscode.l10n.t('Not up to date: {0}', this.services.errors.explain(error).message),
    );
  }

  /** Only an empty view raises the question, and only once for an account. */
  private async checkRule(): Promise<void> {
    if (this.tree.state !== 'empty' || this.pollRule !== 'unknown') {
      return;
    }
    const { session, errors } = this.services;
    const account = session.active?.id;
    try {
      const found = await hasPollRule(await session.client());
      if (session.active?.id === account) {
        this.pollRule = found ? 'present' : 'missing';
        this.view.publishState();
      }
    } catch (error) {
      errors.record('inbound rules', error);
    }
  }
}

/** ClickSend allows about 20 requests a minute on some endpoints. */
const shortestInterval = 5;

function pollInterval(): number {
  const seconds = setting('clicksend.inbound.pollInterval');
  return seconds > 0 ? Math.max(shortestInterval, seconds) * 1000 : 0;
}
