import * as vscode from 'vscode';
import { askPick, type Answer, type Frame } from '../../../platform/wizard';
import type { Sender } from '../../../sms/resources';
import type { ComposeState } from '../state';

type SenderRow = vscode.QuickPickItem & { readonly from: string };

/** The account's default, what the account owns, or what is typed. */
export async function askSender(
  state: ComposeState,
  frame: Frame,
  senders: Promise<readonly Sender[]>,
): Promise<Answer<ComposeState>> {
  const byDefault: SenderRow = {
    iconPath: new vscode.ThemeIcon('star'),
    label: vscode.l10n.t('Account Default'),
    description: vscode.l10n.t('the number ClickSend picks for this account and country'),
    from: '',
  };
  const chosen: SenderRow[] = state.from === '' ? [] : [{ label: state.from, from: state.from }];
  const picked = await askPick<SenderRow>(frame, {
    items: [...chosen, byDefault],
    placeholder: vscode.l10n.t('Sender ID: pick one, or type a number or alpha tag'),
    onType: (value) => {
      const typed = value.trim();
      return typed === ''
        ? [...chosen, byDefault]
        : [
            {
              label: typed,
              description: vscode.l10n.t('as typed'),
              alwaysShow: true,
              from: typed,
            },
          ];
    },
    later: senders.then((found) => found.map(senderRow)),
  });
  return typeof picked === 'symbol' ? picked : { ...state, from: picked.from };
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
