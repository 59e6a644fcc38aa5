import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Plan } from '../../campaign/plan/plan';
import { readSummary } from '../../campaign/report/summary';
import type { Summary } from '../../campaign/run/summary';
import { readCampaign } from '../../campaign/run/book';
import type { CampaignCopy } from '../../campaign/run/book';
import { FolderLock } from '../../disk/folderLock';
import type { LockHolder } from '../../disk/folderLock';

/**
 * Where a campaign stands. `interrupted`: it was running when its window, or the machine, went down.
 * `undecided`: all is sent but what only the user can decide on. `scheduled`: ClickSend has all of
 * it and waits for its time.
 */
export type CampaignState =
  | 'notStarted'
  | 'running'
  | 'runningElsewhere'
  | 'paused'
  | 'interrupted'
  | 'undecided'
  | 'scheduled'
  | 'finished'
  | 'cancelled';

export interface Campaign {
  readonly id: string;
  readonly plan: Plan;
  readonly summary: Summary;
  readonly state: CampaignState;
}

/** A campaign that this window holds, for sending or only for a look. */
export interface Held {
  readonly summary: Summary;
  readonly isSending: boolean;
}

/** How many messages ClickSend holds for the campaign's time, at a moment in milliseconds since 1970. */
export function scheduledCount(
  { plan, summary }: Pick<Campaign, 'plan' | 'summary'>,
  now: number,
): number {
  const isAhead = !summary.sendsNow && plan.schedule * 1000 > now;
  const { counts, cancelled, delivered, undelivered } = summary;
  return isAhead ? counts.accepted - cancelled - delivered - undelivered : 0;
}

export function stateOf(
  campaign: Pick<Campaign, 'plan' | 'summary'>,
  {
    isRunningHere,
    holder,
    now,
  }: { isRunningHere: boolean; holder: LockHolder | undefined; now: number },
): CampaignState {
  const { isStarted, isCancelled, cancelled, counts, pausedFor } = campaign.summary;
  if (isRunningHere) {
    return 'running';
  }
  if (holder) {
    return 'runningElsewhere';
  }
  if (!isStarted) {
    return 'notStarted';
  }
  if (isCancelled) {
    return 'cancelled';
  }
  if (counts.waiting + counts.unsure > 0) {
    return pausedFor ? 'paused' : 'interrupted';
  }
  if (counts.absent > 0) {
    return 'undecided';
  }
  if (cancelled > 0 && cancelled === counts.accepted) {
    return 'cancelled';
  }
  return scheduledCount(campaign, now) > 0 ? 'scheduled' : 'finished';
}

/** The shelf: all campaigns on the disk, a folder each, whoever is sending them. */
export class CampaignShelf {
  private readonly copies = new Map<
    string,
    { readonly key: string; readonly copy: CampaignCopy }
  >();

  constructor(readonly root: string) {}

  directory(id: string): string {
    return path.join(this.root, id);
  }

  uri(id: string, file: string): vscode.Uri {
    return vscode.Uri.file(path.join(this.directory(id), file));
  }

  /** The newest first. What cannot be read is left out: a plan that was never finished. */
  async list(held: (id: string) => Held | undefined): Promise<readonly Campaign[]> {
    const campaigns = await Promise.all(
      (await this.ids()).map((id) => this.read(id, held(id)).catch(() => undefined)),
    );
    return campaigns
      .filter((campaign) => campaign !== undefined)
      .sort((a, b) => b.plan.createdAt - a.plan.createdAt);
  }

  async read(id: string, held?: Held): Promise<Campaign> {
    const directory = this.directory(id);
    const { plan, summary: saved } = await readSummary(directory);
    const holder = held ? undefined : await FolderLock.holderOf(directory);
    const summary = held?.summary ?? saved;
    const isRunningHere = held?.isSending ?? false;
    const state = stateOf({ plan, summary }, { isRunningHere, holder, now: Date.now() });
    return { id, plan, summary, state };
  }

  /** The messages of a campaign with their states, read again only when something has changed. */
  async copy(campaign: Campaign): Promise<CampaignCopy> {
    const key = JSON.stringify(campaign.summary);
    const known = this.copies.get(campaign.id);
    if (known?.key === key) {
      return known.copy;
    }
    const copy = await readCampaign(this.directory(campaign.id));
    // One at a time: the states of a million messages take some megabytes.
    this.copies.clear();
    this.copies.set(campaign.id, { key, copy });
    return copy;
  }

  async delete(id: string): Promise<void> {
    this.copies.delete(id);
    await rm(this.directory(id), { recursive: true, force: true });
  }

  private async ids(): Promise<readonly string[]> {
    try {
      const entries = await readdir(this.root, { withFileTypes: true });
      return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    } catch {
      return [];
    }
  }
}
