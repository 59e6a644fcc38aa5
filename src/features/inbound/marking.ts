import * as vscode from 'vscode';
import type { ClientSlice } from '../../api/client';
import type { Session } from '../../platform/session';
import { showWarning } from '../../platform/show/messages';
import { showProgress } from '../../platform/show/status';
import type { Clock } from '../../platform/clock';
import { shortMoment } from '../../platform/words/moment';
import { replyId } from './conversation';
import { numberWords } from './row';
import type { InboundClient } from './services';
import type { InboundMessage } from '../../sms/resources';

const cancelMs = 6_000;
const mostRemembered = 50;

export interface MarkingOptions {
  readonly session: Session<InboundClient>;
  readonly clock: Pick<Clock, 'schedule'>;
  /** These leave the view for now. */
  onHide(gone: readonly string[]): void;
  onBack(): Promise<void>;
}

/**
 * Marks replies as read. ClickSend cannot take that back, so one reply leaves the view at once but
 * is marked only when the time to cancel is over, and anything wider asks first.
 */
export class Marking {
  private readonly hidden = new Set<string>();
  /** Being marked one by one: the second half of a double click has no say, and no Cancel of its own. */
  private readonly underWay = new Set<string>();
  private readonly remembered: InboundMessage[] = [];

  constructor(private readonly options: MarkingOptions) {}

  /** Replies marked read in this window, newest first: the API no longer lists them. */
  get read(): readonly InboundMessage[] {
    return this.remembered;
  }

  isHidden(id: string): boolean {
    return this.hidden.has(id);
  }

  /** Another account: its replies have ids of their own. */
  forget(): void {
    this.hidden.clear();
    this.remembered.length = 0;
  }

  async markOne(message: InboundMessage): Promise<void> {
    const id = replyId(message);
    if (this.underWay.has(id)) {
      return;
    }
    this.underWay.add(id);
    try {
      const client = await this.options.session.client();
      await this.whileHidden([message], async () => {
        if (!(await this.hasSecondThoughts(message))) {
          await this.markEach(client, [message]);
        }
      });
    } finally {
      this.underWay.delete(id);
    }
  }

  async markConversation(messages: readonly InboundMessage[]): Promise<void> {
    const [first] = messages;
    const client = await this.options.session.client();
    if (
      first &&
      (await this.confirm(
        vscode.l10n.t('Mark {0} SMS from {1} as read?', messages.length, numberWords(first.from)),
      ))
    ) {
      await this.whileHidden(messages, () => this.markEach(client, messages));
    }
  }

  /**
   * Everything that is on the screen, never what came in since: strictly older ones by a cutoff, those
   * of the newest second one by one.
   */
  async markAll(loaded: readonly InboundMessage[], total: number): Promise<void> {
    const client = await this.options.session.client();
    const newest = Math.max(...loaded.map(({ timestamp }) => timestamp ?? 0));
    if (loaded.length === 0 || !(await this.confirm(allQuestion(loaded.length, total)))) {
      return;
    }
    const newestOnes = loaded.filter(
      ({ timestamp }) => timestamp === undefined || timestamp >= newest,
    );
    const older = loaded.filter((message) => !newestOnes.includes(message));
    await this.whileHidden(loaded, async () => {
      if (newest > 0) {
        await client.inbound.markRead(newest);
        this.remember(...older);
      }
      await this.markEach(client, newestOnes);
    });
  }

  async markBefore(
    loaded: readonly InboundMessage[],
    before: number,
    total: number,
  ): Promise<void> {
    const client = await this.options.session.client();
    const older = loaded.filter(({ timestamp }) => timestamp !== undefined && timestamp < before);
    const question = vscode.l10n.t('Mark every SMS from before {0} as read?', shortMoment(before));
    const counted =
      loaded.length < total
        ? vscode.l10n.t('{0} of those loaded, and all that are not loaded yet.', older.length)
        : vscode.l10n.t('{0} SMS.', older.length);
    if (await this.confirm(question, counted)) {
      await this.whileHidden(older, async () => {
        await client.inbound.markRead(before);
        this.remember(...older);
      });
    }
  }

  /** Afterwards the server decides whether they show. */
  private async whileHidden(
    messages: readonly InboundMessage[],
    work: () => Promise<void>,
  ): Promise<void> {
    const ids = messages.map(replyId);
    for (const id of ids) {
      this.hidden.add(id);
    }
    this.options.onHide(ids);
    try {
      await work();
    } finally {
      for (const id of ids) {
        this.hidden.delete(id);
      }
      await this.options.onBack();
    }
  }

  private async markEach(
    client: ClientSlice<'inbound.markMessageRead'>,
    messages: readonly InboundMessage[],
  ): Promise<void> {
    let marked = 0;
    try {
      for (const message of messages) {
        await client.inbound.markMessageRead(message.messageId);
        this.remember(message);
        marked += 1;
      }
    } catch (error) {
      if (messages.length > 1) {
        void showWarning(vscode.l10n.t('Marked as read: {0} of {1} SMS.', marked, messages.length));
      }
      throw error;
    }
  }

  private remember(...messages: readonly InboundMessage[]): void {
    this.remembered.unshift(...messages);
    this.remembered.length = Math.min(this.remembered.length, mostRemembered);
  }

  /** A progress, as it goes when its time is over; a message would stay, with a button that is dead. */
  private hasSecondThoughts(message: InboundMessage): Thenable<boolean> {
    return showProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Marking the SMS from {0} as read', numberWords(message.from)),
        cancellable: true,
      },
      (_progress, token) =>
        new Promise((resolve) => {
          this.options.clock.schedule(cancelMs, () => {
            resolve(false);
          });
          token.onCancellationRequested(() => {
            resolve(true);
          });
        }),
    );
  }

  private async confirm(question: string, counted?: string): Promise<boolean> {
    const mark = vscode.l10n.t('Mark as Read');
    const picked = await showWarning(
      question,
      {
        modal: true,
        detail: [
          ...(counted === undefined ? [] : [counted, '']),
          vscode.l10n.t(
            'ClickSend no longer lists SMS that are marked as read, and this cannot be undone.',
          ),
        ],
      },
      mark,
    );
    return picked === mark;
  }
}

function allQuestion(loaded: number, total: number): string {
  return total > loaded
    ? vscode.l10n.t(
        'Mark all SMS as read: {0} loaded here and older ones that are not loaded yet?',
        loaded,
      )
    : loaded === 1
      ? vscode.l10n.t('Mark the one unread SMS as read?')
      : vscode.l10n.t('Mark all {0} SMS as read?', loaded);
}
