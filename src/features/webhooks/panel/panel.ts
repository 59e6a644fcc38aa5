import * as vscode from 'vscode';
import { languageIds } from '../../../contributions';
import type { Entry } from './entries';

const margin = '    ';

const twoDigits = (value: number) => String(value).padStart(2, '0');

/** Local time, one form for every language, so that lines align and sort. */
function stamp(at: number): string {
  const time = new Date(at);
  const date = [time.getFullYear(), time.getMonth() + 1, time.getDate()].map(twoDigits).join('-');
  const day = [time.getHours(), time.getMinutes(), time.getSeconds()].map(twoDigits).join(':');
  return `${date} ${day}.${String(time.getMilliseconds()).padStart(3, '0')}`;
}

/** An entry as text: only its first line, which begins with a time, starts at the margin. */
export function entryText({ headline, details }: Entry, at: number): string {
  const lines = details.flatMap((line) => line.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/));
  const [first = '', ...rest] = headline.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/);
  return [`${stamp(at)}  ${first}`, ...[...rest, ...lines].map((line) => `${margin}${line}`)].join(
    '\n',
  );
}

/** The "ClickSend Webhooks" output panel; made when there is first something to say. */
export class WebhookPanel implements vscode.Disposable {
  private channel: vscode.OutputChannel | undefined;

  constructor(private readonly now: () => number = Date.now) {}

  print(entry: Entry, at: number = this.now()): void {
    this.open().appendLine(entryText(entry, at));
  }

  /** Leaves the keyboard where it is. */
  show(): void {
    this.open().show(true);
  }

  dispose(): void {
    this.channel?.dispose();
  }

  private open(): vscode.OutputChannel {
    this.channel ??= vscode.window.createOutputChannel(
      vscode.l10n.t('ClickSend Webhooks'),
      languageIds.webhookPanel,
    );
    return this.channel;
  }
}
