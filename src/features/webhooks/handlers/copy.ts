import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { showInformation } from '../../../platform/show/messages';
import { showPick } from '../../../platform/show/picks';
import { handlerTemplates } from './templates';

/** Puts a handler with a secret path of its own on the clipboard. */
export async function copyHandler(): Promise<void> {
  const picked = await showPick(
    handlerTemplates.map((template) => ({
      label: template.name,
      description: template.detail,
      template,
    })),
    {
      title: vscode.l10n.t('Copy Webhook Handler'),
      placeHolder: vscode.l10n.t('Which framework does your app use?'),
      matchOnDescription: true,
    },
  );
  if (!picked) {
    return;
  }
  const { template } = picked;
  const code = template.code(`/clicksend/${randomBytes(12).toString('hex')}`);
  await vscode.env.clipboard.writeText(code);
  const open = vscode.l10n.t('Open in Editor');
  const pressed = await showInformation(
    vscode.l10n.t('The handler for {0} is on the clipboard.', template.name),
    open,
  );
  if (pressed === open) {
    const document = await vscode.workspace.openTextDocument({
      language: template.languageId,
      content: code,
    });
    await vscode.window.showTextDocument(document);
  }
}
