import * as vscode from 'vscode';
import type { Sender } from '../../sms/resources';
import { senderProblems } from '../../sms/senderId';
import { senderWords } from '../words/senderWords';
import { askPick, goBack, type Answer, type Frame } from '../wizard';

/** Without `from` it says what is wrong, and cannot be picked. */
type SenderRow = vscode.QuickPickItem & { readonly from?: string };

export interface SenderChoice {
  /** Chosen before; "" is the account's default. */
  readonly from: string;
  /** ISO 3166-1 alpha-2, of the recipients: not every country takes every sender. */
  readonly countries: readonly string[];
  readonly senders: () => Promise<readonly Sender[]>;
}

/** A sender ID: the account's default, what the account owns, or what is typed. */
export async function askSenderId(frame: Frame, choice: SenderChoice): Promise<Answer<string>> {
  const { from, countries, senders } = choice;
  const byDefault: SenderRow = {
    iconPath: new vscode.ThemeIcon('star'),
    label: vscode.l10n.t('Account Default'),
    description: vscode.l10n.t('the number ClickSend picks for this account and country'),
    from: '',
  };
  const chosen: SenderRow[] = from === '' ? [] : [{ label: from, from }];
  const picked = await askPick<SenderRow>(frame, {
    items: [...chosen, byDefault],
    placeholder: vscode.l10n.t('Sender ID: pick one, or type a number or alpha tag'),
    onType: (value) =>
      value.trim() === '' ? [...chosen, byDefault] : [typedRow(value.trim(), countries)],
    canPick: (row) => row.from !== undefined,
    later: async () => (await senders()).map(senderRow),
  });
  return picked === goBack ? goBack : (picked.from ?? from);
}

function typedRow(typed: string, countries: readonly string[]): SenderRow {
  const problems = senderProblems(typed, countries);
  const isRefused = problems.some(({ severity }) => severity === 'error');
  const icon = isRefused ? 'error' : 'warning';
  return {
    ...(problems.length > 0 && { iconPath: new vscode.ThemeIcon(icon) }),
    label: typed,
    description: problems.length === 0 ? vscode.l10n.t('as typed') : '',
    detail: problems.map(senderWords).join(' '),
    alwaysShow: true,
    ...(!isRefused && { from: typed }),
  };
}

function senderRow({ kind, senderId, label, country, status }: Sender): SenderRow {
  const words = {
    dedicatedNumber: vscode.l10n.t('dedicated number'),
    ownNumber: vscode.l10n.t('own number'),
    alphaTag: vscode.l10n.t('alpha tag, no replies'),
  }[kind];
  const pending = status !== undefined && !/^(approved|active)$/i.test(status) ? status : undefined;
  return {
    label: senderId,
    description: [words, label, country, pending].filter(Boolean).join(', '),
    from: senderId,
  };
}
