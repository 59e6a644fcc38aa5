import * as vscode from 'vscode';
import type { AccountStore, StoredAccount } from './store';

export const authenticationId = 'clicksend';

/** Shows our accounts in VS Code's Accounts menu, where a person can sign out too. */
export class ClickSendAuthentication implements vscode.AuthenticationProvider, vscode.Disposable {
  private readonly changed =
    new vscode.EventEmitter<vscode.AuthenticationProviderAuthenticationSessionsChangeEvent>();
  private readonly subscriptions: vscode.Disposable;
  private known = new Map<string, StoredAccount>();
  readonly onDidChangeSessions = this.changed.event;

  constructor(
    private readonly store: AccountStore,
    private readonly signIn: () => Promise<StoredAccount>,
  ) {
    this.subscriptions = vscode.Disposable.from(
      this.changed,
      store.onDidChange(() => {
        void this.announce();
      }),
      vscode.authentication.registerAuthenticationProvider(authenticationId, 'ClickSend', this, {
        supportsMultipleAccounts: true,
      }),
    );
  }

  async getSessions(
    _scopes?: readonly string[],
    options?: vscode.AuthenticationProviderSessionOptions,
  ): Promise<vscode.AuthenticationSession[]> {
    const { accounts } = await this.store.read();
    this.known = new Map(accounts.map((account) => [account.id, account]));
    return accounts
      .filter(({ id }) => options?.account === undefined || options.account.id === id)
      .map(toSession);
  }

  async createSession(): Promise<vscode.AuthenticationSession> {
    return toSession(await this.signIn());
  }

  async removeSession(sessionId: string): Promise<void> {
    await this.store.signOut(sessionId);
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private async announce(): Promise<void> {
    const before = this.known;
    const { accounts } = await this.store.read();
    const now = new Map(accounts.map((account) => [account.id, account]));
    this.known = now;
    this.changed.fire({
      added: accounts.filter(({ id }) => !before.has(id)).map(toSession),
      removed: [...before.values()].filter(({ id }) => !now.has(id)).map(toSession),
      changed: accounts
        .filter(({ id, apiKey }) => before.has(id) && before.get(id)?.apiKey !== apiKey)
        .map(toSession),
    });
  }
}

/** The token is what HTTP Basic wants. VS Code asks the person before another extension gets it. */
function toSession({ id, username, apiKey }: StoredAccount): vscode.AuthenticationSession {
  return {
    id,
    account: { id, label: username },
    accessToken: Buffer.from(`${username}:${apiKey}`).toString('base64'),
    scopes: [],
  };
}
