import * as vscode from 'vscode';
import type { ScheduleProblem } from '../../sms/time/schedule';
import { whenInWords } from '../words/moment';
import { scheduleProblem } from '../words/reasonWords';
import { askPick, goBack, type Answer, type Frame } from '../wizard';

export interface ChosenMoment {
  /** Unix seconds; 0 is now. */
  readonly schedule: number;
  /** IANA zone the time was written in; "" is the zone of this machine. */
  readonly timeZone: string;
}

/** Without `chosen` it says what is wrong, and cannot be picked. */
type MomentRow = vscode.QuickPickItem & { readonly chosen?: ChosenMoment };

/** What a typed moment means. */
type ReadMoment = (text: string) => ChosenMoment | { readonly reason: ScheduleProblem };

interface MomentChoice {
  /** Chosen before, and offered again. */
  readonly before?: ChosenMoment;
  /** IANA zone of what names none; the one of this machine when not given. */
  readonly timeZone?: string | undefined;
  /** Said before the examples. */
  readonly question?: string;
}

/** Now, or a moment typed in plain words or ISO, shown back in its zone, local time and UTC. */
export async function askMoment(
  frame: Frame,
  {
    before,
    timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone,
    question = vscode.l10n.t('When?'),
  }: MomentChoice,
): Promise<Answer<ChosenMoment>> {
  const read = await momentReader(timeZone);
  const suggestions = [
    vscode.l10n.t('in 1 hour'),
    vscode.l10n.t('tomorrow 9:00'),
    vscode.l10n.t('next monday 9:00'),
  ]
    .map((words) => momentRow(words, read))
    .filter(({ chosen }) => chosen !== undefined);
  const now: MomentRow = {
    iconPath: new vscode.ThemeIcon('zap'),
    label: vscode.l10n.t('Now'),
    chosen: { schedule: 0, timeZone },
  };
  const offered = [...rowsOf(before), now, ...suggestions];
  const picked = await askPick<MomentRow>(frame, {
    items: offered,
    placeholder: vscode.l10n.t(
      '{0} For example "tomorrow 9am" or 2026-12-01 09:00 Australia/Brisbane',
      question,
    ),
    onType: (value) => (value.trim() === '' ? offered : [momentRow(value.trim(), read)]),
    canPick: ({ chosen }) => chosen !== undefined,
  });
  return picked === goBack ? goBack : (picked.chosen ?? goBack);
}

/** The date parser loads when a moment is first asked for. */
async function momentReader(timeZone: string): Promise<ReadMoment> {
  const { parseSchedule } = await import('../../sms/time/schedule');
  return (text) => {
    const moment = parseSchedule(text, { now: Date.now(), timeZone });
    return moment.ok
      ? { schedule: moment.at ?? 0, timeZone: moment.timeZone }
      : { reason: moment.reason };
  };
}

/** A draft that waited may name a time that has passed. */
function rowsOf(before: ChosenMoment | undefined): readonly MomentRow[] {
  if (!before || before.schedule * 1000 <= Date.now()) {
    return [];
  }
  return [
    {
      iconPath: new vscode.ThemeIcon('history'),
      label: whenInWords(before.schedule, before.timeZone),
      chosen: before,
    },
  ];
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
