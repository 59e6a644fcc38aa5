import type * as vscode from 'vscode';
import type { MessageDraft } from '../../sms/draft';

const recentKey = 'clicksend.recentRecipients';
const unsentKey = 'clicksend.unsentDraft';
const recentLimit = 20;

/** Recent recipients, and the draft that was started and not sent, so that no text is lost. */
export class Memory {
  constructor(private readonly memento: vscode.Memento) {}

  get recent(): readonly string[] {
    return this.memento.get<readonly string[]>(recentKey, []);
  }

  get unsent(): MessageDraft | undefined {
    return this.memento.get<MessageDraft>(unsentKey);
  }

  async keepUnsent(draft: MessageDraft): Promise<void> {
    await this.memento.update(unsentKey, draft);
  }

  async forgetUnsent(): Promise<void> {
    await this.memento.update(unsentKey, undefined);
  }

  /** After an answer: remembers whom it went to; forgets the draft when anything was accepted. */
  async sent(numbers: readonly string[], anyAccepted: boolean): Promise<void> {
    const recent = [...new Set([...numbers, ...this.recent])].slice(0, recentLimit);
    await this.memento.update(recentKey, recent);
    if (anyAccepted) {
      await this.forgetUnsent();
    }
  }
}
