import * as vscode from 'vscode';
import { UserFacingError } from '../../platform/errors';
import { showWarning } from '../../platform/show/messages';
import { setting } from '../../platform/settings';
import { followUp } from '../../campaign/run/followUp';
import { CampaignBook } from '../../campaign/run/book';
import { CampaignRun } from '../../campaign/run/campaignRun';
import type { RunEnd } from '../../campaign/run/campaignRun';
import { waitMs } from '../../campaign/run/options';
import { Speed } from '../../campaign/run/speed';
import { summarize } from '../../campaign/run/summary';
import type { Summary } from '../../campaign/run/summary';
import { FolderLockedError } from '../../disk/folderLock';
import type { Plan } from '../../campaign/plan/plan';
import { explainEngine } from './engineErrors';
import { FollowUps } from './followUps';
import type { CampaignClient, CampaignServices } from './services';
import type { CampaignShelf } from './shelf';

/** The clocks of two machines that keep time differ by less, in seconds. */
const allowedSkewSeconds = 300;

const progressEveryMs = 250;

interface ActiveRun {
  readonly run: CampaignRun;
  readonly stop: AbortController;
  readonly speed: Speed;
  /** Only looks how messages fare, and makes way for anything else. */
  readonly isQuiet: boolean;
  /** Settles when the campaign is let go of. */
  readonly released: Promise<void>;
}

/** How a campaign gets on. */
export interface RunProgress {
  readonly id: string;
  readonly name: string;
  readonly total: number;
  readonly summary: Summary;
  readonly perSecond: number | undefined;
  readonly secondsLeft: number | undefined;
}

/** The runs: the campaigns that this window holds, to send them or to look how they fare. */
export class CampaignRuns implements vscode.Disposable {
  private readonly active = new Map<string, ActiveRun>();
  private readonly followUps: FollowUps;
  private readonly changed = new vscode.EventEmitter<string>();
  private readonly switched: vscode.Disposable;
  private notifiedAt = -Infinity;
  /** Fires with the id of a campaign that is no longer as it was, some times a second at most. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly services: CampaignServices,
    private readonly shelf: CampaignShelf,
  ) {
    this.followUps = new FollowUps(services, shelf, {
      isHeld: (id) => this.active.has(id),
      follow: (id) => this.follow(id),
    });
    this.switched = services.session.onDidChangeActive((account) => {
      for (const { run, stop, isQuiet } of this.active.values()) {
        const { plan } = run.book;
        if (plan.account.id === account?.id) {
          continue;
        }
        stop.abort();
        if (!isQuiet) {
          tellOfSwitch(plan);
        }
      }
    });
  }

  /** Campaigns that are being sent. */
  get ids(): readonly string[] {
    return [...this.active].filter(([, { isQuiet }]) => !isQuiet).map(([id]) => id);
  }

  /** What is known of a campaign that this window holds. */
  held(id: string): { readonly summary: Summary; readonly isSending: boolean } | undefined {
    const held = this.active.get(id);
    return held && { summary: summarize(held.run.book.ledger), isSending: !held.isQuiet };
  }

  progress(id: string): RunProgress | undefined {
    const running = this.active.get(id);
    if (!running || running.isQuiet) {
      return undefined;
    }
    const { run, speed } = running;
    const { plan, ledger } = run.book;
    const secondsLeft = speed.secondsFor(ledger.count('waiting') + ledger.count('unsure'));
    const summary = summarize(ledger);
    const { perSecond } = speed;
    return { id, name: plan.name, total: plan.count, summary, perSecond, secondsLeft };
  }

  /** Lets what is in flight be answered, then stops. */
  pause(id: string): void {
    this.active.get(id)?.stop.abort();
  }

  /** As pause, and waits until it has stopped. */
  async stop(id: string): Promise<void> {
    const running = this.active.get(id);
    running?.stop.abort();
    await running?.released;
  }

  /**
   * Holds a campaign while `work` is done on it. Nobody else, in this window or another, can.
   *
   * @throws UserFacingError when somebody has it, or when it belongs to another account
   */
  async hold<T>(
    id: string,
    work: (run: CampaignRun, signal: AbortSignal) => Promise<T>,
    { force = false, isQuiet = false } = {},
  ): Promise<T> {
    await this.makeWay(id);
    const book = await openBook(this.shelf.directory(id), force).catch((error: unknown) => {
      throw explainEngine(error);
    });
    const client = await this.clientFor(book.plan).catch(async (error: unknown) => {
      await book.close();
      throw error;
    });
    const stop = new AbortController();
    const speed = new Speed();
    const run = new CampaignRun(book, {
      client,
      concurrency: setting('clicksend.campaign.concurrency'),
      settleMs: setting('clicksend.campaign.settleSeconds') * 1000,
      skewSeconds: allowedSkewSeconds,
      now: Date.now,
      wait: waitMs,
      onProgress: () => {
        speed.mark(
          performance.now(),
          book.ledger.count('accepted') + book.ledger.count('rejected'),
        );
        this.notify(id);
      },
    });
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    this.active.set(id, { run, stop, speed, isQuiet, released });
    try {
      speed.mark(performance.now(), book.ledger.count('accepted') + book.ledger.count('rejected'));
      this.changed.fire(id);
      return await work(run, stop.signal);
    } catch (error) {
      throw explainEngine(error);
    } finally {
      await this.letGo(book).finally(() => {
        this.active.delete(id);
        release();
        this.changed.fire(id);
      });
    }
  }

  /** Sends on until there is nothing left to send or something is in the way. */
  async send(
    id: string,
    prepare: (run: CampaignRun, signal: AbortSignal) => Promise<unknown> = () => Promise.resolve(),
    options: { readonly force?: boolean } = {},
  ): Promise<RunEnd> {
    const end = await this.hold(
      id,
      async (run, signal) => {
        await prepare(run, signal);
        return run.run(signal);
      },
      options,
    );
    this.followLater(id);
    return end;
  }

  /** Reads from history how the accepted messages fare, now. Returns how many are still open. */
  follow(id: string): Promise<number> {
    return this.hold(
      id,
      async ({ book }, signal) =>
        followUp(book, {
          client: await this.services.session.client(),
          now: Date.now,
          skewSeconds: allowedSkewSeconds,
          signal,
        }),
      { isQuiet: true },
    );
  }

  /** Keeps following until everything is final. */
  followLater(id: string): void {
    this.followUps.later(id);
  }

  dispose(): void {
    for (const { stop } of this.active.values()) {
      stop.abort();
    }
    this.followUps.dispose();
    this.switched.dispose();
    this.changed.dispose();
  }

  private async makeWay(id: string): Promise<void> {
    const holder = this.active.get(id);
    if (!holder) {
      return;
    }
    if (!holder.isQuiet) {
      throw new UserFacingError(vscode.l10n.t('The campaign is already being sent.'));
    }
    holder.stop.abort();
    await holder.released;
  }

  /**
   * The client of the campaign's own account, and of no other that was active a moment ago.
   *
   * @throws UserFacingError when another account is active
   */
  async clientFor(plan: Plan): Promise<CampaignClient> {
    this.refuseOtherAccount(plan);
    const client = await this.services.session.client();
    this.refuseOtherAccount(plan);
    return client;
  }

  private refuseOtherAccount(plan: Plan): void {
    if (this.services.session.active?.id === plan.account.id) {
      return;
    }
    throw new UserFacingError(
      vscode.l10n.t(
        'This campaign belongs to the account {0}. Switch to it first.',
        plan.account.label,
      ),
      {
        title: vscode.l10n.t('Switch Account'),
        run: () => vscode.commands.executeCommand('clicksend.account.switch'),
      },
    );
  }

  private async letGo(book: CampaignBook): Promise<void> {
    await book.close().catch((error: unknown) => {
      this.services.errors.record('clicksend.campaign.close', error);
    });
  }

  private notify(id: string): void {
    const now = performance.now();
    if (now - this.notifiedAt < progressEveryMs) {
      return;
    }
    this.notifiedAt = now;
    this.changed.fire(id);
  }
}

/** Nobody asked for the pause, so it is said. */
function tellOfSwitch({ name, account }: Plan): void {
  void showWarning(
    vscode.l10n.t(
      '"{0}" is paused: it is sent as {1}, which is not the active account any more. Switch to it and resume the campaign in the Outbox.',
      name,
      account.label,
    ),
  );
}

/** A campaign that another machine holds can be taken over; nobody here can tell whether it lives. */
export class HeldElsewhereError extends Error {
  constructor(readonly host: string) {
    super('held elsewhere');
  }
}

async function openBook(directory: string, force: boolean): Promise<CampaignBook> {
  try {
    return await CampaignBook.open(directory, { force });
  } catch (error) {
    if (!(error instanceof FolderLockedError)) {
      throw error;
    }
    if (error.isElsewhere) {
      throw new HeldElsewhereError(error.holder?.host ?? '?');
    }
    const pid = error.holder?.pid;
    throw new UserFacingError(
      pid === undefined
        ? vscode.l10n.t('Another window is just starting this campaign.')
        : vscode.l10n.t('Another window is sending this campaign (process {0}).', pid),
    );
  }
}
