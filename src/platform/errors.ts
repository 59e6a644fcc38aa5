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
  readonly alternative?: Remedy;
  /** Whether it may be tried again as it was: it certainly did nothing. */
  readonly canRetry?: boolean;
  /** A dialog: what has to be seen, and must not stay on the screen after it was dealt with. */
  readonly isModal?: boolean;
  /** One line for the log: reason and codes, never a body, a number or a key. */
  readonly logLine: string;
}

interface FailureShape {
  readonly alternative?: Remedy | undefined;
  readonly isModal?: boolean;
}

/** A problem our own code found and can put in words, with the one action that helps. */
export class UserFacingError extends Error {
  constructor(
    message: string,
    readonly remedy?: Remedy,
    readonly shape: FailureShape = {},
  ) {
    super(message);
    this.name = 'UserFacingError';
  }
}

export type Explain = (error: unknown) => Explanation | undefined;

/**
 * The one place where failures reach a person: logs once, shows one message, offers what helps.
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
      this.show(label, error, run);
      return undefined;
    }
  }

  /** @param again what failed, to be offered once more where that is safe */
  show(label: string, error: unknown, again?: () => unknown): void {
    if (isCancellation(error)) {
      return;
    }
    const explanation = this.explain(error);
    const { message, isModal: modal = false } = explanation;
    this.log.error(logged(label, explanation));
    const ways = this.waysOn(explanation, error, again);
    const close = { title: vscode.l10n.t('Close'), isCloseAffordance: true };
    const buttons = [...ways.map(({ title }) => ({ title })), ...(modal ? [close] : [])];
    void showError(message, { modal }, ...buttons).then((picked) => {
      const way = ways.find(({ title }) => title === picked?.title);
      if (way) {
        void this.guard(label, () => way.run());
      }
    });
  }

  /** What our own code put in words needs no log. */
  private waysOn(
    { remedy, alternative, canRetry }: Explanation,
    error: unknown,
    again: (() => unknown) | undefined,
  ): readonly Remedy[] {
    const retry = { title: vscode.l10n.t('Try Again'), run: () => again?.() };
    const openLog = {
      title: vscode.l10n.t('Open Log'),
      run: () => {
        this.log.show();
      },
    };
    const ways = [
      ...(remedy ? [remedy] : []),
      ...(alternative ? [alternative] : []),
      ...(canRetry && again ? [retry] : []),
    ];
    return error instanceof UserFacingError || ways.length > 1 ? ways : [...ways, openLog];
  }

  /** For background loops: the log only. */
  record(label: string, error: unknown): void {
    if (!isCancellation(error)) {
      this.log.warn(logged(label, this.explain(error)));
    }
  }

  explain(error: unknown): Explanation {
    if (error instanceof UserFacingError) {
      const { message, remedy, shape } = error;
      const { alternative, isModal = false } = shape;
      return {
        message,
        isModal,
        logLine: error.name,
        ...(remedy && { remedy }),
        ...(alternative && { alternative }),
      };
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

/** The sandbox is active and was stopped, is gone or cannot start. */
export function isSandboxOff(error: unknown): boolean {
  return hasReason(error, ['sandboxOff']);
}

/** Nothing is wrong but that nobody answers: the welcome of a view says so better than an error row. */
export function isUnreachable(error: unknown): boolean {
  return hasReason(error, ['unreachable', 'timeout', 'sandboxOff']);
}

function hasReason(error: unknown, reasons: readonly unknown[]): boolean {
  return error instanceof Error && 'reason' in error && reasons.includes(error.reason);
}
