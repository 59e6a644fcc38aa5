import * as vscode from 'vscode';
import { askPick, type Answer, type Frame } from '../../../platform/wizard';
import type { ScheduleProblem } from '../../../sms/time/schedule';
import type { ComposeState } from '../state';
import { scheduleProblem } from '../../../platform/words/reasonWords';
import { whenInWords } from '../../../platform/words/moment';

type MomentRow = vscode.QuickPickItem & { readonly schedule?: number };

/** What a typed moment means, from `sms/schedule`. */
export type ReadMoment = (
  text: string,
) => { readonly at: number } | { readonly reason: ScheduleProblem };

/** Now, or a moment typed in plain words or ISO, shown back in local time and UTC. */
export async function askMoment(
  state: ComposeState,
  frame: Frame,
  read: ReadMoment,
): Promise<Answer<ComposeState>> {
  const now: MomentRow = {
    iconPath: new vscode.ThemeIcon('zap'),
    label: vscode.l10n.t('Now'),
    schedule: 0,
  };
  const suggestions = [
    vscode.l10n.t('in 1 hour'),
    vscode.l10n.t('tomorrow 9:00'),
    vscode.l10n.t('next monday 9:00'),
  ].flatMap((words) => momentRows(words, read).filter(({ schedule }) => schedule !== undefined));
  const chosen: MomentRow[] =
    state.schedule === 0
      ? []
      : [
          {
            iconPath: new vscode.ThemeIcon('history'),
            label: whenInWords(state.schedule),
            schedule: state.schedule,
          },
        ];
  for (;;) {
    const picked = await askPick<MomentRow>(frame, {
      items: [...chosen, now, ...suggestions],
      placeholder: vscode.l10n.t(
        'When? For example "tomorrow 9am" or 2026-12-01 09:00 Australia/Brisbane',
      ),
      onType: (value) =>
        value.trim() === '' ? [...chosen, now, ...suggestions] : momentRows(value.trim(), read),
    });
    if (typeof picked === 'symbol') {
      return picked;
    }
    if (picked.schedule !== undefined) {
      return { ...state, schedule: picked.schedule };
    }
  }
}

function momentRows(words: string, read: ReadMoment): readonly MomentRow[] {
  const moment = read(words);
  return 'at' in moment
    ? [
        {
          iconPath: new vscode.ThemeIcon(moment.at === 0 ? 'zap' : 'clock'),
          label: moment.at === 0 ? vscode.l10n.t('Now') : whenInWords(moment.at),
          description: words,
          alwaysShow: true,
          schedule: moment.at,
        },
      ]
    : [
        {
          iconPath: new vscode.ThemeIcon('error'),
          label: words,
          description: scheduleProblem(moment.reason),
          alwaysShow: true,
        },
      ];
}
