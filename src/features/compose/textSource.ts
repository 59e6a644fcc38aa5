import * as vscode from 'vscode';
import { showPick } from '../../platform/show/picks';
import { messageTexts } from '../../platform/messageText';
import type { MessageDraft } from '../../sms/draft';
import { askText, goBack } from '../../platform/wizard';

/**
 * The draft to start with: the editor's texts (several selections become one message each, after
 * asking), a message that was started and not sent, or a text that is asked for.
 */
export async function askDraft(
  editor: vscode.TextEditor | undefined,
  title: string,
  unsent: MessageDraft | undefined,
): Promise<MessageDraft> {
  const texts = messageTexts(editor).filter((text) => text.trim() !== '');
  if (texts.length > 1) {
    return { bodies: await askAboutSeveral(texts, title) };
  }
  if (texts.length === 1) {
    return { bodies: texts };
  }
  const resumed = unsent && (await askWhetherToResume(unsent, title));
  return resumed ?? { bodies: [await askForText(title)] };
}

/** Recipients and text of the unsent message are kept; the rest is asked again, shown as it was. */
async function askWhetherToResume(
  unsent: MessageDraft,
  title: string,
): Promise<MessageDraft | undefined> {
  const [body = ''] = unsent.bodies;
  const resume = {
    iconPath: new vscode.ThemeIcon('history'),
    label: vscode.l10n.t('Continue the message that was not sent'),
    detail: body.replaceAll(/\s+/g, ' ').slice(0, 120),
  };
  const fresh = {
    iconPath: new vscode.ThemeIcon('add'),
    label: vscode.l10n.t('Write a new message'),
    detail: '',
  };
  const picked = await showPick([resume, fresh], {
    title,
    placeHolder: vscode.l10n.t('No text is selected.'),
  });
  if (!picked) {
    throw new vscode.CancellationError();
  }
  const { bodies, to } = unsent;
  return picked === resume ? { bodies, ...(to && to.length > 0 && { to }) } : undefined;
}

async function askAboutSeveral(
  texts: readonly string[],
  title: string,
): Promise<readonly string[]> {
  const each = {
    label: vscode.l10n.t('{0} messages, one for each selection', texts.length),
    bodies: texts,
  };
  const together = {
    label: vscode.l10n.t('One message, the selections joined by line breaks'),
    bodies: [texts.join('\n')],
  };
  const picked = await showPick([each, together], {
    title,
    placeHolder: vscode.l10n.t(
      '{0} pieces of text are selected. What should be sent?',
      texts.length,
    ),
  });
  if (!picked) {
    throw new vscode.CancellationError();
  }
  return picked.bodies;
}

async function askForText(title: string): Promise<string> {
  const answer = await askText(
    { title, step: 1, totalSteps: 1 },
    {
      prompt: vscode.l10n.t(
        'The text of the message. Select text in an editor to send several lines.',
      ),
      validate: (value) =>
        value.trim() === '' ? vscode.l10n.t('A message cannot be empty.') : undefined,
    },
  );
  if (answer === goBack) {
    throw new vscode.CancellationError();
  }
  return answer;
}
