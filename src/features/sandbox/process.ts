import * as vscode from 'vscode';
import { setting } from '../../platform/settings';
import type { Lease } from './control';

export interface SandboxSurroundings {
  readonly extensionUri: vscode.Uri;
  readonly storage: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
}

/**
 * The sandbox as a process of its own, shared by windows: whoever needs it first starts it, each
 * window holds a lease, and it ends by itself when the last lease is gone. A sandbox that already
 * answers on the port (from `npm run sandbox`, or from another window) is used as it is.
 */
export class SandboxProcess implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private starting: Promise<string> | undefined;
  private lease: Lease | undefined;
  readonly onDidChange = this.changed.event;

  constructor(private readonly surroundings: SandboxSurroundings) {}

  get running(): boolean {
    return this.lease !== undefined;
  }

  get url(): string | undefined {
    return this.lease?.url;
  }

  /** The base URL, once the sandbox answers there. Throws `UserFacingError` when it cannot start. */
  ensureRunning(): Promise<string> {
    if (this.lease) {
      return Promise.resolve(this.lease.url);
    }
    this.starting ??= this.start().finally(() => {
      this.starting = undefined;
    });
    return this.starting;
  }

  /** Ends the process, for every window. */
  async stop(): Promise<void> {
    const { addressOf, sandboxAt } = await import('./launch');
    const url = this.lease?.url ?? addressOf(setting('clicksend.sandbox.port'));
    const pid = await sandboxAt(url);
    this.release();
    if (pid !== undefined) {
      process.kill(pid);
    }
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
    this.release();
    this.changed.dispose();
  }

  private async start(): Promise<string> {
    const port = setting('clicksend.sandbox.port');
    const { leaseSandbox } = await import('./launch');
    const lease = await leaseSandbox(port, this.surroundings);
    this.hold(lease);
    this.surroundings.log.info(`sandbox ready on port ${port}`);
    return lease.url;
  }

  private hold(lease: Lease): void {
    this.lease = lease;
    lease.onLost(() => {
      if (this.lease === lease) {
        this.release();
        this.surroundings.log.warn('the sandbox ended');
      }
    });
    this.changed.fire();
  }

  private release(): void {
    const { lease } = this;
    this.lease = undefined;
    lease?.dispose();
    if (lease) {
      this.changed.fire();
    }
  }
}
