import { createHash } from 'node:crypto';
import type { Clock } from '../clock';
import type { Decisions } from '../decisions';
import { Account, type AccountState } from './account';
import type { Store } from './store';
import { moneyPerUnit } from '../network/prices';

/** The vendor's usernames for trying out errors. */
const testUsers: Readonly<Record<string, { state: AccountState; hasCredit: boolean }>> = {
  nocredit: { state: 'ok', hasCredit: false },
  notactive: { state: 'notActive', hasCredit: true },
  banned: { state: 'banned', hasCredit: true },
};

/** The username in the reference's own sample requests. */
export const sampleUsername = 'api-username';

/** A made-up key that is always the same for a username and opens nothing anywhere. */
function keyOf(username: string): string {
  const hex = createHash('sha256').update(`clicksend-sandbox ${username}`).digest('hex');
  return [8, 12, 16, 20, 32]
    .map((end, i, ends) => hex.slice(ends[i - 1] ?? 0, end))
    .join('-')
    .toUpperCase();
}

/** Who may come in: accounts by credentials, made when first seen. */
export class AccountFinder {
  /** Header to account, so that the usual request decodes nothing. */
  private readonly known = new Map<string, Account>();

  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly decisions: Decisions,
    /** Username to key, for strict mode. */
    private readonly strict: ReadonlyMap<string, string>,
    private readonly onNewAccount: (account: Account) => void,
  ) {}

  /** Whoever asks for what needs no credentials: an account with nothing in it. */
  readonly anybody = new Account(
    -1,
    {
      ...{ username: '', userId: 0, subaccountId: 0, apiKey: '', country: 'AU', state: 'ok' },
      createdAt: 0,
    },
    0,
  );

  /** The account behind an `Authorization` header, or undefined when it opens none. */
  authorize(header: string | undefined): Account | undefined {
    if (header === undefined) {
      return undefined;
    }
    const known = this.known.get(header);
    if (known) {
      return known;
    }
    const credentials = this.readCredentials(header);
    if (!credentials) {
      return undefined;
    }
    const { username, key } = credentials;
    if (this.decisions.strictCredentials && this.strict.get(username) !== key) {
      return undefined;
    }
    const account = this.open(username);
    if (this.known.size > 10_000) {
      this.known.clear();
    }
    this.known.set(header, account);
    return account;
  }

  /** The account of that name, made on first use. */
  open(username: string): Account {
    const existing = this.store.findAccount(username);
    if (existing) {
      return existing;
    }
    const test = testUsers[username];
    const number = this.store.accounts.length;
    const balance = test?.hasCredit === false ? 0 : this.decisions.startingBalance * moneyPerUnit;
    this.store.commit({
      t: 'account',
      profile: {
        username,
        userId: 496_600 + number,
        subaccountId: 563_840 + number,
        apiKey: this.strict.get(username) ?? keyOf(username),
        country: 'AU',
        state: test?.state ?? 'ok',
        createdAt: this.clock.seconds(),
      },
      balance: Math.round(balance),
    });
    const account = this.store.findAccount(username);
    if (!account) {
      throw new Error('The store took an account and has none');
    }
    this.onNewAccount(account);
    return account;
  }

  /** After a reset or a switch of strictness, nobody is known any more. */
  forget(): void {
    this.known.clear();
  }

  private readCredentials(header: string): { username: string; key: string } | undefined {
    const { referenceSamples, strictCredentials } = this.decisions;
    if (referenceSamples && !strictCredentials && /^\[?API_KEY\]?$/u.test(header)) {
      return { username: sampleUsername, key: '' };
    }
    const match = /^basic +([A-Za-z0-9+/=_-]+)$/iu.exec(header);
    if (!match?.[1]) {
      return undefined;
    }
    const text = Buffer.from(match[1], 'base64').toString('utf8');
    const colon = text.indexOf(':');
    const username = text.slice(0, Math.max(colon, 0));
    return username === '' || username.length > 200 || username.includes('\uFFFD')
      ? undefined
      : { username, key: text.slice(colon + 1) };
  }
}
