import * as vscode from 'vscode';
import { deliveryCodeWords } from '../../../platform/words/deliveryWords';
import type { DeliveryReceipt, InboundMessage, Page } from '../../../sms/resources';
import type { ParsedPush } from '../../../sms/webhooks/parsedPush';
import { showAddress } from '../pushes/appAddress';
import type { CaughtPush, Delivery } from '../pushes/caughtPush';
import {
  answerWords,
  deliveryKindWords,
  findingWords,
  formWords,
  kindWords,
  latencyWords,
  momentWords,
} from '../words';
import { jsonLine, plain, quoted } from './quoted';

/**
 * One thing that happened: a first line with the time, details under it. Whoever prints it indents
 * everything but the first line, so that only we start lines at the margin.
 */
export interface Entry {
  readonly headline: string;
  readonly details: readonly string[];
}

/** "name  value" lines of what is there. */
function facts(pairs: readonly (readonly [string, string | undefined])[]): readonly string[] {
  const present = pairs.filter((pair): pair is readonly [string, string] => pair[1] !== undefined);
  const width = Math.max(0, ...present.map(([name]) => name.length));
  return present.map(([name, value]) => `${name.padEnd(width)}  ${value}`);
}

const optional = (text: string | undefined, write = quoted) =>
  text === undefined || text === '' ? undefined : write(text);

const statusCode = (code: string | undefined) =>
  code === undefined ? vscode.l10n.t('no status code') : deliveryCodeWords(code);

const messageId = (id: string | undefined) => optional(id, plain);

export function caughtEntry(push: CaughtPush, parsed: ParsedPush): Entry {
  const { kind, form, fields, findings } = parsed;
  const latency = latencyWords(push.receivedAt, parsed.facts.timestamp);
  const raw =
    fields.length > 0
      ? jsonLine(Object.fromEntries(fields.map(({ name, value }) => [name, value])))
      : jsonLine({ query: push.raw.query, body: push.raw.body });
  return {
    headline: vscode.l10n.t(
      'Caught: {0} as {1}',
      kindWords(kind),
      [formWords(form), latency].filter(Boolean).join(', '),
    ),
    details: [
      ...pushFacts(parsed),
      ...findings.map(
        (finding) => `${finding.level === 'problem' ? '!' : '-'} ${findingWords(finding)}`,
      ),
      raw,
    ],
  };
}

function pushFacts({ kind, facts: fact }: ParsedPush): readonly string[] {
  const isReceipt = kind === 'receipt';
  return facts([
    [vscode.l10n.t('message'), messageId(fact.messageId)],
    [vscode.l10n.t('answers'), messageId(fact.originalMessageId)],
    [vscode.l10n.t('from'), optional(fact.from, plain)],
    [vscode.l10n.t('to'), optional(fact.to, plain)],
    [vscode.l10n.t('status'), isReceipt ? statusCode(fact.statusCode) : undefined],
    [vscode.l10n.t('says'), optional(fact.statusText)],
    [vscode.l10n.t('error'), error(fact.errorCode, fact.errorText)],
    [vscode.l10n.t('text'), optional(fact.body)],
    [vscode.l10n.t('custom string'), optional(fact.customString)],
    [vscode.l10n.t('time'), fact.timestamp === undefined ? undefined : momentWords(fact.timestamp)],
  ]);
}

function error(code: string | undefined, text: string | undefined): string | undefined {
  const parts = [optional(code, plain), optional(text)].filter((part) => part !== undefined);
  return parts.length > 0 ? parts.join(' ') : undefined;
}

/** What the app made of a push: its failure is a failure, whatever ClickSend was answered. */
export function deliveryEntry(kind: string, delivery: Delivery): Entry {
  const { answer } = delivery;
  return {
    headline: vscode.l10n.t(
      '{0} ({1}) to {2}: {3}',
      deliveryKindWords(delivery.kind),
      kind,
      showAddress(delivery.url),
      answerWords(delivery),
    ),
    details: 'excerpt' in answer && answer.excerpt !== '' ? [quoted(answer.excerpt, 1000)] : [],
  };
}

export function receiptDetails(receipt: DeliveryReceipt): readonly string[] {
  return facts([
    [vscode.l10n.t('message'), messageId(receipt.messageId)],
    [vscode.l10n.t('status'), statusCode(receipt.statusCode)],
    [vscode.l10n.t('says'), optional(receipt.statusText)],
    [vscode.l10n.t('error'), error(receipt.errorCode, receipt.errorText)],
    [vscode.l10n.t('sent'), momentWords(receipt.sentAt)],
    [vscode.l10n.t('reported'), momentWords(receipt.receivedAt)],
    [vscode.l10n.t('custom string'), optional(receipt.customString)],
  ]);
}

export function receiptEntry(headline: string, receipt: DeliveryReceipt): Entry {
  return { headline, details: [...receiptDetails(receipt), jsonLine(receipt.raw)] };
}

export function inboundEntry(headline: string, message: InboundMessage): Entry {
  const details = facts([
    [vscode.l10n.t('message'), messageId(message.messageId)],
    [vscode.l10n.t('answers'), messageId(message.originalMessageId)],
    [vscode.l10n.t('from'), optional(message.from, plain)],
    [vscode.l10n.t('to'), optional(message.to, plain)],
    [vscode.l10n.t('text'), optional(message.body)],
    [vscode.l10n.t('time'), momentWords(message.timestamp)],
  ]);
  return { headline, details: [...details, jsonLine(message.raw)] };
}

export function receiptPageEntry(page: Page<DeliveryReceipt>): Entry {
  const { items, total, page: number, lastPage } = page;
  if (items.length === 0) {
    return {
      headline: vscode.l10n.t('Delivery receipts: none unread'),
      details: [
        vscode.l10n.t(
          'Receipts wait here only while an enabled receipt rule has the action POLL; see the rules in the Webhooks view.',
        ),
      ],
    };
  }
  return {
    headline: vscode.l10n.t(
      'Delivery receipts: page {0} of {1}, {2} in all',
      number,
      lastPage,
      total,
    ),
    details: [
      ...items.map((receipt) =>
        [
          momentWords(receipt.receivedAt),
          statusCode(receipt.statusCode),
          plain(receipt.messageId),
          error(receipt.errorCode, receipt.errorText) ?? '',
        ]
          .join('  ')
          .trimEnd(),
      ),
      ...items.map(({ raw }) => jsonLine(raw)),
    ],
  };
}
