import * as vscode from 'vscode';
import { UserFacingError, type ErrorBoundary } from '../errors';
import { askPick, goBack, type Answer, type Frame, type Step } from '../wizard';

/** An earlier answer cannot stand. `mend` asks for it again. */
export class RefusedAnswer<State> extends UserFacingError {
  constructor(
    message: string,
    readonly detail = '',
    readonly mend?: { readonly title: string; readonly step: Step<State> },
  ) {
    super(message);
    this.name = 'RefusedAnswer';
  }
}

type Row<State> = vscode.QuickPickItem & { readonly goOn?: () => Promise<Answer<State>> };

/**
 * Says in the place of a step why it failed, and how to go on: mend what caused it, try again, or
 * go back. Nothing that was answered is lost.
 */
export async function askAfterFailure<State>(
  errors: ErrorBoundary,
  error: unknown,
  state: State,
  frame: Frame,
): Promise<Answer<State>> {
  errors.record(frame.title, error);
  const { message, remedy } = errors.explain(error);
  const { detail = '', mend } =
    error instanceof RefusedAnswer ? (error as RefusedAnswer<State>) : {};
  const again: Row<State> = {
    iconPath: new vscode.ThemeIcon('refresh'),
    label: vscode.l10n.t('Try Again'),
    goOn: () => Promise.resolve(state),
  };
  const ways: readonly Row<State>[] = [
    ...(mend
      ? [
          {
            iconPath: new vscode.ThemeIcon('edit'),
            label: mend.title,
            goOn: () => mend.step(state, frame),
          },
        ]
      : []),
    ...(remedy
      ? [
          {
            iconPath: new vscode.ThemeIcon('arrow-right'),
            label: remedy.title,
            goOn: async () => {
              await remedy.run();
              return state;
            },
          },
        ]
      : []),
    again,
    ...(frame.step > 1
      ? [
          {
            iconPath: new vscode.ThemeIcon('arrow-left'),
            label: vscode.l10n.t('Back'),
            goOn: () => Promise.resolve<typeof goBack>(goBack),
          },
        ]
      : []),
  ];
  const picked = await askPick<Row<State>>(frame, {
    items: [{ iconPath: new vscode.ThemeIcon('error'), label: message, detail }, ...ways],
    placeholder: vscode.l10n.t('How do you want to go on?'),
    active: ways[0],
    canPick: ({ goOn }) => goOn !== undefined,
  });
  const answer = picked === goBack ? goBack : await picked.goOn?.();
  return answer ?? state;
}
