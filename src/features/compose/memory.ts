import type * as vscode from 'vscode';
import type { ComposeState } from './state';

const recentKey = 'clicksend.recentRecipients';
const unsentKey = 'clicksend.unsentMessage';
const recentLimit = 20;

/** Recent recipients, and the message that was started and not sent, so that no text is lost. */
export class Memory {
  constructor(private readonly memento: vscode.Memento) {}

  get recent(): readonly string[] {
    return this.memento.get<readonly string[]>(recentKey, []);
  }

  get unsent(): ComposeState | undefined {
    return this.memento.get<ComposeState>(unsentKey);
  }

  async keepUnsent(state: ComposeState): Promise<void> {
    if (state.bodies.some((body) => body.trim() !== '')) {
      await this.memento.update(unsentKey, state);
    }
  }

  async forgetUnsent(): Promise<void> {
    await this.memento.update(unsentKey, undefined);
  }

  async rememberRecipients(numbers: readonly string[]): Promise<void> {
    const recent = [...new Set([...numbers, ...this.recent])].slice(0, recentLimit);
    await this.memento.update(recentKey, recent);
  }
}
