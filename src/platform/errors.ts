import * as vscode from 'vscode';
import { withoutLinks } from './words/outsideText';

/** A way out of a failure, offered as a button. */
export interface Remedy {
  readonly title: string;
  run(): unknown;
}

/** A failure in words for a person. `message` is one sentence and holds no secret. */
export interface Explanation {
  readonly message: string;
  readonly remedy?: Remedy;
  /** Whether it is over when tried again, and certainly did nothing. */
  readonly canRetry?: boolean;
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
    this.log.error(`${label}: ${explanation.logLine}`);
    const ways = this.waysOn(explanation, error, again);
    // A message may quote the API, whose words must not become a link that runs a command.
    const message = withoutLinks(explanation.message);
    void vscode.window
      .showErrorMessage(message, ...ways.map(({ title }) => title))
      .then((picked) => {
        const way = ways.find(({ title }) => title === picked);
        if (way) {
          void this.guard(label, () => way.run());
        }
      });
  }

  /** What our own code put in words needs no log. */
  private waysOn(
    { remedy, canRetry }: Explanation,
    error: unknown,
    again: (() => unknown) | undefined,
  ): readonly Remedy[] {
    return [
      ...(remedy ? [remedy] : []),
      ...(canRetry && again ? [{ title: vscode.l10n.t('Try Again'), run: again }] : []),
      ...(error instanceof UserFacingError
        ? []
        : [
            {
              title: vscode.l10n.t('Open Log'),
              run: () => {
                this.log.show();
              },
            },
          ]),
    ];
  }

  /** For background loops: the log only. */
  record(label: string, error: unknown): void {
    if (!isCancellation(error)) {
      this.log.warn(`${label}: ${this.explain(error).logLine}`);
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

export function isCancellation(error: unknown): boolean {
  return (
    error instanceof vscode.CancellationError ||
    (error instanceof Error && 'reason' in error && error.reason === 'cancelled')
  );
}
