import * as vscode from 'vscode';
import { showPick } from '../../platform/show/picks';
import { messageTexts } from '../../platform/editorText';
import { visibleLine } from '../../sms/visibleText';
import { recipientCount, type ComposeState } from './state';

/** What is written, and what was answered before if it is continued. */
export interface Beginning {
  /** Empty: the text is asked for. */
  readonly bodies: readonly string[];
  readonly state?: ComposeState;
}

type Row = vscode.QuickPickItem & Beginning;

/**
 * What to start with: the editor's texts (several selections become one message each, or one), a
 * message that was started and not sent, or a text that is asked for. Asks only where there is a
 * choice; what is selected stands first.
 */
export async function askBeginning(
  editor: vscode.TextEditor | undefined,
  title: string,
  unsent: ComposeState | undefined,
): Promise<Beginning> {
  const texts = messageTexts(editor).filter((text) => text.trim() !== '');
  const rows: readonly Row[] = [
    ...selectionRows(texts),
    ...(unsent && hasMore(unsent, texts) ? [unsentRow(unsent)] : []),
    ...(texts.length === 0
      ? [
          {
            iconPath: new vscode.ThemeIcon('add'),
            label: vscode.l10n.t('Write a New Message'),
            bodies: [],
          },
        ]
      : []),
  ];
  const picked = rows.length === 1 ? rows[0] : await ask(rows, texts.length, title);
  if (!picked) {
    throw new vscode.CancellationError();
  }
  const { bodies, state } = picked;
  return { bodies, ...(state && { state }) };
}

function ask(rows: readonly Row[], texts: number, title: string): Thenable<Row | undefined> {
  // With nothing selected, the message that waits stands first.
  return showPick(rows, {
    title,
    placeHolder:
      texts === 0
        ? vscode.l10n.t('No text is selected.')
        : texts === 1
          ? vscode.l10n.t('Another message was not sent. Which one do you mean?')
          : vscode.l10n.t('{0} pieces of text are selected. What should be sent?', texts),
    ignoreFocusOut: true,
  });
}

function selectionRows(texts: readonly string[]): readonly Row[] {
  const [text] = texts;
  if (text === undefined) {
    return [];
  }
  if (texts.length === 1) {
    const label = vscode.l10n.t('The text in the editor');
    const iconPath = new vscode.ThemeIcon('selection');
    return [{ iconPath, label, detail: visibleLine(text, 120), bodies: texts }];
  }
  return [
    { label: vscode.l10n.t('{0} messages, one for each selection', texts.length), bodies: texts },
    {
      label: vscode.l10n.t('One message, the selections joined by line breaks'),
      bodies: [texts.join('\n')],
    },
  ];
}

function unsentRow(state: ComposeState): Row {
  const count = recipientCount(state);
  return {
    iconPath: new vscode.ThemeIcon('history'),
    label: vscode.l10n.t('Continue your unsent message'),
    description:
      count === 0
        ? ''
        : count === 1
          ? vscode.l10n.t('to 1 recipient')
          : vscode.l10n.t('to {0} recipients', count),
    detail: visibleLine(state.bodies.join(' / '), 120),
    bodies: state.bodies,
    state,
  };
}

/** Whether an unsent message says anything that what is selected does not. */
function hasMore(unsent: ComposeState, texts: readonly string[]): boolean {
  const isSameText = unsent.bodies.join('\n') === texts.join('\n');
  return !isSameText || recipientCount(unsent) > 0;
}
