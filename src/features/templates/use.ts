import * as vscode from 'vscode';
import { executeCommand } from '../../platform/commands';
import { UserFacingError } from '../../platform/errors';
import { askText, goBack, runWizard, type Step } from '../../platform/wizard';
import { compileBody, findPlaceholders } from '../../sms/placeholders';
import type { Template } from '../../sms/resources';
import { visibleLine } from '../../sms/visibleText';
import { templateName } from './row';
import type { TemplateSession } from './services';

/** Puts the text at every cursor, in place of what is selected there. */
export async function insertTemplate(session: TemplateSession, template: Template): Promise<void> {
  const { body } = await current(session, template);
  const editor = vscode.window.activeTextEditor;
  if (!editor) {
    const document = await vscode.workspace.openTextDocument({ content: body });
    await vscode.window.showTextDocument(document);
    return;
  }
  const isDone = await editor.edit((edit) => {
    for (const selection of editor.selections) {
      edit.replace(selection, body);
    }
  });
  if (!isDone) {
    throw new UserFacingError(vscode.l10n.t('This editor cannot be changed.'));
  }
  await vscode.window.showTextDocument(editor.document, editor.viewColumn);
}

/** Fills the placeholders and hands the text to the one way of sending. */
export async function composeTemplate(
  session: TemplateSession,
  template: Template,
  purpose: 'send' | 'price',
): Promise<unknown> {
  const { body } = await current(session, template);
  if (body.trim() === '') {
    throw new UserFacingError(
      vscode.l10n.t('The template "{0}" has no text yet.', templateName(template)),
    );
  }
  const title =
    purpose === 'send' ? vscode.l10n.t('Send Template') : vscode.l10n.t('Price Template');
  const text = await fillIn(body, title);
  return executeCommand('_clicksend.message.compose', { bodies: [text] }, purpose);
}

/** What the list shows may be old. */
async function current(session: TemplateSession, { templateId }: Template): Promise<Template> {
  const client = await session.client();
  return client.getTemplate(templateId);
}

type Values = Readonly<Record<string, string>>;

async function fillIn(body: string, title: string): Promise<string> {
  const compiled = compileBody(body);
  const placeholders = findPlaceholders(body);
  const written = (field: string) => {
    const found = placeholders.find((placeholder) => placeholder.field === field);
    return found ? body.slice(found.start, found.end) : field;
  };
  const steps = compiled.fields.map((field) => askValue(field, visibleLine(written(field), 60)));
  const values = await runWizard<Values>(title, {}, steps);
  return compiled.fill((field) => values[field]).text;
}

function askValue(field: string, written: string): Step<Values> {
  return async (values, frame) => {
    const answer = await askText(frame, {
      value: values[field] ?? '',
      prompt: vscode.l10n.t('What to put in place of {0}', written),
      placeholder: vscode.l10n.t('Empty leaves it out'),
    });
    return answer === goBack ? goBack : { ...values, [field]: answer };
  };
}
