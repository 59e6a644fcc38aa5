import * as vscode from 'vscode';
import { askText, goBack, type Step } from '../../../platform/wizard';
import { compileBody, findPlaceholders } from '../../../sms/placeholders';
import { visibleLine } from '../../../sms/visibleText';
import type { ComposeState } from '../state';

/** The text itself, where nothing was selected. */
export const askBody: Step<ComposeState> = async (state, frame) => {
  const body = await askText(frame, {
    value: state.bodies[0] ?? '',
    prompt: vscode.l10n.t(
      'The text of the message. Select text in an editor to send several lines.',
    ),
    validate: (value) =>
      value.trim() === '' ? vscode.l10n.t('A message cannot be empty.') : undefined,
  });
  return body === goBack ? goBack : { ...state, bodies: [body] };
};

/** A step for each placeholder of a template; the body is the template with what is known by then. */
export function valueSteps(template: string): readonly Step<ComposeState>[] {
  const compiled = compileBody(template);
  const placeholders = findPlaceholders(template);
  return compiled.fields.map((field): Step<ComposeState> => async (state, frame) => {
    const { start, end } = placeholders.find((each) => each.field === field) ?? {};
    const written = visibleLine(template.slice(start, end), 60);
    const value = await askText(frame, {
      value: state.values[field] ?? '',
      prompt: vscode.l10n.t('What to put in place of {0}', written),
      placeholder: vscode.l10n.t('Empty leaves it out'),
    });
    if (value === goBack) {
      return goBack;
    }
    const values = { ...state.values, [field]: value };
    return { ...state, values, bodies: [compiled.fill((each) => values[each]).text] };
  });
}
