import * as vscode from 'vscode';
import { executeCommand } from '../../platform/commands';
import { UserFacingError } from '../../platform/errors';
import type { Session } from '../../platform/session';
import type { Template } from '../../sms/resources';
import { templateName } from './row';
import type { TemplateClient } from './services';

/** Puts the text at every cursor, in place of what is selected there. */
export async function insertTemplate(
  session: Session<TemplateClient>,
  template: Template,
): Promise<void> {
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

/** Hands the text to the one way of sending, which asks for what its placeholders stand for. */
export async function composeTemplate(
  session: Session<TemplateClient>,
  template: Template,
  purpose: 'send' | 'price',
): Promise<unknown> {
  const { body } = await current(session, template);
  if (body.trim() === '') {
    throw new UserFacingError(
      vscode.l10n.t('The template "{0}" has no text yet.', templateName(template)),
    );
  }
  return executeCommand('_clicksend.message.compose', { bodies: [body], hasBlanks: true }, purpose);
}

/** What the list shows may be old. */
async function current(
  session: Session<TemplateClient>,
  { templateId }: Template,
): Promise<Template> {
  const client = await session.client();
  return client.templates.get(templateId);
}
