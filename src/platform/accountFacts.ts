import { parseMoney } from '../sms/price';
import type { Money } from '../sms/price';
import type { Account } from '../sms/resources';

interface AccountReader {
  readonly account: {
    get(options: { readonly signal: AbortSignal }): Promise<Pick<Account, 'balance' | 'maxParts'>>;
  };
}

/** What a confirmation says of the account, as far as the account says it. */
export interface AccountFacts {
  readonly balance: Money | undefined;
  /** Longest message in parts. */
  readonly maxParts: number | undefined;
}

/** A confirmation waits no longer for them, in milliseconds. */
const patienceMs = 3000;

/** A send must not fail or wait for these. */
export async function accountFacts(
  client: AccountReader,
  signal: AbortSignal,
): Promise<AccountFacts> {
  try {
    const { balance, maxParts } = await client.account.get({
      signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]),
    });
    return { balance: balance === undefined ? undefined : parseMoney(balance), maxParts };
  } catch {
    return { balance: undefined, maxParts: undefined };
  }
}
