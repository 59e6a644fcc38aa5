import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { setContext } from '../../../platform/commands';
import { ContextKeys } from '../../../contributions';
import { setting } from '../../../platform/settings';
import { isOutOfReach } from '../pushes/appAddress';
import { rememberListening } from './memory';
import { PushServer, type Arrival } from './server';

export type ListenerState =
  | { readonly kind: 'stopped' }
  | { readonly kind: 'starting' }
  | {
      readonly kind: 'listening';
      /** As this machine reaches it. */
      readonly localUrl: string;
      /** As the person's browser reaches it: the same, or a forwarded port. */
      readonly publicUrl: string;
      /** Whether the internet, and so ClickSend, could reach `publicUrl`. */
      readonly isPublic: boolean;
    };

const tokenKey = 'webhooks.token';

/** Starts and stops the server, and knows the addresses it has. */
export class WebhookListener implements vscode.Disposable {
  private server: PushServer | undefined;
  private current: ListenerState = { kind: 'stopped' };
  private readonly changes = new vscode.EventEmitter<ListenerState>();
  private readonly arrivals = new vscode.EventEmitter<Arrival>();
  /** Starts and stops come one after the other. */
  private work: Promise<unknown> = Promise.resolve();
  readonly onDidChange = this.changes.event;
  readonly onDidArrive = this.arrivals.event;

  constructor(private readonly memory: vscode.Memento) {}

  get state(): ListenerState {
    return this.current;
  }

  start(): Promise<ListenerState> {
    return this.afterOthers(() => this.open());
  }

  stop(): Promise<void> {
    return this.afterOthers(async () => {
      await rememberListening(this.memory, false);
      await this.close();
      this.change({ kind: 'stopped' });
    });
  }

  /** Whether an address is our own, so that forwarding to it would go round for ever. */
  owns(address: URL): boolean {
    if (this.current.kind !== 'listening') {
      return false;
    }
    const local = new URL(this.current.localUrl);
    const isLocal = isOutOfReach(address.hostname) && address.port === local.port;
    return isLocal || address.origin === new URL(this.current.publicUrl).origin;
  }

  dispose(): void {
    void this.close();
    this.changes.dispose();
    this.arrivals.dispose();
  }

  private async open(): Promise<ListenerState> {
    if (this.current.kind === 'listening') {
      return this.current;
    }
    this.change({ kind: 'starting' });
    try {
      const token = await this.token();
      this.server = new PushServer({
        token,
        onPush: (arrival) => {
          this.arrivals.fire(arrival);
        },
      });
      const port = await this.server.start(setting('clicksend.webhooks.port'));
      const localUrl = `http://127.0.0.1:${port}/${token}`;
      const publicUrl = await externalUrl(localUrl);
      const isPublic = !isOutOfReach(new URL(publicUrl).hostname);
      this.change({ kind: 'listening', localUrl, publicUrl, isPublic });
      await rememberListening(this.memory, true);
      return this.current;
    } catch (error) {
      await this.close();
      this.change({ kind: 'stopped' });
      throw error;
    }
  }

  private async close(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    await server?.stop();
  }

  /** The same for as long as the workspace lives, so that a rule at ClickSend stays right. */
  private async token(): Promise<string> {
    const kept = this.memory.get<string>(tokenKey);
    if (kept !== undefined && /^[0-9a-f]{32}$/.test(kept)) {
      return kept;
    }
    const token = randomBytes(16).toString('hex');
    await this.memory.update(tokenKey, token);
    return token;
  }

  private afterOthers<T>(step: () => Promise<T>): Promise<T> {
    const next = this.work.then(step);
    this.work = next.catch(() => undefined);
    return next;
  }

  private change(state: ListenerState): void {
    this.current = state;
    void setContext(ContextKeys.listening, state.kind === 'listening');
    this.changes.fire(state);
  }
}

/** In a remote window, a dev container or Codespaces this forwards the port. */
async function externalUrl(localUrl: string): Promise<string> {
  try {
    const external = await vscode.env.asExternalUri(vscode.Uri.parse(localUrl));
    const url = new URL(external.toString(true));
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : localUrl;
  } catch {
    return localUrl;
  }
}
