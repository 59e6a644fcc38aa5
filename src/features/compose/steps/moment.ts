import * as vscode from 'vscode';
import { askPick, goBack, type Answer, type Frame } from '../../../platform/wizard';
import type { ScheduleProblem } from '../../../sms/time/schedule';
import type { ComposeState } from '../state';
import { scheduleProblem } from '../../../platform/words/reasonWords';
import { whenInWords } from '../../../platform/words/moment';

type Chosen = Pick<ComposeState, 'schedule' | 'timeZone'>;
/** Without `chosen` it says what is wrong, and cannot be picked. */
type MomentRow = vscode.QuickPickItem & { readonly chosen?: Chosen };

/** What a typed moment means. */
export type ReadMoment = (text: string) => Chosen | { readonly reason: ScheduleProblem };

/** Now, or a moment typed in plain words or ISO, shown back in its zone, local time and UTC. */
export async function askMoment(
  state: ComposeState,
  frame: Frame,
  read: ReadMoment,
): Promise<Answer<ComposeState>> {
  const now: MomentRow = {
    iconPath: new vscode.ThemeIcon('zap'),
    label: vscode.l10n.t('Now'),
    chosen: { schedule: 0, timeZone: '' },
  };
  const suggestions = [
    vscode.l10n.t('in 1 hour'),
    vscode.l10n.t('tomorrow 9:00'),
    vscode.l10n.t('next monday 9:00'),
  ]
    .map((words) => momentRow(words, read))
    .filter(({ chosen }) => chosen !== undefined);
  const { schedule, timeZone } = state;
  // A draft that waited may name a time that has passed.
  const before: MomentRow[] =
    schedule * 1000 <= Date.now()
      ? []
      : [
          {
            iconPath: new vscode.ThemeIcon('history'),
            label: whenInWords(schedule, timeZone),
            chosen: { schedule, timeZone },
          },
        ];
  const offered = [...before, now, ...suggestions];
  const picked = await askPick<MomentRow>(frame, {
    items: offered,
    placeholder: vscode.l10n.t(
      'When? For example "tomorrow 9am" or 2026-12-01 09:00 Australia/Brisbane',
    ),
    onType: (value) => (value.trim() === '' ? offered : [momentRow(value.trim(), read)]),
    canPick: ({ chosen }) => chosen !== undefined,
  });
  return picked === goBack ? goBack : { ...state, ...picked.chosen };
}

function momentRow(words: string, read: ReadMoment): MomentRow {
  const moment = read(words);
  if ('reason' in moment) {
    return {
      iconPath: new vscode.ThemeIcon('error'),
      label: words,
      description: scheduleProblem(moment.reason),
      alwaysShow: true,
    };
  }
  const { schedule, timeZone } = moment;
  const isNow = schedule === 0;
  const label = isNow ? vscode.l10n.t('Now') : whenInWords(schedule, timeZone);
  const iconPath = new vscode.ThemeIcon(isNow ? 'zap' : 'clock');
  return { iconPath, label, description: words, alwaysShow: true, chosen: moment };
}
