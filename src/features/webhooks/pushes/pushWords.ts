import * as vscode from 'vscode';
import { visibleLine } from '../../../sms/visibleText';
import type { ParsedPush } from '../../../sms/webhooks/parsedPush';
import { answerWords, kindWords, latencyWords, receiptWords, timeOfDay } from '../words';
import type { CaughtPush } from './caughtPush';
import { parsed } from './parsed';

/** A push in a few words, for its row and wherever one is picked. */
export function pushLabel(push: CaughtPush): string {
  const { kind, facts } = parsed(push);
  switch (kind) {
    case 'receipt':
      return vscode.l10n.t('Receipt: {0}', receiptWords(facts.statusCode));
    case 'inbound':
      return vscode.l10n.t('Inbound: {0}', visibleLine(facts.body ?? '', 40));
    case undefined:
      return kindWords(undefined);
  }
}

/** Who, when, how late, and what the app last made of it: first, if it failed. */
export function pushDescription(push: CaughtPush): string {
  const { facts, findings } = parsed(push);
  const last = push.deliveries.at(-1);
  const problems = findings.filter(({ level }) => level === 'problem').length;
  const app = last && vscode.l10n.t('app: {0}', answerWords(last));
  const failed = appFailed(push);
  // A narrow side bar cuts off the end, and a failure is what to act on.
  return [
    failed ? app : undefined,
    parties(facts),
    timeOfDay(push.receivedAt),
    latencyWords(push.receivedAt, facts.timestamp),
    failed ? undefined : app,
    problems > 0 ? vscode.l10n.t('problems: {0}', problems) : undefined,
  ]
    .filter((part) => part !== undefined && part !== '')
    .join(' · ');
}

function parties({ from, to, messageId }: ParsedPush['facts']): string {
  const known = [from, to].filter((party) => party !== undefined);
  return known.length > 0
    ? known.map((party) => visibleLine(party, 20)).join(' → ')
    : visibleLine(messageId ?? '', 9);
}

export const pickRow = (push: CaughtPush) => ({
  label: pushLabel(push),
  description: pushDescription(push),
  push,
});

/** Whether the app did not take the push: an answer outside 200 to 299, or none. */
export function appFailed({ deliveries }: CaughtPush): boolean {
  const answer = deliveries.at(-1)?.answer;
  return (
    answer !== undefined && ('failure' in answer || answer.status < 200 || answer.status > 299)
  );
}
