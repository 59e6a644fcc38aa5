import * as vscode from 'vscode';
import type { ClickSendClient } from '../../api/client';
import type { ActiveAccount, Session } from '../../platform/session';
import { ContextKeys } from '../../contributions';
import { setContext } from '../../platform/commands';
import { proxyFor } from '../../platform/proxy';
import { setting, onDidChangeSetting } from '../../platform/settings';
import { newClient } from './client';
import { NotSignedInError } from './notSignedIn';
import { sandboxId, type AccountState, type AccountStore } from './store';

/** Where the sandbox answers, started when it is not running and nobody stopped it. */
export interface SandboxAddress {
  /** It was stopped, is gone or cannot start: nothing can be asked of it. */
  readonly isOff: boolean;
  /** While it runs. */
  readonly url: string | undefined;
  readonly onDidChange: vscode.Event<void>;
  ensureRunning(): Promise<string>;
}

/** The sandbox takes any credentials and maps them to accounts; these are ours. */
const sandboxCredentials = { username: 'sandbox', apiKey: 'sandbox' };

/**
 * Which account calls are made with. Reading the secret takes a moment after start, so `active` is
 * undefined until `ready`; everything that shows it listens to `onDidChangeActive`.
 */
export class AccountSession implements Session<ClickSendClient>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<ActiveAccount | undefined>();
  private readonly subscriptions: vscode.Disposable;
  private state: AccountState = { accounts: [], active: undefined };
  private connection:
    { readonly key: string; readonly client: Promise<ClickSendClient> } | undefined;
  private current: ActiveAccount | undefined;
  private sandboxWas: { readonly isOff: boolean; readonly url: string | undefined };
  private reading: Promise<void> = Promise.resolve();
  readonly onDidChangeActive = this.changed.event;
  readonly ready: Promise<void>;

  constructor(
    private readonly store: AccountStore,
    private readonly sandbox: SandboxAddress,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.sandboxWas = { isOff: sandbox.isOff, url: sandbox.url };
    const reload = () => {
      // One after another, or an older state could come in last.
      this.reading = this.reading.then(() => this.reload());
      return this.reading;
    };
    this.subscriptions = vscode.Disposable.from(
      this.changed,
      store.onDidChange(() => void reload()),
      onDidChangeSetting('clicksend.sandbox.useByDefault', () => void reload()),
      sandbox.onDidChange(() => {
        this.noteSandbox();
      }),
    );
    this.ready = reload();
  }

  get active(): ActiveAccount | undefined {
    return this.current;
  }

  get accounts(): readonly { readonly id: string; readonly username: string }[] {
    return this.state.accounts;
  }

  /** A client for the active account. Throws `NotSignedInError` when there is none. */
  async client(): Promise<ClickSendClient> {
    await this.ready;
    const { id } = this.current ?? {};
    if (id === undefined) {
      throw new NotSignedInError();
    }
    if (id === sandboxId) {
      return this.connect(id, await this.sandbox.ensureRunning(), sandboxCredentials);
    }
    const account = this.state.accounts.find((each) => each.id === id);
    if (!account) {
      throw new NotSignedInError();
    }
    return this.connect(id, setting('clicksend.api.baseUrl'), account);
  }

  dispose(): void {
    disposeLater(this.connection?.client);
    this.subscriptions.dispose();
  }

  /** One client for whoever asks at once: a second one would dispose the first in mid-request. */
  private connect(
    id: string,
    baseUrl: string,
    { username, apiKey }: { readonly username: string; readonly apiKey: string },
  ): Promise<ClickSendClient> {
    const proxy = proxyFor(baseUrl);
    const key = JSON.stringify([id, baseUrl, apiKey, proxy]);
    if (this.connection?.key === key) {
      return this.connection.client;
    }
    disposeLater(this.connection?.client);
    const client = newClient({ baseUrl, username, apiKey, proxy }, this.log);
    const connection = { key, client };
    this.connection = connection;
    client.catch(() => {
      if (this.connection === connection) {
        this.connection = undefined;
      }
    });
    return client;
  }

  /** Reads the stored accounts. Whoever changed them and goes on at once need not wait for the event. */
  async reload(): Promise<void> {
    this.state = await this.store.read();
    const next = this.resolveActive();
    if (next?.id !== this.current?.id) {
      this.current = next;
      void setContext(ContextKeys.signedIn, next !== undefined);
      void setContext(ContextKeys.sandboxActive, next?.kind === 'sandbox');
      this.changed.fire(next);
    }
  }

  private noteSandbox(): void {
    const was = this.sandboxWas;
    const { isOff, url } = this.sandbox;
    this.sandboxWas = { isOff, url };
    const hasLeft = was.url !== undefined && url !== was.url;
    if (this.current?.kind === 'sandbox' && (isOff !== was.isOff || hasLeft)) {
      this.changed.fire(this.current);
    }
  }

  private resolveActive(): ActiveAccount | undefined {
    const { accounts, active } = this.state;
    const account = accounts.find(({ id }) => id === active);
    if (account) {
      return { id: account.id, kind: 'live', username: account.username, label: account.username };
    }
    const byDefault = active === undefined && setting('clicksend.sandbox.useByDefault');
    return active === sandboxId || byDefault
      ? {
          id: sandboxId,
          kind: 'sandbox',
          username: sandboxCredentials.username,
          label: vscode.l10n.t('Sandbox'),
        }
      : undefined;
  }
}

function disposeLater(client: Promise<ClickSendClient> | undefined): void {
  void client?.then(
    (loaded) => {
      loaded.dispose();
    },
    () => undefined,
  );
}
