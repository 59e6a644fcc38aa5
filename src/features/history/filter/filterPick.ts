import * as vscode from 'vscode';
import type { Session } from '../../../platform/session';
import { showInput } from '../../../platform/show/inputs';
import { showPick } from '../../../platform/show/picks';
import { defaultCountry } from '../../../platform/defaultCountry';
import { historyStatuses } from '../../../sms/delivery';
import { visibleLine } from '../../../sms/visibleText';
import {
  datePresets,
  filterWords,
  isFiltered,
  parseDay,
  presetLabel,
  type DateRange,
  type HistoryChoice,
} from './filter';
import type { HistoryClient } from '../services';

interface FieldRow extends vscode.QuickPickItem {
  readonly field: keyof HistoryChoice | 'clear';
}

type Answer = Partial<HistoryChoice> | 'any' | undefined;

/** Asks which part of the filter to set, and its value. Undefined when the person changed nothing. */
export async function askFilter(
  choice: HistoryChoice,
  session: Session<HistoryClient>,
): Promise<HistoryChoice | undefined> {
  const picked = await showPick(fieldRows(choice), {
    title: vscode.l10n.t('Filter History'),
    placeHolder: vscode.l10n.t('Filter by'),
  });
  if (!picked) {
    return undefined;
  }
  if (picked.field === 'clear') {
    return {};
  }
  const { field } = picked;
  const answer = await askField(field, choice, session);
  if (answer === undefined) {
    return undefined;
  }
  const others = Object.fromEntries(Object.entries(choice).filter(([name]) => name !== field));
  return answer === 'any' ? others : { ...others, ...answer };
}

function fieldRows(choice: HistoryChoice): readonly FieldRow[] {
  const words = filterWords(choice);
  const row = (field: keyof HistoryChoice, icon: string, label: string): FieldRow => {
    const value = words[field];
    return {
      field,
      iconPath: new vscode.ThemeIcon(icon),
      label: label,
      ...(value !== undefined && { description: value }),
    };
  };
  return [
    row('status', 'pass', vscode.l10n.t('Status')),
    row('to', 'arrow-up', vscode.l10n.t('Recipient')),
    row('from', 'arrow-down', vscode.l10n.t('Sender')),
    row('range', 'calendar', vscode.l10n.t('Date')),
    row('messageId', 'key', vscode.l10n.t('Message ID')),
    row('subaccount', 'organization', vscode.l10n.t('Sub-account')),
    ...(isFiltered(choice)
      ? [
          {
            field: 'clear',
            iconPath: new vscode.ThemeIcon('clear-all'),
            label: vscode.l10n.t('Clear Filter'),
          } as const,
        ]
      : []),
  ];
}

function askField(
  field: keyof HistoryChoice,
  choice: HistoryChoice,
  session: Session<HistoryClient>,
): Promise<Answer> {
  switch (field) {
    case 'status':
      return askStatus();
    case 'to':
      return askText(
        vscode.l10n.t('Recipient, for example +61411111111 or 0411 111 111'),
        choice.to,
        async (to) => ({ to: await asStored(to, session) }),
      );
    case 'from':
      return askText(
        vscode.l10n.t('Sender: a number or an alpha tag'),
        choice.from,
        async (from) => ({ from: await asStored(from, session) }),
      );
    case 'messageId':
      return askText(vscode.l10n.t('Message ID'), choice.messageId, (messageId) => ({
        messageId,
      }));
    case 'subaccount':
      return askSubaccount(session);
    case 'range':
      return askRange();
  }
}

const title = () => vscode.l10n.t('Filter History');
const anyLabel = () => vscode.l10n.t('Any');

async function askStatus(): Promise<Answer> {
  const any = { label: anyLabel(), answer: 'any' as const };
  const rows = Object.keys(historyStatuses).map((status) => ({
    label: status,
    answer: { status },
  }));
  const picked = await showPick([any, ...rows], {
    title: title(),
    placeHolder: vscode.l10n.t('Status'),
  });
  return picked?.answer;
}

async function askText(
  prompt: string,
  value: string | undefined,
  make: (text: string) => Answer | Promise<Answer>,
): Promise<Answer> {
  const typed = await showInput({
    title: title(),
    prompt: vscode.l10n.t('{0}. Empty: any.', prompt),
    ...(value !== undefined && { value }),
  });
  if (typed === undefined) {
    return undefined;
  }
  const text = typed.trim();
  return text === '' ? 'any' : make(text);
}

/** A number in the form that history has it in; anything else as it was typed. */
async function asStored(text: string, session: Session<HistoryClient>): Promise<string> {
  if (!/\d/.test(text)) {
    return text;
  }
  const { parseNumber } = await import('../../../sms/numbers/phone');
  const read = (country?: string) => {
    const result = parseNumber(text, { defaultCountry: country });
    return result.ok ? result.number.e164 : undefined;
  };
  const international = read();
  if (international !== undefined) {
    return international;
  }
  // Without the account's country a number with spaces is still that number.
  const country = await defaultCountry(await session.client()).catch(() => undefined);
  return read(country) ?? (/^\+?[\d\s()-]+$/.test(text) ? text.replace(/[\s()-]/g, '') : text);
}

async function askSubaccount(session: Session<HistoryClient>): Promise<Answer> {
  const client = await session.client();
  const found = client.account.listSubaccounts({ pageSize: 100 }).then(({ items }) => [
    { label: anyLabel(), subaccount: undefined },
    ...items.map(({ subaccountId, username }) => ({
      label: visibleLine(username),
      description: String(subaccountId),
      subaccount: { id: subaccountId, name: username },
    })),
  ]);
  const picked = await showPick(found, {
    title: title(),
    placeHolder: vscode.l10n.t('Sub-account'),
  });
  if (!picked) {
    return undefined;
  }
  return picked.subaccount ? { subaccount: picked.subaccount } : 'any';
}

async function askRange(): Promise<Answer> {
  const own = { label: vscode.l10n.t('From and to…'), range: undefined };
  const any = { label: anyLabel(), range: undefined };
  const presets = datePresets.map((kind) => ({
    label: presetLabel(kind),
    range: { kind } satisfies DateRange,
  }));
  const picked = await showPick([any, ...presets, own], {
    title: title(),
    placeHolder: vscode.l10n.t('Date'),
  });
  if (!picked) {
    return undefined;
  }
  if (picked === any) {
    return 'any';
  }
  return picked.range ? { range: picked.range } : askOwnRange();
}

async function askOwnRange(): Promise<Answer> {
  const from = await askDay(vscode.l10n.t('First day, as 2026-11-30. Empty: no limit.'));
  if (from === undefined) {
    return undefined;
  }
  const to = await askDay(vscode.l10n.t('Last day, as 2026-11-30. Empty: no limit.'), from);
  if (to === undefined) {
    return undefined;
  }
  if (from === '' && to === '') {
    return 'any';
  }
  return {
    range: { kind: 'own', ...(from !== '' && { from }), ...(to !== '' && { to }) },
  };
}

async function askDay(prompt: string, notBefore = ''): Promise<string | undefined> {
  const typed = await showInput({
    title: title(),
    prompt,
    validateInput: (text) => {
      const day = parseDay(text);
      if (text.trim() !== '' && !day) {
        return vscode.l10n.t('Write the day as 2026-11-30.');
      }
      const first = parseDay(notBefore);
      return day && first && day < first
        ? vscode.l10n.t('The last day is before the first.')
        : undefined;
    },
  });
  return typed?.trim();
}
