import * as vscode from 'vscode';
import { deliveryCode, deliveryState, gatewayError } from '../../sms/delivery';
import type { DeliveryCodeReason, DeliveryState, GatewayErrorReason } from '../../sms/delivery';
import { visibleLine } from '../../sms/visibleText';

/** Where a message stands, as it is said within a line; a label has it `asLabel`. */
export function deliveryStateWords(state: DeliveryState): string {
  switch (state) {
    case 'scheduled':
      return vscode.l10n.t('scheduled');
    case 'pending':
      return vscode.l10n.t('on its way');
    case 'delivered':
      return vscode.l10n.t('delivered');
    case 'retrying':
      return vscode.l10n.t('failed for now');
    case 'failed':
      return vscode.l10n.t('failed');
    case 'cancelled':
      return vscode.l10n.t('cancelled');
    case 'received':
      return vscode.l10n.t('received');
  }
}

/** As `deliveryStateWords`, told more finely where history does; what ClickSend added stays as it is. */
export function historyStatusWords(status: string, code: string | undefined): string {
  const state = deliveryState(status, code);
  if (state === 'cancelled' && status === 'CancelledAfterReview') {
    return vscode.l10n.t('cancelled after review');
  }
  switch (state === 'pending' ? status : undefined) {
    case 'Queued':
    case 'Completed':
      return vscode.l10n.t('queued');
    case 'Sent':
      return vscode.l10n.t('sent');
    case 'WaitApproval':
      return vscode.l10n.t('waiting for approval');
    default:
      return state ? deliveryStateWords(state) : visibleLine(status, 40);
  }
}

/** With a capital first letter, for where words stand alone. */
export function asLabel(words: string): string {
  const [first = ''] = words;
  return `${first.toLocaleUpperCase(vscode.env.language)}${words.slice(first.length)}`;
}

/** A `status_code` with what it means. */
export function deliveryCodeWords(code: string): string {
  const known = deliveryCode(code);
  return known
    ? `${code}: ${codeReason(known.reason)}`
    : vscode.l10n.t('{0}: a code that ClickSend does not document', visibleLine(code, 40));
}

function codeReason(reason: DeliveryCodeReason): string {
  switch (reason) {
    case 'onItsWay':
      return vscode.l10n.t('on its way, no final word yet');
    case 'delivered':
      return vscode.l10n.t('delivered to the handset (final)');
    case 'temporaryFailure':
      return vscode.l10n.t('failed for now; ClickSend tries again');
    case 'failed':
      return vscode.l10n.t('failed or cancelled (final)');
    case 'temporaryRoutingFailure':
      return vscode.l10n.t('no route for now; may still be delivered');
  }
}

/** An `error_code` with what it means, in ClickSend's older numbering; others stand alone. */
export function gatewayErrorWords(code: string): string {
  const known = gatewayError(code);
  return known ? `${code}: ${gatewayReason(known.reason)}` : visibleLine(code, 40);
}

function gatewayReason(reason: GatewayErrorReason): string {
  switch (reason) {
    case 'waiting':
      return vscode.l10n.t('waiting for delivery');
    case 'scheduled':
      return vscode.l10n.t('waiting for its time');
    case 'handedToNetwork':
      return vscode.l10n.t('handed to the network');
    case 'deliveredToHandset':
      return vscode.l10n.t('delivered to the handset');
    case 'cancelled':
      return vscode.l10n.t('cancelled');
    case 'waitingForApproval':
      return vscode.l10n.t('waiting for approval by ClickSend');
    case 'unknownFailure':
      return vscode.l10n.t('failed, the network did not say why');
    case 'unknownSubscriber':
      return vscode.l10n.t('the network does not know this number');
    case 'unidentifiedSubscriber':
      return vscode.l10n.t('the number could not be identified or routed');
    case 'filtered':
      return vscode.l10n.t('the network filtered it, or the number may not receive it');
    case 'smsNotSupported':
      return vscode.l10n.t('the number does not take SMS');
    case 'absentSubscriber':
      return vscode.l10n.t('the phone was off or out of reach for 12 hours or more');
    case 'handsetMemoryFull':
      return vscode.l10n.t("the phone's memory is full");
    case 'networkCongestion':
      return vscode.l10n.t('network error or congestion');
    case 'rejectedByNetwork':
      return vscode.l10n.t('the network rejected it');
    case 'willBeRetried':
      return vscode.l10n.t('failed for now; it will be tried again');
    case 'timedOut':
      return vscode.l10n.t('timed out');
    case 'routingError':
      return vscode.l10n.t('routing error');
    case 'antiSpam':
      return vscode.l10n.t('stopped by a spam filter');
    case 'receiptExpired':
      return vscode.l10n.t('no receipt came in time');
  }
}
