import * as vscode from 'vscode';
import type { OutcomeState } from '../sms/outcome';
import type { Clock } from './clock';
import { systemClock } from './clock';
import { StatusItem } from './show/status';
import { outcomeLooks } from './words/outcomeWords';

const shownMs = 8000;
/** Whoever looked elsewhere while it went wrong must still find it. */
const failureShownMs = 60_000;

const backgrounds: Readonly<Record<OutcomeState, string | undefined>> = {
  all: undefined,
  some: 'statusBarItem.warningBackground',
  unknown: 'statusBarItem.warningBackground',
  none: 'statusBarItem.errorBackground',
};

/** Says in the status bar how the last send came out, for a while. */
export class OutcomeBar implements vscode.Disposable {
  private shown: vscode.Disposable | undefined;

  constructor(private readonly clock: Pick<Clock, 'schedule'> = systemClock) {}

  show(state: OutcomeState, text: string, command?: vscode.Command): void {
    this.shown?.dispose();
    const item = new StatusItem(
      'clicksend.outcome',
      vscode.l10n.t('ClickSend Result'),
      vscode.StatusBarAlignment.Left,
      10,
    );
    item.show({ icon: outcomeLooks[state].icon, text, command, background: backgrounds[state] });
    const callOff = this.clock.schedule(state === 'all' ? shownMs : failureShownMs, () => {
      item.dispose();
    });
    this.shown = vscode.Disposable.from(new vscode.Disposable(callOff), item);
  }

  dispose(): void {
    this.shown?.dispose();
  }
}
