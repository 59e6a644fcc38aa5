import * as vscode from 'vscode';
import { showInformation } from '../../platform/show/messages';
import type { Schedule } from '../../platform/clock';
import type { InboundMessage } from '../../sms/resources';
import { visibleLine } from '../../sms/visibleText';
import { replyId } from './conversation';
import { numberWords } from './row';

export interface AnnouncerOptions {
  reply(message: InboundMessage): unknown;
  open(message: InboundMessage): unknown;
  /** Brings the view forward. */
  show(): unknown;
  readonly schedule: Schedule;
}

/**
 * So long VS Code shows a notification that nobody touches. Then it only hides, and does not say so:
 * whoever waited for its answer would wait for ever.
 */
const shownMs = 10_000;

/** Tells of new replies, one notification at a time; what comes meanwhile waits for the next. */
export class Announcer {
  private known: Set<string> | undefined;
  private newest = 0;
  private waiting: InboundMessage[] = [];
  private showing = false;

  constructor(private readonly options: AnnouncerOptions) {}

  /** Another account: what is there first is not news. */
  forget(): void {
    this.known = undefined;
    this.newest = 0;
    this.waiting = [];
  }

  /** Older ones come in by "Load more" and are no news. */
  notice(messages: readonly InboundMessage[]): void {
    const { known, newest } = this;
    this.known = new Set([...(known ?? []), ...messages.map(replyId)]);
    this.newest = Math.max(newest, ...messages.map(({ timestamp }) => timestamp ?? 0));
    if (known) {
      const news = messages.filter(
        (message) => !known.has(replyId(message)) && (message.timestamp ?? newest) >= newest,
      );
      this.waiting.push(...news);
      void this.announce();
    }
  }

  private async announce(): Promise<void> {
    // Another window on the same account has the same news; the one in use tells them.
    if (this.showing || this.waiting.length === 0 || !vscode.window.state.focused) {
      return;
    }
    const messages = this.waiting;
    this.waiting = [];
    this.showing = true;
    const hidden = new Promise<void>((resolve) => {
      this.options.schedule(shownMs, resolve);
    });
    const answered =
      messages.length === 1 && messages[0]
        ? this.announceOne(messages[0])
        : this.announceMany(messages);
    await Promise.race([answered, hidden]).finally(() => {
      this.showing = false;
    });
    await this.announce();
  }

  private async announceOne(message: InboundMessage): Promise<void> {
    const reply = vscode.l10n.t('Reply');
    const open = vscode.l10n.t('Open');
    const picked = await showInformation(
      vscode.l10n.t('SMS from {0}: {1}', numberWords(message.from), visibleLine(message.body, 100)),
      reply,
      open,
    );
    if (picked === reply) {
      await this.options.reply(message);
    } else if (picked === open) {
      await this.options.open(message);
    }
  }

  private async announceMany(messages: readonly InboundMessage[]): Promise<void> {
    const open = vscode.l10n.t('Open');
    const picked = await showInformation(vscode.l10n.t('{0} new SMS.', messages.length), open);
    if (picked === open) {
      await this.options.show();
    }
  }
}
