import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import type { SharedFiles } from '../../platform/sharedFiles';

/** A signed-in account. The key lives here and in SecretStorage, nowhere else. */
export interface StoredAccount {
  readonly id: string;
  readonly username: string;
  readonly apiKey: string;
}

export const sandboxId = 'sandbox';

/** `active` is an account's id, `sandboxId`, '' for nobody, or undefined before the first choice. */
export interface AccountState {
  readonly accounts: readonly StoredAccount[];
  readonly active: string | undefined;
}

const keyPrefix = 'clicksend.apiKey.';
const accountPrefix = 'account-';
const activeFile = 'active-account';

/**
 * The accounts of this person: the key of each is a secret of its own, its username a file of its
 * own, and the choice of the active one another. Nothing is read, changed and written back, so two
 * windows cannot undo one another: a switch does not bring back the key of an account that is being
 * signed out.
 */
export class AccountStore {
  constructor(
    private readonly secrets: vscode.SecretStorage,
    private readonly files: SharedFiles,
  ) {}

  async read(): Promise<AccountState> {
    const names = this.files.names().filter((name) => name.startsWith(accountPrefix));
    const found = await Promise.all(names.map((name) => this.account(name)));
    const accounts = found
      .filter((account) => account !== undefined)
      .sort((a, b) => a.username.localeCompare(b.username));
    const active = this.files.read(activeFile) ?? 'nothing chosen';
    const isThere = [sandboxId, '', ...accounts.map(({ id }) => id)].includes(active);
    return { accounts, active: isThere ? active : undefined };
  }

  /** Keeps an account, in place of the one with the same id, and makes it the active one. */
  async signIn({ id, username, apiKey }: StoredAccount): Promise<void> {
    const name = fileOf(id);
    const text = JSON.stringify({ id, username });
    // Before the key, so that no crash leaves a key nobody sees; after it, as a sign-out may be under way.
    this.files.write(name, text);
    await this.secrets.store(keyPrefix + id, apiKey);
    this.files.write(name, text);
    this.activate(id);
  }

  /** The key first: whatever happens after, it is gone. */
  async signOut(id: string): Promise<void> {
    const name = fileOf(id);
    await this.secrets.delete(keyPrefix + id);
    const text = this.files.read(name);
    this.files.remove(name);
    const isBack = (await this.secrets.get(keyPrefix + id)) !== undefined;
    if (isBack && text !== undefined) {
      // Another window signed in to it meanwhile: what has a key stays in sight.
      this.files.write(name, text);
    }
  }

  activate(id: string): void {
    this.files.write(activeFile, id);
  }

  onDidChange(listener: () => void): vscode.Disposable {
    return vscode.Disposable.from(
      this.files.onDidChange((name) => {
        if (name === activeFile || name.startsWith(accountPrefix)) {
          listener();
        }
      }),
      this.secrets.onDidChange(({ key }) => {
        if (key.startsWith(keyPrefix)) {
          listener();
        }
      }),
    );
  }

  /** Undefined without its key, which another browser on the same server may not have. */
  private async account(name: string): Promise<StoredAccount | undefined> {
    try {
      const { id, username } = JSON.parse(this.files.read(name) ?? '') as Record<string, unknown>;
      if (typeof id !== 'string' || typeof username !== 'string' || fileOf(id) !== name) {
        return undefined;
      }
      const apiKey = await this.secrets.get(keyPrefix + id);
      return apiKey === undefined ? undefined : { id, username, apiKey };
    } catch {
      return undefined;
    }
  }
}

/** A username may hold what no file name may. */
function fileOf(id: string): string {
  return accountPrefix + createHash('sha256').update(id).digest('hex').slice(0, 32);
}
