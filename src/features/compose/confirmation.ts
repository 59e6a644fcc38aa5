import * as vscode from 'vscode';
import type { ActiveAccount } from '../../platform/session';
import {
  confirmSpending,
  type Confirmation,
  type SpendingQuestion,
} from '../../platform/ask/confirm';
import { balanceAfter, shortfall } from '../../platform/words/balance';
import { contactsInWords } from '../../platform/words/countWords';
import { cutWords } from '../../platform/words/cutWords';
import { linkWarning } from '../../platform/words/linkWords';
import { whenInWords } from '../../platform/words/moment';
import { numberInWords } from '../../platform/words/numberWords';
import { partsInWords } from '../../platform/words/partWords';
import { findLinks } from '../../sms/links';
import { measure } from '../../sms/parts';
import { parseMoney } from '../../sms/price';
import type { SendResult } from '../../sms/resources';
import { visibleLine } from '../../sms/visibleText';
import type { Quote } from './quote';
import { recipientCount, type ComposeState } from './state';
import { money, refusal, totalInWords } from './words';

const shownRecipients = 12;
const shownTexts = 3;

/** The one modal before money is spent; `notices` are what has to be known before anything else. */
export function confirmSend(
  quote: Quote,
  account: ActiveAccount,
  notices: readonly string[] = [],
): Promise<Confirmation> {
  return confirmSpending(spendingOf(quote, account, notices));
}

export function spendingOf(
  quote: Quote,
  account: ActiveAccount,
  notices: readonly string[] = [],
): SpendingQuestion {
  const { state, cuts, result, balance } = quote;
  const price = parseMoney(result.totalPrice) ?? 0;
  const { currency } = result;
  return {
    question: question(state, result),
    account: { label: account.label, isSandbox: account.kind === 'sandbox' },
    notices: [...notices, ...cuts.slice(0, 1).map(cutWords)],
    facts: [
      vscode.l10n.t('To: {0}', recipients(state)),
      vscode.l10n.t('From: {0}', sender(state, result)),
      vscode.l10n.t(
        'When: {0}',
        state.schedule === 0 ? vscode.l10n.t('now') : whenInWords(state.schedule, state.timeZone),
      ),
      vscode.l10n.t('Length: {0}', lengths(state)),
      vscode.l10n.t('Price: {0}', totalInWords(result)),
      ...present(balanceAfter(price, balance, currency)),
    ],
    warnings: [
      present(shortfall(price, balance, currency)),
      refusals(result),
      ...(state.bodies.some((body) => findLinks(body).length > 0) ? [[linkWarning()]] : []),
    ],
    texts: texts(quote),
    isCut: cuts.length > 0,
  };
}

const present = (line: string | undefined): readonly string[] => (line === undefined ? [] : [line]);

/** Counts what will go; ClickSend has just said what will not. */
function question(state: ComposeState, { messages, totalPrice, currency }: SendResult): string {
  const going = messages.filter(({ outcome }) => outcome === 'accepted').length;
  const all = Math.max(messages.length, recipientCount(state) * state.bodies.length);
  const price = money(totalPrice, currency);
  if (going < all) {
    return vscode.l10n.t(
      'Send {0} of {1} SMS for {2}?',
      numberInWords(going),
      numberInWords(all),
      price,
    );
  }
  return going === 1
    ? vscode.l10n.t('Send 1 SMS for {0}?', price)
    : vscode.l10n.t('Send {0} SMS for {1}?', numberInWords(going), price);
}

function recipients({ numbers, lists }: ComposeState): string {
  const shown = numbers.slice(0, shownRecipients);
  const rest = numbers.length - shown.length;
  return [
    ...shown,
    ...(rest > 0 ? [vscode.l10n.t('and {0} more', numberInWords(rest))] : []),
    ...lists.map(({ name, contactCount }) =>
      vscode.l10n.t('list "{0}" with {1}', visibleLine(name), contactsInWords(contactCount)),
    ),
  ].join(', ');
}

/** ClickSend may use another sender than asked; its answer to the price says which. */
function sender({ from }: ComposeState, { messages }: SendResult): string {
  const used = new Set(messages.map((message) => message.from).filter((each) => each !== ''));
  const asked = from === '' ? vscode.l10n.t('account default') : visibleLine(from);
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

function refusals({ messages }: SendResult): readonly string[] {
  const refused = messages.filter(({ outcome }) => outcome !== 'accepted');
  if (refused.length === 0) {
    return [];
  }
  const more = refused.length - shownRecipients;
  return [
    vscode.l10n.t('ClickSend will not send {0} of {1}:', refused.length, messages.length),
    ...refused.slice(0, shownRecipients).map((message) => `  ${refusal(message)}`),
    ...(more > 0 ? [vscode.l10n.t('  and {0} more', more)] : []),
  ];
}

/** Of several texts those that are cut first: they are the ones to look at. */
function texts({ state, cuts }: Quote): SpendingQuestion['texts'] {
  const all = state.bodies.map((text, index) => ({
    title:
      state.bodies.length === 1
        ? vscode.l10n.t('Text:')
        : vscode.l10n.t('Text {0} of {1}:', index + 1, state.bodies.length),
    text,
    cut: cuts.find((cut) => cut.text === text),
  }));
  return [...all].sort((a, b) => Number(!a.cut) - Number(!b.cut)).slice(0, shownTexts);
}
