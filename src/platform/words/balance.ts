import * as vscode from 'vscode';
import { parseMoney } from '../../sms/price';
import type { Money } from '../../sms/price';
import type { Account, Currency } from '../../sms/resources';
import { moneyInWords } from './money';

interface BalanceReader {
  getAccount(options: { readonly signal: AbortSignal }): Promise<Pick<Account, 'balance'>>;
}

/** A confirmation waits no longer for the balance, in milliseconds. */
const patienceMs = 3000;

/** What the account has; undefined when it does not say. A send must not fail or wait for that. */
export async function balanceOf(
  client: BalanceReader,
  signal: AbortSignal,
): Promise<Money | undefined> {
  try {
    const { balance } = await client.getAccount({
      signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]),
    });
    return balance === undefined ? undefined : parseMoney(balance);
  } catch {
    return undefined;
  }
}

/** Lines for a confirmation when the account has less than something costs; none otherwise. */
export function shortfallLines(
  price: Money,
  balance: Money | undefined,
  currency: Currency | undefined,
): readonly string[] {
  if (balance === undefined || balance >= price) {
    return [];
  }
  return [
    '',
    vscode.l10n.t(
      'Attention: the balance of the account is {0}, less than that. ClickSend may refuse what it does not cover.',
      moneyInWords(balance, currency),
    ),
  ];
}
