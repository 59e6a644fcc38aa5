import * as vscode from 'vscode';
import type { Money } from '../../sms/price';
import type { Currency } from '../../sms/resources';
import { moneyInWords } from './money';

/** What a confirmation says of the balance after something is paid, as far as it is known. */
export function balanceAfter(
  price: Money,
  balance: Money | undefined,
  currency: Currency | undefined,
): string | undefined {
  return balance === undefined || balance < price
    ? undefined
    : vscode.l10n.t('Balance after: {0}', moneyInWords(balance - price, currency));
}

/** A warning when the account has less than something costs. */
export function shortfall(
  price: Money,
  balance: Money | undefined,
  currency: Currency | undefined,
): string | undefined {
  return balance === undefined || balance >= price
    ? undefined
    : vscode.l10n.t(
        'Attention: the balance of the account is {0}, less than that. ClickSend may refuse what it does not cover.',
        moneyInWords(balance, currency),
      );
}
