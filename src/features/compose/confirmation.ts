import * as vscode from 'vscode';
import { showWarning } from '../../platform/show/messages';
import { contactsInWords } from '../../platform/words/countWords';
import { linkWarning } from '../../platform/words/linkWords';
import { whenInWords } from '../../platform/words/moment';
import { partsInWords } from '../../platform/words/partWords';
import type { ActiveAccount } from '../../platform/account';
import { shortfallLines } from '../../platform/words/balance';
import { findLinks } from '../../sms/links';
import { measure } from '../../sms/parts';
import { parseMoney } from '../../sms/price';
import type { Money } from '../../sms/price';
import type { SendResult } from '../../sms/resources';
import { recipientCount, type ComposeState } from './state';
import { money, refusal } from './words';

const shownRecipients = 12;

/**
 * The one modal before money is spent: account, recipients, sender, parts, time and the price just
 * fetched. Resolves to whether to send.
 */
export async function confirmSend(
  state: ComposeState,
  account: ActiveAccount,
  price: SendResult,
  balance: Money | undefined,
): Promise<boolean> {
  const send =
    account.kind === 'sandbox' ? vscode.l10n.t('Send to Sandbox') : vscode.l10n.t('Send for Real');
  const count = recipientCount(state) * state.bodies.length;
  const question =
    count === 1
      ? vscode.l10n.t('Send 1 SMS for {0}?', money(price.totalPrice, price.currency))
      : vscode.l10n.t('Send {0} SMS for {1}?', count, money(price.totalPrice, price.currency));
  const answer = await showWarning(
    question,
    { modal: true, detail: describe(state, account, price, balance) },
    send,
  );
  return answer === send;
}

export function describe(
  state: ComposeState,
  account: ActiveAccount,
  price: SendResult,
  balance?: Money,
): readonly string[] {
  return [
    account.kind === 'sandbox'
      ? vscode.l10n.t('Account: Sandbox. Nothing is really sent, nothing costs money.')
      : vscode.l10n.t('Account: {0}. This is the real thing.', account.label),
    vscode.l10n.t('To: {0}', recipients(state)),
    vscode.l10n.t('From: {0}', sender(state, price)),
    vscode.l10n.t(
      'When: {0}',
      state.schedule === 0 ? vscode.l10n.t('now') : whenInWords(state.schedule),
    ),
    vscode.l10n.t('Length: {0}', lengths(state)),
    vscode.l10n.t('Price: {0}', priceLine(price)),
    ...shortfallLines(parseMoney(price.totalPrice) ?? 0, balance, price.currency),
    ...refusals(price),
    ...(state.bodies.some((body) => findLinks(body).length > 0) ? ['', linkWarning()] : []),
  ];
}

function recipients({ numbers, lists }: ComposeState): string {
  const shown = numbers.slice(0, shownRecipients);
  const rest = numbers.length - shown.length;
  return [
    ...shown,
    ...(rest > 0 ? [vscode.l10n.t('and {0} more', rest)] : []),
    ...lists.map(({ name, contactCount }) =>
      vscode.l10n.t('list "{0}" with {1}', name, contactsInWords(contactCount)),
    ),
  ].join(', ');
}

/** ClickSend may use another sender than asked; its answer to the price says which. */
function sender({ from }: ComposeState, { messages }: SendResult): string {
  const used = new Set(messages.map((message) => message.from).filter((each) => each !== ''));
  const asked = from === '' ? vscode.l10n.t('account default') : from;
  const others = [...used].filter((each) => each !== from).slice(0, 3);
  return others.length === 0 ? asked : vscode.l10n.t('{0}, sent as {1}', asked, others.join(', '));
}

function lengths({ bodies }: ComposeState): string {
  const words = bodies.map((body) => {
    const { parts, encoding } = measure(body);
    return vscode.l10n.t('{0}, {1}', partsInWords(parts), encoding);
  });
  return [...new Set(words)].slice(0, 5).join('; ');
}

function priceLine({ messages, totalPrice, currency }: SendResult): string {
  const total = money(totalPrice, currency);
  const parts = messages.reduce((sum, message) => sum + (message.parts ?? 0), 0);
  const each = new Set(messages.flatMap(({ price }) => (price === undefined ? [] : [price])));
  const [single] = each;
  return each.size === 1 && single !== undefined && messages.length > 1
    ? vscode.l10n.t(
        '{0} in total for {1}, {2} each',
        total,
        partsInWords(parts),
        money(single, currency),
      )
    : vscode.l10n.t('{0} in total for {1}', total, partsInWords(parts));
}

function refusals({ messages }: SendResult): readonly string[] {
  const refused = messages.filter(({ outcome }) => outcome !== 'accepted');
  if (refused.length === 0) {
    return [];
  }
  const shown = refused.slice(0, shownRecipients).map((message) => `  ${refusal(message)}`);
  return [
    '',
    vscode.l10n.t('ClickSend will not send {0} of {1}:', refused.length, messages.length),
    ...shown,
    ...(refused.length > shown.length
      ? [vscode.l10n.t('  and {0} more', refused.length - shown.length)]
      : []),
  ];
}
