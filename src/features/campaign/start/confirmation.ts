import * as vscode from 'vscode';
import { shortfallLines } from '../../../platform/words/balance';
import { linkWarning } from '../../../platform/words/linkWords';
import { moneyInWords } from '../../../platform/words/money';
import { partsInWords } from '../../../platform/words/partWords';
import { setting } from '../../../platform/settings';
import { dueMoment, whenInWords } from '../../../platform/words/moment';
import { findLinks } from '../../../sms/links';
import type { Estimate, EstimateLine } from '../../../campaign/plan/estimate';
import type { Money } from '../../../sms/price';
import type { Plan } from '../../../campaign/plan/plan';
import type { Campaign } from '../shelf';
import { messagesInWords, numberInWords, recipientCountInWords, skippedInWords } from '../words';

/** Lines of the price that are named one by one. */
const shownLines = 6;

/** What a campaign costs, and what the account has as far as it says. */
export interface Price extends Estimate {
  readonly balance: Money | undefined;
}

export type Confirmation = 'send' | 'report' | undefined;

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
      refusal,
    );
  }
  return each === undefined
    ? vscode.l10n.t('  {0} to {1}, {2}: ClickSend names no price', n, where, length)
    : vscode.l10n.t(
        '  {0} to {1}, {2}: {3} a message',
        n,
        where,
        length,
        moneyInWords(each, estimate.currency),
      );
}

function senderLine({ from }: Plan, { senders }: Estimate): string {
  const asked = from === '' ? vscode.l10n.t('account default') : from;
  const others = senders.filter((sender) => sender !== from).slice(0, 3);
  return others.length === 0
    ? vscode.l10n.t('From: {0}', asked)
    : vscode.l10n.t('From: {0}, sent as {1}', asked, others.join(', '));
}

/** A text that went out to as many people this short a time ago was most likely sent by mistake. */
const sameWithinMs = 24 * 3_600_000;

/** An earlier campaign that this one may repeat. */
export function findSame(plan: Plan, campaigns: readonly Campaign[]): Campaign | undefined {
  return campaigns.find(
    ({ id, summary, plan: other }) =>
      id !== plan.id &&
      summary.isStarted &&
      summary.counts.accepted + summary.counts.unsure + summary.counts.absent > 0 &&
      other.account.id === plan.account.id &&
      other.body === plan.body &&
      other.count === plan.count &&
      plan.createdAt - other.createdAt < sameWithinMs,
  );
}

function sameLine({ plan }: Campaign): string {
  const when = new Date(plan.createdAt).toLocaleString(vscode.env.language);
  return vscode.l10n.t(
    'Attention: the same text went to as many recipients in the campaign "{0}" of {1}.',
    plan.name,
    when,
  );
}

/** What the modal says besides its question. */
export function describeCampaign(plan: Plan, estimate: Price, same?: Campaign): string {
  const { account, skipped, schedule, body } = plan;
  const left = Object.entries(skipped);
  const more = estimate.lines.length - shownLines;
  return [
    ...(same ? [sameLine(same), ''] : []),
    account.isSandbox
      ? vscode.l10n.t('Account: Sandbox. Nothing is really sent, nothing costs money.')
      : vscode.l10n.t('Account: {0}. This is the real thing.', account.label),
    senderLine(plan, estimate),
    vscode.l10n.t('When: {0}', schedule === 0 ? vscode.l10n.t('now') : whenInWords(schedule)),
    ...(left.length === 0
      ? []
      : [
          vscode.l10n.t(
            'Left out: {0}',
            left.map(([code, n]) => skippedInWords(code, n)).join(', '),
          ),
        ]),
    '',
    vscode.l10n.t('Price, as ClickSend says for a few of each country and length:'),
    ...estimate.lines.slice(0, shownLines).map((line) => priceLine(line, estimate)),
    ...(more > 0 ? [vscode.l10n.t('  and {0} more kinds', more)] : []),
    ...shortfallLines(estimate.total, estimate.balance, estimate.currency),
    ...(findLinks(body).length === 0 ? [] : ['', linkWarning()]),
  ].join('\n');
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
  same: Campaign | undefined,
): Promise<Confirmation> {
  const price = moneyInWords(estimate.total, estimate.currency);
  const send = plan.account.isSandbox
    ? vscode.l10n.t('Send to Sandbox')
    : vscode.l10n.t('Send for Real');
  const report = vscode.l10n.t('Show What Is Left Out');
  const hasReport = Object.keys(plan.skipped).length > 0;
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      'Send "{0}" to {1} for about {2}?',
      plan.name,
      recipientsInWords(plan, estimate),
      price,
    ),
    { modal: true, detail: describeCampaign(plan, estimate, same) },
    send,
    ...(hasReport ? [report] : []),
  );
  if (answer === report) {
    return 'report';
  }
  return answer === send && (await isSure(plan, price)) ? 'send' : undefined;
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
  const send = plan.account.isSandbox
    ? vscode.l10n.t('Send to Sandbox')
    : vscode.l10n.t('Send for Real');
  const answer = await vscode.window.showWarningMessage(
    questionOf(why, plan, price),
    {
      modal: true,
      detail: [
        ...(why === 'recalled'
          ? [
              vscode.l10n.t(
                'The scheduled messages are cancelled first, and what they cost comes back. Only what was cancelled is sent again.',
              ),
            ]
          : []),
        describeCampaign(plan, estimate),
      ].join('\n'),
    },
    send,
  );
  return answer === send && isSure(plan, price);
}

async function isSure(plan: Plan, price: string): Promise<boolean> {
  return plan.count <= setting('clicksend.campaign.confirmAbove') || typeCount(plan, price);
}

async function typeCount({ count, name }: Plan, price: string): Promise<boolean> {
  const typed = await vscode.window.showInputBox({
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
