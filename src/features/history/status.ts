import {
  asLabel,
  deliveryStateWords,
  historyStatusWords,
} from '../../platform/words/deliveryWords';
import { deliveryState, isFinal } from '../../sms/delivery';
import type { DeliveryState } from '../../sms/delivery';
import type { HistoryMessage } from '../../sms/resources';

/** What a message's status means to a person. */
export interface StatusView {
  readonly word: string;
  readonly icon: string;
  readonly color: string | undefined;
}

export function statusView({ direction, status, statusCode }: HistoryMessage): StatusView {
  const state = direction === 'in' ? 'received' : deliveryState(status, statusCode);
  const words =
    state === 'received' ? deliveryStateWords(state) : historyStatusWords(status, statusCode);
  return { word: state ? asLabel(words) : words, ...lookOf(state, status) };
}

function lookOf(state: DeliveryState | undefined, status: string): Omit<StatusView, 'word'> {
  switch (state) {
    case 'delivered':
      return { icon: 'pass', color: 'testing.iconPassed' };
    case 'scheduled':
      return { icon: 'calendar', color: 'charts.purple' };
    case 'pending':
      return pendingLook(status);
    case 'retrying':
      return { icon: 'warning', color: 'list.warningForeground' };
    case 'failed':
      return { icon: 'error', color: 'list.errorForeground' };
    case 'cancelled':
      return {
        icon: 'circle-slash',
        color: status === 'CancelledAfterReview' ? 'list.errorForeground' : 'disabledForeground',
      };
    case 'received':
      return { icon: 'mail', color: 'charts.blue' };
    case undefined:
      return { icon: 'question', color: undefined };
  }
}

function pendingLook(status: string): Omit<StatusView, 'word'> {
  switch (status) {
    case 'Sent':
      return { icon: 'arrow-up', color: 'charts.blue' };
    case 'WaitApproval':
      return { icon: 'eye', color: 'charts.yellow' };
    default:
      return { icon: 'circle-outline', color: undefined };
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
  const state = deliveryState(message.status, message.statusCode);
  if (state === undefined || isFinal(state)) {
    return false;
  }
  return expected && (state !== 'scheduled' || due <= now + 60);
}
