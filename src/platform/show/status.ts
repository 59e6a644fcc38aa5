import * as vscode from 'vscode';
import { plainLabel, withIcon, withoutLinks } from './outsideText';

export interface StatusContent {
  /** The name of a codicon. */
  readonly icon: string;
  readonly text: string;
  readonly tooltip?: string | vscode.MarkdownString | undefined;
  readonly command?: string | vscode.Command | undefined;
  /** A colour of the theme, such as `statusBarItem.errorBackground`. */
  readonly background?: string | undefined;
  /** What a screen reader says; without it the text. */
  readonly spoken?: string;
}

/** An item of the status bar. */
export class StatusItem implements vscode.Disposable {
  private readonly item: vscode.StatusBarItem;

  constructor(id: string, name: string, alignment: vscode.StatusBarAlignment, priority: number) {
    this.item = vscode.window.createStatusBarItem(id, alignment, priority);
    this.item.name = name;
  }

  show({ icon, text, tooltip, command, background, spoken }: StatusContent): void {
    this.item.text = withIcon(icon, text);
    this.item.tooltip = typeof tooltip === 'string' ? withoutLinks(tooltip) : tooltip;
    this.item.command = command;
    this.item.backgroundColor =
      background === undefined ? undefined : new vscode.ThemeColor(background);
    this.item.accessibilityInformation =
      spoken === undefined ? undefined : { label: withoutLinks(spoken), role: 'button' };
    this.item.show();
  }

  hide(): void {
    this.item.hide();
  }

  dispose(): void {
    this.item.dispose();
  }
}

/** Says in the status bar, for some seconds, that something small is done. */
export function showStatusMessage(text: string, milliseconds = 5000): void {
  vscode.window.setStatusBarMessage(plainLabel(text), milliseconds);
}

/** `vscode.window.withProgress`. */
export function showProgress<T>(
  options: vscode.ProgressOptions,
  task: (
    progress: vscode.Progress<{ message?: string; increment?: number }>,
    token: vscode.CancellationToken,
  ) => Thenable<T>,
): Thenable<T> {
  // Only the status bar renders icons, and shows an escaped one as it was.
  const clean = options.location === vscode.ProgressLocation.Window ? plainLabel : withoutLinks;
  const { title } = options;
  return vscode.window.withProgress(
    { ...options, ...(title !== undefined && { title: clean(title) }) },
    (progress, token) =>
      task(
        {
          report: ({ message, ...step }) => {
            progress.report({ ...step, ...(message !== undefined && { message: clean(message) }) });
          },
        },
        token,
      ),
  );
}
