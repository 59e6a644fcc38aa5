import * as vscode from 'vscode';
import { askPick, askText, goBack, type Answer, type Frame } from '../../../platform/wizard';
import { isEmailAddress } from '../../../sms/email';
import type { ComposeState } from '../state';

type ExtraRow = vscode.QuickPickItem & {
  readonly change?: (state: ComposeState, frame: Frame) => Promise<ComposeState>;
};

/** Custom string, short links, the address replies are mailed to. Enter goes on with what is there. */
export async function askExtras(state: ComposeState, frame: Frame): Promise<Answer<ComposeState>> {
  let current = state;
  for (;;) {
    const picked = await askPick<ExtraRow>(frame, {
      items: extraRows(current),
      placeholder: vscode.l10n.t('Options: change one, or continue'),
    });
    if (typeof picked === 'symbol') {
      return picked;
    }
    if (!picked.change) {
      return current;
    }
    current = await picked.change(current, frame);
  }
}

function extraRows(state: ComposeState): readonly ExtraRow[] {
  const none = vscode.l10n.t('none');
  return [
    {
      iconPath: new vscode.ThemeIcon('arrow-right'),
      label: vscode.l10n.t('Continue to Price and Confirmation'),
    },
    {
      iconPath: new vscode.ThemeIcon('tag'),
      label: vscode.l10n.t('Custom String'),
      description: state.customString || none,
      detail: vscode.l10n.t('Comes back in receipts, replies and history'),
      change: (before, frame) =>
        askExtra(before, frame, 'customString', {
          prompt: vscode.l10n.t('Custom string, at most 50 characters; empty for none'),
          validate: (value) =>
            value.length > 50
              ? vscode.l10n.t('At most 50 characters, this has {0}.', value.length)
              : undefined,
        }),
    },
    {
      iconPath: new vscode.ThemeIcon('link'),
      label: vscode.l10n.t('Shorten URLs'),
      description: state.shortenUrls ? vscode.l10n.t('on') : vscode.l10n.t('off'),
      detail: vscode.l10n.t('ClickSend shortens one URL in each message and counts its clicks'),
      change: (before) => Promise.resolve({ ...before, shortenUrls: !before.shortenUrls }),
    },
    {
      iconPath: new vscode.ThemeIcon('mail'),
      label: vscode.l10n.t('E-mail Replies To'),
      description: state.fromEmail || none,
      detail: vscode.l10n.t('Replies are mailed to this address'),
      change: (before, frame) =>
        askExtra(before, frame, 'fromEmail', {
          prompt: vscode.l10n.t('E-mail address for replies; empty for none'),
          validate: (value) =>
            value === '' || isEmailAddress(value)
              ? undefined
              : vscode.l10n.t('This is not an e-mail address.'),
        }),
    },
  ];
}

async function askExtra(
  state: ComposeState,
  frame: Frame,
  field: 'customString' | 'fromEmail',
  options: { prompt: string; validate: (value: string) => string | undefined },
): Promise<ComposeState> {
  const answer = await askText(frame, { ...options, value: state[field] });
  return answer === goBack ? state : { ...state, [field]: answer.trim() };
}
