import * as vscode from 'vscode';
import { UserFacingError } from '../../platform/errors';
import { onDidChangeSetting, setting } from '../../platform/settings';
import type { SharedFiles } from '../../platform/sharedFiles';
import type { Lease } from './control';
import { gone, SandboxOff, stopped, type OffReason } from './off';
import { SandboxSwitch } from './switch';

export interface SandboxSurroundings {
  readonly extensionUri: vscode.Uri;
  readonly storage: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
  readonly files: SharedFiles;
}

/** `unknown` before anybody looked; `idle` when it is not running, and starts when it is needed. */
export type SandboxState = 'unknown' | 'idle' | 'running' | OffReason;

/** Processes and connections: loaded by the first occasion, for most windows have none. */
const launching = () => import('./launch');

/** Why a window turns to the sandbox: to see, because something needs it, or as a person said. */
type Occasion = 'look' | 'need' | 'start' | 'stop' | 'move';

/**
 * The sandbox as a process of its own, shared by windows: whoever needs it first starts it, each
 * window holds a lease, and it ends by itself when the last lease is gone. A sandbox that already
 * answers on the port (from `npm run sandbox`, or from another window) is used as it is. One that
 * was stopped, or died, is started again by a person only, in whichever window.
 */
export class SandboxProcess implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly subscriptions: vscode.Disposable;
  private readonly shared: SandboxSwitch;
  private readonly attempts = new Map<Occasion, Promise<void>>();
  private lease: Lease | undefined;
  private off: SandboxOff | undefined;
  private wasLookedAt = false;
  readonly onDidChange = this.changed.event;

  constructor(private readonly surroundings: SandboxSurroundings) {
    this.shared = new SandboxSwitch(surroundings.files);
    this.subscriptions = vscode.Disposable.from(
      this.changed,
      this.shared.onDidChange(() => void this.follow()),
      onDidChangeSetting('clicksend.sandbox.port', () => {
        this.attempt('move', () => this.move()).catch((error: unknown) => {
          surroundings.log.warn(`sandbox port: ${String(error)}`);
        });
      }),
    );
  }

  get state(): SandboxState {
    if (this.lease) {
      return 'running';
    }
    return this.off?.why ?? (this.wasLookedAt ? 'idle' : 'unknown');
  }

  get isOff(): boolean {
    return this.off !== undefined;
  }

  /** Why it is off, in words. */
  get problem(): string | undefined {
    return this.off?.message;
  }

  get url(): string | undefined {
    return this.lease?.url;
  }

  /** The base URL, once the sandbox answers there. Throws `SandboxOff` when it is off. */
  ensureRunning(): Promise<string> {
    return this.reach('need');
  }

  /** As `ensureRunning`, but a person asked for it: what was stopped is started. */
  start(): Promise<string> {
    return this.reach('start');
  }

  /** Sees whether one runs, without starting any. */
  async look(): Promise<void> {
    await this.reach('look').catch(() => undefined);
  }

  /**
   * Ends the sandbox, for every window, until somebody starts it. `mayStop` is asked about one that
   * no window of ours started.
   */
  async stop(mayStop: (url: string) => Promise<boolean>): Promise<void> {
    const { addressOf, lookAt } = await launching();
    // One that is just being started is there to be stopped only then.
    await Promise.allSettled(this.attempts.values());
    const url = this.lease?.url ?? addressOf(setting('clicksend.sandbox.port'));
    const sight = await lookAt(url);
    if (this.lease && sight.kind === 'stranger') {
      throw new UserFacingError(
        vscode.l10n.t('The sandbox does not answer, so it could not be stopped.'),
        {
          title: vscode.l10n.t('Retry'),
          run: () => this.stop(mayStop),
        },
      );
    }
    const isThere = sight.kind === 'sandbox';
    if (isThere && this.shared.started !== sight.instance && !(await mayStop(url))) {
      return;
    }
    await this.attempt('stop', () => this.end(url, isThere));
  }

  async reset(): Promise<void> {
    await this.control('reset', {});
  }

  /** One call to the control plane, `/_sandbox/<path>`; POST when there is a body. */
  async control(path: string, body?: unknown, method?: string): Promise<unknown> {
    const { requestControl } = await import('./control');
    return requestControl(await this.ensureRunning(), path, body, method);
  }

  dispose(): void {
    this.lease?.dispose();
    this.lease = undefined;
    this.subscriptions.dispose();
  }

  private async reach(occasion: Occasion): Promise<string> {
    await this.attempts.get('move')?.catch(() => undefined);
    if (!this.lease) {
      await (this.attempts.get('start') ?? this.attempts.get(occasion) ?? this.attempt(occasion));
    }
    const url = this.url;
    if (url === undefined) {
      throw this.off ?? stopped();
    }
    return url;
  }

  /** One after another; who comes with the same wish meanwhile shares it. */
  private attempt(
    occasion: Occasion,
    run = () => (this.lease ? Promise.resolve() : this.connect(occasion)),
  ): Promise<void> {
    const before = [...this.attempts.values()];
    const attempt = Promise.allSettled(before)
      .then(run)
      .finally(() => {
        this.attempts.delete(occasion);
      });
    this.attempts.set(occasion, attempt);
    return attempt;
  }

  private async connect(occasion: Occasion): Promise<void> {
    const { leaseSandbox, stopSandbox } = await launching();
    const isAsked = occasion === 'start';
    const isKeptOff = this.shared.isOff || this.off?.why === 'stopped' || this.off?.why === 'gone';
    const mayStart = isAsked || (occasion === 'need' && !isKeptOff);
    const port = setting('clicksend.sandbox.port');
    try {
      const leased = await leaseSandbox(port, mayStart, this.surroundings);
      this.wasLookedAt = true;
      if (!leased) {
        this.become({ off: this.shared.isOff ? stopped() : this.off });
        return;
      }
      if (leased.isNew && !isAsked && this.shared.isOff) {
        // Another window stopped it meanwhile.
        leased.lease.dispose();
        await stopSandbox(leased.lease.url);
        this.become({ off: stopped() });
        return;
      }
      this.hold(leased.lease);
      if (leased.isNew || isAsked) {
        this.shared.turnOn(leased.isNew ? leased.instance : this.shared.started);
      }
      this.surroundings.log.info(`sandbox ready on port ${port}`);
    } catch (error) {
      this.wasLookedAt = true;
      if (error instanceof SandboxOff) {
        this.surroundings.log.warn(error.message);
        // A look that finds a stranger on the port is no failure: nobody wants the sandbox yet.
        this.become({ off: occasion === 'look' ? this.off : error });
      }
      throw error;
    }
  }

  private async end(url: string, isThere: boolean): Promise<void> {
    const { stopSandbox } = await launching();
    // First, so that no view of any window starts it again.
    this.shared.turnOff();
    try {
      if (isThere) {
        await stopSandbox(url);
      }
    } catch (error) {
      this.shared.turnOn(this.shared.started);
      throw error;
    }
    this.become({ off: stopped() });
  }

  private hold(lease: Lease): void {
    lease.onLost(() => {
      if (this.lease === lease) {
        this.surroundings.log.warn('the sandbox ended');
        this.become({ off: this.shared.isOff ? stopped() : gone() });
      }
    });
    this.become({ lease });
  }

  private become({
    lease,
    off,
  }: {
    readonly lease?: Lease;
    readonly off?: SandboxOff | undefined;
  }) {
    this.lease?.dispose();
    this.lease = lease;
    this.off = off;
    this.changed.fire();
  }

  /** Another window stopped or started it. One that is being stopped ends the lease by itself. */
  private async follow(): Promise<void> {
    if (this.lease) {
      return;
    }
    if (this.shared.isOff) {
      this.become({ off: stopped() });
    } else if (this.off) {
      await this.look();
    }
  }

  /** The port was changed. What we started on the old one would keep the data folder. */
  private async move(): Promise<void> {
    const { addressOf, lookAt, stopSandbox } = await launching();
    const old = this.lease?.url;
    if (old === addressOf(setting('clicksend.sandbox.port'))) {
      return;
    }
    this.lease?.dispose();
    this.lease = undefined;
    const sight = old === undefined ? undefined : await lookAt(old);
    if (old !== undefined && sight?.kind === 'sandbox' && sight.instance === this.shared.started) {
      await stopSandbox(old);
    }
    this.become({ off: this.shared.isOff ? stopped() : undefined });
  }
}
