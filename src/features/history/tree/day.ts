import * as vscode from 'vscode';
import type { HistoryMessage } from '../../../sms/resources';

/** A group of the tree: the scheduled messages, or one day in local time. */
export interface HistoryGroup {
  /** "scheduled", "undated", or the day as YYYY-MM-DD. */
  readonly id: string;
}

export const scheduledGroup: HistoryGroup = { id: 'scheduled' };
const undatedGroup: HistoryGroup = { id: 'undated' };

export function dayGroup({ date }: HistoryMessage): HistoryGroup {
  return date === undefined ? undatedGroup : { id: dayId(new Date(date * 1000)) };
}

export function dayId(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

export function dayLabel({ id }: HistoryGroup, now: Date): string {
  if (id === scheduledGroup.id) {
    return vscode.l10n.t('Scheduled');
  }
  const [year, month, day] = id.split('-').map(Number);
  if (year === undefined || month === undefined || day === undefined) {
    return vscode.l10n.t('Without a date');
  }
  if (id === dayId(now)) {
    return vscode.l10n.t('Today');
  }
  if (id === dayId(new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1))) {
    return vscode.l10n.t('Yesterday');
  }
  const date = new Date(year, month - 1, day);
  return date.toLocaleDateString(vscode.env.language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(year === now.getFullYear() ? {} : { year: 'numeric' }),
  });
}
