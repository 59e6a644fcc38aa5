import * as vscode from 'vscode';
import { visibleText } from '../sms/visibleText';
import { showError } from './show/messages';

/** A way out of a failure, offered as a button. */
export interface Remedy {
  readonly title: string;
  run(): unknown;
}

/** A failure in words for a person. `message` is one sentence and holds no secret. */
export interface Explanation {
  readonly message: string;
  readonly remedy?: Remedy;
  /** One line for the log: reason and codes, never a body, a number or a key. */
  readonly logLine: string;
}

/** A problem our own code found and can put in words, with the one action that helps. */
export class UserFacingError extends Error {
  constructor(
    message: string,
    readonly remedy?: Remedy,
  ) {
    super(message);
    this.name = 'UserFacingError';
  }
}

export type Explain = (error: unknown) => Explanation | undefined;

/**
 * The one place where failures reach a person: logs once, shows one message, offers one action.
 * `explain` knows the errors of the API; what it does not know is called unexpected.
 */
export class ErrorBoundary {
  constructor(
    private readonly log: vscode.LogOutputChannel,
    private readonly explainApi: Explain,
  ) {}

  /** Runs a command's handler; a failure is shown and becomes `undefined`. */
  async guard<T>(label: string, run: () => T | Promise<T>): Promise<T | undefined> {
    try {
      return await run();
    } catch (error) {
      this.show(label, error);
      return undefined;
    }
  }

  show(label: string, error: unknown): void {
    if (isCancellation(error)) {
      return;
    }
    const explanation = this.explain(error);
    this.log.error(logged(label, explanation));
    const openLog: Remedy = {
      title: vscode.l10n.t('Open Log'),
      run: () => {
        this.log.show();
      },
    };
    const remedy = explanation.remedy ?? openLog;
    void showError(explanation.message, remedy.title).then((picked) => {
      if (picked !== undefined) {
        void this.guard(label, () => remedy.run());
      }
    });
  }

  /** For background loops: the log only. */
  record(label: string, error: unknown): void {
    if (!isCancellation(error)) {
      this.log.warn(logged(label, this.explain(error)));
    }
  }

  explain(error: unknown): Explanation {
    if (error instanceof UserFacingError) {
      const { message, remedy } = error;
      return { message, logLine: error.name, ...(remedy && { remedy }) };
    }
    return (
      this.explainApi(error) ?? {
        message: vscode.l10n.t(
          'Something unexpected went wrong in ClickSend SMS. The log has more.',
        ),
        logLine: error instanceof Error ? (error.stack ?? error.message) : typeof error,
      }
    );
  }
}

/** A stack has several lines: indented, so that no text within can look like a line of the log. */
function logged(label: string, { logLine }: Explanation): string {
  return `${label}: ${visibleText(logLine).replaceAll('\n', '\n    ')}`;
}

export function isCancellation(error: unknown): boolean {
  return (
    error instanceof vscode.CancellationError ||
    (error instanceof Error && 'reason' in error && error.reason === 'cancelled')
  );
}
