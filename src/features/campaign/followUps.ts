import type * as vscode from 'vscode';
import { nextFollowUp } from '../../campaign/run/followUp';
import type { CampaignServices } from './services';
import type { CampaignShelf } from './shelf';

/** What can look how the messages of a campaign fare. */
export interface Following {
  isHeld(id: string): boolean;
  /** Returns how many messages are still open. */
  follow(id: string): Promise<number>;
}

/** Looks how sent campaigns fare until everything is final, less and less often. */
export class FollowUps implements vscode.Disposable {
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private isDisposed = false;

  constructor(
    private readonly services: Pick<CampaignServices, 'session' | 'errors'>,
    private readonly shelf: CampaignShelf,
    private readonly following: Following,
  ) {}

  later(id: string, look = 0): void {
    clearTimeout(this.timers.get(id));
    this.timers.delete(id);
    void this.plan(id, look).catch(() => undefined);
  }

  dispose(): void {
    this.isDisposed = true;
    for (const timer of this.timers.values()) {
      clearTimeout(timer);
    }
  }

  private async plan(id: string, look: number): Promise<void> {
    const { plan, summary } = await this.shelf.read(id);
    const { counts, delivered, undelivered, cancelled, lastRequestAt: endedAt } = summary;
    const isFinal = delivered + undelivered + cancelled >= counts.accepted;
    if (isFinal || endedAt === undefined || this.timers.has(id) || this.isDisposed) {
      return;
    }
    const { id: accountId, isSandbox } = plan.account;
    const dueAt = plan.schedule * 1000;
    const pause = nextFollowUp(look, { endedAt, dueAt, now: Date.now(), isSandbox });
    if (pause === undefined) {
      return;
    }
    const timer = setTimeout(() => {
      this.timers.delete(id);
      void this.look(id, accountId, look);
    }, pause);
    this.timers.set(id, timer);
  }

  private async look(id: string, accountId: string, look: number): Promise<void> {
    if (this.following.isHeld(id) || this.services.session.active?.id !== accountId) {
      return;
    }
    try {
      if ((await this.following.follow(id)) === 0) {
        return;
      }
    } catch (error) {
      this.services.errors.record('clicksend.campaign.follow', error);
    }
    if (!this.isDisposed) {
      this.later(id, look + 1);
    }
  }
}
