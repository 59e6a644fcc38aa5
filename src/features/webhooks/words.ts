import * as vscode from 'vscode';
import { asLabel, deliveryStateWords } from '../../platform/words/deliveryWords';
import { deliveryState } from '../../sms/delivery';
import type { PushForm, PushKind } from '../../sms/webhooks/fields';
import type { PushFinding } from '../../sms/webhooks/parsedPush';
import type { UnreadableReason } from '../../sms/webhooks/rawPush';
import { plain } from './panel/quoted';
import type { Delivery, DeliveryFailure, DeliveryKind } from './pushes/caughtPush';

export function kindWords(kind: PushKind | undefined): string {
  switch (kind) {
    case 'receipt':
      return vscode.l10n.t('Delivery receipt');
    case 'inbound':
      return vscode.l10n.t('Inbound SMS');
    case undefined:
      return vscode.l10n.t('Unknown push');
  }
}

export function formWords(form: PushForm): string {
  switch (form) {
    case 'form':
      return vscode.l10n.t('form');
    case 'query':
      return vscode.l10n.t('query');
    case 'json':
      return vscode.l10n.t('JSON');
  }
}

/** Where the message of a receipt stands, for a row. */
export function receiptWords(code: string | undefined): string {
  const state = deliveryState(undefined, code);
  return state ? asLabel(deliveryStateWords(state)) : plain(code ?? '?');
}

export function findingWords(finding: PushFinding): string {
  switch (finding.code) {
    case 'missing':
      return vscode.l10n.t('Missing: {0}, which every such push has', plain(finding.field));
    case 'absent':
      return vscode.l10n.t('Not sent: {0}, which ClickSend documents', plain(finding.field));
    case 'unexpected':
      return vscode.l10n.t('Unexpected: {0} is not documented', plain(finding.field));
    case 'repeated':
      return vscode.l10n.t('{0} came more than once; the first counts', plain(finding.field));
    case 'nested':
      return vscode.l10n.t('{0} is not text but an object or a list', plain(finding.field));
    case 'notATime':
      return vscode.l10n.t('{0} is not a time in Unix seconds', plain(finding.field));
    case 'disagrees':
      return vscode.l10n.t('{0} contradicts {1}', plain(finding.field), plain(finding.with));
    case 'guessedForm':
      return vscode.l10n.t(
        'The content type does not say so, but it reads as {0}',
        formWords(finding.form),
      );
    case 'unknownKind':
      return vscode.l10n.t('Neither the fields of a receipt nor those of an inbound SMS');
    case 'unreadable':
      return unreadableWords(finding.reason);
  }
}

function unreadableWords(reason: UnreadableReason): string {
  switch (reason) {
    case 'notJson':
      return vscode.l10n.t('The content type says JSON, but it is not');
    case 'notAnObject':
      return vscode.l10n.t('The JSON is not an object');
    case 'multipart':
      return vscode.l10n.t('A multipart form, which ClickSend does not send');
    case 'tooManyFields':
      return vscode.l10n.t('Too many fields; the rest was left out');
  }
}

export function failureWords(failure: DeliveryFailure): string {
  switch (failure) {
    case 'refused':
      return vscode.l10n.t('nothing listens there');
    case 'unknownHost':
      return vscode.l10n.t('no such host');
    case 'timeout':
      return vscode.l10n.t('no answer in time');
    case 'reset':
      return vscode.l10n.t('it hung up');
    case 'tls':
      return vscode.l10n.t('its certificate is not trusted');
    case 'busy':
      return vscode.l10n.t('not sent, too many are waiting');
    case 'stopped':
      return vscode.l10n.t('stopped');
    case 'other':
      return vscode.l10n.t('the connection failed');
  }
}

export function deliveryKindWords(kind: DeliveryKind): string {
  switch (kind) {
    case 'forward':
      return vscode.l10n.t('Forwarded');
    case 'replay':
      return vscode.l10n.t('Replayed');
    case 'edited':
      return vscode.l10n.t('Sent edited');
    case 'form':
    case 'query':
    case 'json':
      return vscode.l10n.t('Sent as {0}', formWords(kind));
  }
}

/** "500 in 12 ms", or why there was no answer. */
export function answerWords({ answer, durationMs }: Delivery): string {
  const time = milliseconds(durationMs);
  return 'failure' in answer
    ? vscode.l10n.t('{0} ({1})', failureWords(answer.failure), time)
    : vscode.l10n.t('{0} in {1}', String(answer.status), time);
}

export function milliseconds(duration: number): string {
  return duration < 10_000
    ? vscode.l10n.t('{0} ms', duration < 10 ? duration.toFixed(1) : duration.toFixed(0))
    : vscode.l10n.t('{0} s', (duration / 1000).toFixed(1));
}

/** How long after its own timestamp a push came; undefined when it has none or clocks disagree. */
export function latencyWords(
  receivedAt: number,
  timestamp: number | undefined,
): string | undefined {
  if (timestamp === undefined) {
    return undefined;
  }
  const seconds = Math.round(receivedAt / 1000) - timestamp;
  if (seconds < 0 || seconds > 30 * 86_400) {
    return undefined;
  }
  return seconds < 120
    ? vscode.l10n.t('after {0} s', seconds)
    : vscode.l10n.t('after {0} min', Math.round(seconds / 60));
}

const clock = (at: number, options: Intl.DateTimeFormatOptions) =>
  new Date(at).toLocaleString(vscode.env.language, options);

export const timeOfDay = (at: number): string => clock(at, { timeStyle: 'medium' });

/** Unix seconds in words. */
export function momentWords(seconds: number | undefined): string {
  return seconds === undefined
    ? vscode.l10n.t('unknown')
    : clock(seconds * 1000, { dateStyle: 'medium', timeStyle: 'medium' });
}
