import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { UserFacingError } from '../../platform/errors';
import { setting } from '../../platform/settings';
import { Lease, requestControl, type Health } from './control';

export interface SandboxSurroundings {
  readonly extensionUri: vscode.Uri;
  readonly storage: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
}

const startTimeoutMs = 15_000;
const pollMs = 60;

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
    const url = this.lease?.url ?? addressOf(setting('clicksend.sandbox.port'));
    const health = await readHealth(url);
    this.release();
    if (health) {
      process.kill(health.pid);
    }
  }

  async reset(): Promise<void> {
    await this.control('reset', {});
  }

  /** One call to the control plane, `/_sandbox/<path>`; POST when there is a body. */
  async control(path: string, body?: unknown, method?: string): Promise<unknown> {
    return requestControl(await this.ensureRunning(), path, body, method);
  }

  dispose(): void {
    this.release();
    this.changed.dispose();
  }

  private async start(): Promise<string> {
    const port = setting('clicksend.sandbox.port');
    const url = addressOf(port);
    if (!(await readHealth(url))) {
      await this.spawn(port, url);
    }
    this.hold(await Lease.take(url));
    this.surroundings.log.info(`sandbox ready on port ${port}`);
    return url;
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

  /** Detached, with its output in a file: it must not end or block when this window does. */
  private async spawn(port: number, url: string): Promise<void> {
    const { extensionUri, storage } = this.surroundings;
    mkdirSync(storage.fsPath, { recursive: true });
    const logFile = vscode.Uri.joinPath(storage, 'sandbox.log').fsPath;
    const output = openSync(logFile, 'w');
    const child = spawn(
      process.execPath,
      [
        vscode.Uri.joinPath(extensionUri, 'dist', 'sandbox.js').fsPath,
        ...['--port', String(port), '--lease'],
        ...['--data', vscode.Uri.joinPath(storage, 'sandbox').fsPath],
      ],
      {
        detached: true,
        stdio: ['ignore', output, output],
        env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
        windowsHide: true,
      },
    );
    closeSync(output);
    child.unref();
    const ended = new Promise<'ended'>((resolve) => {
      child.once('exit', () => {
        resolve('ended');
      });
      child.once('error', () => {
        resolve('ended');
      });
    });
    await this.waitUntilReady(url, port, ended, logFile);
  }

  private async waitUntilReady(
    url: string,
    port: number,
    ended: Promise<'ended'>,
    logFile: string,
  ): Promise<void> {
    const deadline = Date.now() + startTimeoutMs;
    while (Date.now() < deadline) {
      if (await readHealth(url)) {
        return;
      }
      const pause = new Promise<'pause'>((resolve) => setTimeout(resolve, pollMs, 'pause'));
      if ((await Promise.race([ended, pause])) === 'ended') {
        // Another window may have been quicker to take the port.
        if (await readHealth(url)) {
          return;
        }
        throw cannotStart(port, lastLine(logFile));
      }
    }
    throw cannotStart(port, vscode.l10n.t('it did not answer in time'));
  }
}

function cannotStart(port: number, why: string): UserFacingError {
  return new UserFacingError(
    vscode.l10n.t('The sandbox cannot start on port {0}: {1}', port, why),
    {
      title: vscode.l10n.t('Change Port'),
      run: () =>
        vscode.commands.executeCommand('workbench.action.openSettings', 'clicksend.sandbox.port'),
    },
  );
}

function addressOf(port: number): string {
  return `http://127.0.0.1:${port}`;
}

/** Undefined when nothing answers there, or something that is not a sandbox. */
async function readHealth(url: string): Promise<Health | undefined> {
  try {
    const answer = (await requestControl(url, 'health')) as Partial<Health> | undefined;
    return typeof answer?.pid === 'number' ? { pid: answer.pid } : undefined;
  } catch {
    return undefined;
  }
}

function lastLine(file: string): string {
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return lines.at(-1) ?? '';
}
