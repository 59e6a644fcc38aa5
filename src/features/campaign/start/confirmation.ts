import * as vscode from 'vscode';
import { confirmSpending, type SpendingQuestion } from '../../../platform/ask/confirm';
import { showInput } from '../../../platform/show/inputs';
import { balanceAfter, shortfall } from '../../../platform/words/balance';
import { cutWords } from '../../../platform/words/cutWords';
import { reasonInWords } from '../../../platform/words/sendStatusWords';
import { linkWarning } from '../../../platform/words/linkWords';
import { moneyInWords, priceInWords } from '../../../platform/words/money';
import { partsInWords } from '../../../platform/words/partWords';
import { setting } from '../../../platform/settings';
import { dueMoment, whenInWords } from '../../../platform/words/moment';
import { findLinks } from '../../../sms/links';
import type { Estimate, EstimateLine } from '../../../campaign/plan/estimate';
import type { Money } from '../../../sms/price';
import type { Plan } from '../../../campaign/plan/plan';
import type { Campaign } from '../shelf';
import { messagesInWords, numberInWords, recipientCountInWords, skippedInWords } from '../words';
import { sameTextLines } from './sameText';

/** Lines of the price that are named one by one. */
const shownLines = 6;

/** What a campaign costs, and what the account has as far as it says. */
export interface Price extends Estimate {
  readonly balance: Money | undefined;
}

export type CampaignAnswer = 'send' | 'report' | 'back' | undefined;

function priceLine({ country, parts, count, each, refusal }: EstimateLine, estimate: Estimate) {
  const n = numberInWords(count);
  const where = country === '' ? vscode.l10n.t('no country') : country;
  const length = partsInWords(parts);
  if (refusal !== undefined) {
    return vscode.l10n.t(
      '  {0} to {1}, {2}: ClickSend would refuse them ({3})',
      n,
      where,
      length,
      reasonInWords(refusal),
    );
  }
  return each === undefined
    ? vscode.l10n.t('  {0} to {1}, {2}: ClickSend names no price', n, where, length)
    : vscode.l10n.t(
        '  {0} to {1}, {2}: {3} per message',
        n,
        where,
        length,
        priceInWords(each, estimate.currency),
      );
}

function senderLine({ from }: Plan, { senders }: Estimate): string {
  const asked = from === '' ? vscode.l10n.t('account default') : from;
  const others = senders.filter((sender) => sender !== from).slice(0, 3);
  return others.length === 0
    ? vscode.l10n.t('From: {0}', asked)
    : vscode.l10n.t('From: {0}, sent as {1}', asked, others.join(', '));
}

/** What the modal says besides its question. */
function spendingOf(
  plan: Plan,
  estimate: Price,
  question: string,
  same: readonly Campaign[] = [],
): SpendingQuestion {
  const { account, skipped, schedule, timeZone, body, examples, optedOut } = plan;
  const { total, balance, currency } = estimate;
  const left = Object.entries(skipped);
  const more = estimate.lines.length - shownLines;
  return {
    question,
    account,
    notices: [...sameTextLines(same), ...cutLines(plan)],
    facts: [
      senderLine(plan, estimate),
      vscode.l10n.t(
        'When: {0}',
        schedule === 0 ? vscode.l10n.t('now') : whenInWords(schedule, timeZone),
      ),
      ...(left.length === 0
        ? []
        : [
            vscode.l10n.t(
              'Left out: {0}',
              left.map(([code, n]) => skippedInWords(code, n)).join(', '),
            ),
          ]),
      ...(optedOut
        ? [
            vscode.l10n.t(
              'Opted out, whoever the table names: {1} ({0})',
              numberInWords(optedOut.count),
              optedOut.files.join(', '),
            ),
          ]
        : []),
      vscode.l10n.t('Price, as ClickSend says for a few of each country and length:'),
      ...estimate.lines.slice(0, shownLines).map((line) => priceLine(line, estimate)),
      ...(more > 0 ? [vscode.l10n.t('  and {0} more kinds', more)] : []),
      ...present(balanceAfter(total, balance, currency)),
    ],
    warnings: [
      present(shortfall(total, balance, currency)),
      ...(findLinks(body).length === 0 ? [] : [[linkWarning()]]),
    ],
    texts: textsOf(plan),
    isCut: (examples?.cutCount ?? 0) > 0,
  };
}

const present = (line: string | undefined): readonly string[] => (line === undefined ? [] : [line]);

function cutLines({ examples }: Plan): readonly string[] {
  const { longest, cutCount = 0 } = examples ?? {};
  if (!longest?.cut) {
    return [];
  }
  const count =
    cutCount === 1
      ? vscode.l10n.t('1 message is too long.')
      : vscode.l10n.t('{0} messages are too long.', numberInWords(cutCount));
  return [`${count} ${cutWords(longest.cut)}`];
}

/** The first message and the longest, where that is another text. */
function textsOf({ examples }: Plan): SpendingQuestion['texts'] {
  const { first, longest } = examples ?? {};
  if (!first) {
    return [];
  }
  return [
    { title: vscode.l10n.t('Text, as {0} gets it:', first.to), text: first.text, cut: first.cut },
    ...(longest && longest.text !== first.text
      ? [
          {
            title: vscode.l10n.t('The longest, as {0} gets it:', longest.to),
            text: longest.text,
            cut: longest.cut,
          },
        ]
      : []),
  ];
}

/** Whoever gets the message, and how many of them ClickSend would refuse. */
function recipientsInWords({ count }: Plan, { refusedCount }: Estimate): string {
  const people = recipientCountInWords(count - refusedCount);
  return refusedCount === 0
    ? people
    : vscode.l10n.t('{0} ({1} more would be refused)', people, numberInWords(refusedCount));
}

/** The one modal before a campaign, and for a large one its count, typed. */
export async function confirmCampaign(
  plan: Plan,
  estimate: Price,
  same: readonly Campaign[],
): Promise<CampaignAnswer> {
  const price = moneyInWords(estimate.total, estimate.currency);
  const hasReport = Object.keys(plan.skipped).length > 0;
  const question = vscode.l10n.t(
    'Send "{0}" to {1} for about {2}?',
    plan.name,
    recipientsInWords(plan, estimate),
    price,
  );
  const answer = await confirmSpending({
    ...spendingOf(plan, estimate, question, same),
    other: hasReport ? vscode.l10n.t('Show What Is Left Out') : undefined,
  });
  if (answer === 'send') {
    return (await isSure(plan, price)) ? 'send' : undefined;
  }
  return answer === 'other' ? 'report' : answer;
}

/** Why some messages of a campaign are to be sent that its first confirmation did not settle. */
export type Again = 'rejected' | 'absent' | 'late' | 'recalled';

function questionOf(why: Again, plan: Plan, price: string): string {
  const { name, count, schedule, timeZone } = plan;
  const messages = messagesInWords(count);
  switch (why) {
    case 'rejected':
      return vscode.l10n.t(
        'Try {0} of "{1}" that were rejected again for about {2}?',
        messages,
        name,
        price,
      );
    case 'absent':
      return vscode.l10n.t(
        'Send {0} of "{1}", which may have been sent already, for about {2}?',
        messages,
        name,
        price,
      );
    case 'late':
      return vscode.l10n.t(
        'The time "{1}" was scheduled for has passed. Send the remaining {0} now for about {2}?',
        messages,
        name,
        price,
      );
    case 'recalled':
      return schedule === 0
        ? vscode.l10n.t(
            'Cancel {0} of "{1}" and send them now for about {2}?',
            messages,
            name,
            price,
          )
        : vscode.l10n.t(
            'Cancel {0} of "{1}" and schedule them for {3} for about {2}?',
            messages,
            name,
            price,
            dueMoment(schedule, timeZone),
          );
  }
}

/** The modal before a part of a campaign goes out on another occasion than the campaign itself. */
export async function confirmAgain(plan: Plan, estimate: Price, why: Again): Promise<boolean> {
  const price = moneyInWords(estimate.total, estimate.currency);
  const question = spendingOf(plan, estimate, questionOf(why, plan, price));
  const notices =
    why === 'recalled'
      ? [
          vscode.l10n.t(
            'The scheduled messages are cancelled first, and what they cost comes back. Only what was cancelled is sent again.',
          ),
        ]
      : [];
  const answer = await confirmSpending({
    ...question,
    notices: [...notices, ...(question.notices ?? [])],
  });
  return answer === 'send' && isSure(plan, price);
}

async function isSure(plan: Plan, price: string): Promise<boolean> {
  return plan.count <= setting('clicksend.campaign.confirmAbove') || typeCount(plan, price);
}

async function typeCount({ count, name }: Plan, price: string): Promise<boolean> {
  const typed = await showInput({
    title: vscode.l10n.t('Send "{0}" for about {1}', name, price),
    prompt: vscode.l10n.t('Type {0} to send as many messages', String(count)),
    ignoreFocusOut: true,
    validateInput: (value) =>
      value.replace(/[\s.,']/g, '') === String(count)
        ? undefined
        : vscode.l10n.t('Type the number of recipients: {0}', String(count)),
  });
  return typed !== undefined;
}
