import type * as vscode from 'vscode';

/** A signed-in account. The key lives here and in SecretStorage, nowhere else. */
export interface StoredAccount {
  readonly id: string;
  readonly username: string;
  readonly apiKey: string;
}

export const sandboxId = 'sandbox';

/** `active` is an account's id, `sandboxId`, or undefined before the first choice. */
export interface AccountState {
  readonly accounts: readonly StoredAccount[];
  readonly active: string | undefined;
}

const secretKey = 'clicksend.accounts';
const nobody: AccountState = { accounts: [], active: undefined };

/**
 * The accounts of this person, kept in one secret: SecretStorage tells every window when it
 * changes, so a sign-in, a switch or a sign-out in one window reaches the others.
 */
export class AccountStore {
  private pendingWrite: Promise<unknown> = Promise.resolve();

  constructor(private readonly secrets: vscode.SecretStorage) {}

  async read(): Promise<AccountState> {
    return decode(await this.secrets.get(secretKey));
  }

  /** Changes one after another, each on what the one before wrote. */
  update(change: (state: AccountState) => AccountState): Promise<void> {
    const write = this.pendingWrite.then(async () => {
      await this.secrets.store(secretKey, JSON.stringify(change(await this.read())));
    });
    this.pendingWrite = write.catch(() => undefined);
    return write;
  }

  onDidChange(listener: () => void): vscode.Disposable {
    return this.secrets.onDidChange(({ key }) => {
      if (key === secretKey) {
        listener();
      }
    });
  }
}

function decode(secret: string | undefined): AccountState {
  if (secret === undefined) {
    return nobody;
  }
  try {
    const { accounts, active } = JSON.parse(secret) as Partial<Record<keyof AccountState, unknown>>;
    return {
      accounts: Array.isArray(accounts) ? accounts.filter(isStoredAccount) : [],
      active: typeof active === 'string' ? active : undefined,
    };
  } catch {
    return nobody;
  }
}

function isStoredAccount(value: unknown): value is StoredAccount {
  return (
    typeof value === 'object' &&
    value !== null &&
    (['id', 'username', 'apiKey'] as const).every(
      (field) => typeof (value as Record<string, unknown>)[field] === 'string',
    )
  );
}
