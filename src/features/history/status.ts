import * as vscode from 'vscode';
import { deliveryState } from '../../sms/delivery';
import type { HistoryMessage } from '../../sms/resources';

/** What a message's status means to a person. */
export interface StatusView {
  readonly word: string;
  readonly icon: string;
  readonly color: string | undefined;
}

export function statusView(message: HistoryMessage): StatusView {
  if (message.direction === 'in') {
    return { word: vscode.l10n.t('Received'), icon: 'mail', color: 'charts.blue' };
  }
  switch (deliveryState(message.status, message.statusCode)) {
    case 'delivered':
      return { word: vscode.l10n.t('Delivered'), icon: 'pass', color: 'testing.iconPassed' };
    case 'scheduled':
      return { word: vscode.l10n.t('Scheduled'), icon: 'calendar', color: 'charts.purple' };
    case 'pending':
      return pendingView(message.status);
    case 'retrying':
      return {
        word: vscode.l10n.t('Failed for now'),
        icon: 'warning',
        color: 'list.warningForeground',
      };
    case 'failed':
      return { word: vscode.l10n.t('Failed'), icon: 'error', color: 'list.errorForeground' };
    case 'cancelled':
      return message.status === 'CancelledAfterReview'
        ? {
            word: vscode.l10n.t('Cancelled after review'),
            icon: 'circle-slash',
            color: 'list.errorForeground',
          }
        : {
            word: vscode.l10n.t('Cancelled'),
            icon: 'circle-slash',
            color: 'disabledForeground',
          };
    case 'received':
      return { word: vscode.l10n.t('Received'), icon: 'mail', color: 'charts.blue' };
    case undefined:
      return { word: message.status, icon: 'question', color: undefined };
  }
}

function pendingView(status: string): StatusView {
  switch (status) {
    case 'Sent':
      return { word: vscode.l10n.t('Sent'), icon: 'arrow-up', color: 'charts.blue' };
    case 'WaitApproval':
      return { word: vscode.l10n.t('Waiting for approval'), icon: 'eye', color: 'charts.yellow' };
    default:
      return { word: vscode.l10n.t('Queued'), icon: 'circle-outline', color: undefined };
  }
}

/** A receipt can come up to 72 hours late; after that nothing is expected any more. */
const longestWait = 72 * 3600;

/** Whether the status may still change at `now` (Unix seconds), so that it is worth asking again. */
export function isPending(message: HistoryMessage, now: number): boolean {
  if (message.direction === 'in') {
    return false;
  }
  const due = Math.max(message.date ?? 0, message.schedule ?? 0);
  const expected = due > now - longestWait;
  switch (deliveryState(message.status, message.statusCode)) {
    case 'scheduled':
      return expected && due <= now + 60;
    case 'pending':
    case 'retrying':
      return expected;
    case 'delivered':
    case 'failed':
    case 'cancelled':
    case 'received':
    case undefined:
      return false;
  }
}
