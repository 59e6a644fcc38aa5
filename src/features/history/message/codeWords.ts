import * as vscode from 'vscode';
import {
  deliveryCode,
  gatewayError,
  type DeliveryCodeReason,
  type GatewayErrorReason,
} from '../../../sms/delivery';

/** A `status_code` with what it means; one the vendor has added stands alone. */
export function codeWords(code: string): string {
  const known = deliveryCode(code);
  return known ? `${code}: ${reasonWords(known.reason)}` : code;
}

function reasonWords(reason: DeliveryCodeReason): string {
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

/** An `error_code` with what it means, in ClickSend's older numbering. */
export function errorWords(code: string): string {
  const known = gatewayError(code);
  return known ? `${code}: ${gatewayWords(known.reason)}` : code;
}

function gatewayWords(reason: GatewayErrorReason): string {
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
