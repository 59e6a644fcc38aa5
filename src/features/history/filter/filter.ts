import * as vscode from 'vscode';
import type { HistoryFilter } from '../../../sms/resources';
import { visibleLine } from '../../../sms/visibleText';

export const datePresets = ['today', 'yesterday', 'last7', 'last30'] as const;
export type DatePreset = (typeof datePresets)[number];

/** A range of local days; presets move along with the clock. Days are YYYY-MM-DD, inclusive. */
export type DateRange =
  | { readonly kind: DatePreset }
  | { readonly kind: 'own'; readonly from?: string; readonly to?: string };

/** What the person filters the history by. */
export interface HistoryChoice {
  readonly status?: string;
  readonly to?: string;
  readonly from?: string;
  readonly messageId?: string;
  readonly subaccount?: { readonly id: number; readonly name: string };
  readonly range?: DateRange;
}

export function isFiltered(choice: HistoryChoice): boolean {
  return Object.values(choice).some((value) => value !== undefined);
}

/** The filter as ClickSend takes it, at the moment `now`. */
export function toHistoryFilter(choice: HistoryChoice, now: Date): HistoryFilter {
  const { status, to, from, messageId, subaccount, range } = choice;
  const [dateFrom, dateTo] = range ? secondsOf(range, now) : [];
  return {
    ...(status !== undefined && { status }),
    ...(to !== undefined && { to }),
    ...(from !== undefined && { from }),
    ...(messageId !== undefined && { messageId }),
    ...(subaccount !== undefined && { subaccountId: subaccount.id }),
    ...(dateFrom !== undefined && { dateFrom }),
    ...(dateTo !== undefined && { dateTo }),
  };
}

function secondsOf(range: DateRange, now: Date): readonly [number | undefined, number | undefined] {
  const startOfDay = (daysAgo: number) =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() - daysAgo).getTime() / 1000;
  switch (range.kind) {
    case 'today':
      return [startOfDay(0), undefined];
    case 'yesterday':
      return [startOfDay(1), startOfDay(0) - 1];
    case 'last7':
      return [startOfDay(6), undefined];
    case 'last30':
      return [startOfDay(29), undefined];
    case 'own':
      return [startOf(range.from, 0), startOf(range.to, 1, -1)];
  }
}

function startOf(day: string | undefined, plusDays: number, plusSeconds = 0): number | undefined {
  const date = day === undefined ? undefined : parseDay(day);
  return (
    date &&
    new Date(date.getFullYear(), date.getMonth(), date.getDate() + plusDays).getTime() / 1000 +
      plusSeconds
  );
}

/** A local day from "YYYY-MM-DD"; undefined when there is no such day. */
export function parseDay(text: string): Date | undefined {
  const match = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text.trim());
  if (!match) {
    return undefined;
  }
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  const date = new Date(year, month - 1, day);
  return date.getMonth() === month - 1 && date.getDate() === day ? date : undefined;
}

export function presetLabel(preset: DatePreset): string {
  switch (preset) {
    case 'today':
      return vscode.l10n.t('Today');
    case 'yesterday':
      return vscode.l10n.t('Yesterday');
    case 'last7':
      return vscode.l10n.t('Last 7 days');
    case 'last30':
      return vscode.l10n.t('Last 30 days');
  }
}

function rangeLabel(range: DateRange): string {
  if (range.kind !== 'own') {
    return presetLabel(range.kind);
  }
  const { from, to } = range;
  if (from !== undefined && to !== undefined) {
    return vscode.l10n.t('{0} to {1}', from, to);
  }
  return to === undefined ? vscode.l10n.t('since {0}', from ?? '') : vscode.l10n.t('until {0}', to);
}

/** The parts of a filter in words, for the view's description and the quick pick. */
export function filterWords(
  choice: HistoryChoice,
): Readonly<Record<keyof HistoryChoice, string | undefined>> {
  const { status, to, from, messageId, subaccount, range } = choice;
  return {
    status: status === undefined ? undefined : visibleLine(status, 30),
    to: to === undefined ? undefined : vscode.l10n.t('to {0}', visibleLine(to, 30)),
    from: from === undefined ? undefined : vscode.l10n.t('from {0}', visibleLine(from, 30)),
    messageId:
      messageId === undefined ? undefined : vscode.l10n.t('id {0}', visibleLine(messageId, 40)),
    subaccount: subaccount && visibleLine(subaccount.name, 30),
    range: range && rangeLabel(range),
  };
}

export function describeFilter(choice: HistoryChoice): string | undefined {
  const words = Object.values(filterWords(choice)).filter((word) => word !== undefined);
  return words.length === 0 ? undefined : words.join(' · ');
}
