import * as vscode from 'vscode';
import type { Shortened } from '../../sms/longestMessage';
import { numberInWords } from '../words/numberWords';
import { withoutLinks } from '../words/outsideText';
import { textInWords } from '../words/textWords';

/** A text as it goes out, and what of it does not. */
export interface ShownText {
  /** "Text, as +61411000201 gets it:" */
  readonly title: string;
  readonly text: string;
  readonly cut?: Shortened | undefined;
}

/** What a person is asked to pay for. */
export interface Spending {
  readonly question: string;
  readonly account: { readonly label: string; readonly isSandbox: boolean };
  /** What has to be known before anything else. */
  readonly notices?: readonly string[];
  /** "To: ...", "When: ...", one a line. */
  readonly facts: readonly string[];
  readonly warnings?: readonly string[];
  readonly texts: readonly ShownText[];
  /** Whether any message is sent shorter than it was written. */
  readonly isCut: boolean;
  /** One more way out. */
  readonly other?: string | undefined;
}

export type Confirmation = 'send' | 'back' | 'other' | undefined;

/**
 * The one modal before money is spent. VS Code focuses the first button: where Enter would cost
 * money, or send another text than was written, that one leads back.
 */
export async function confirmSpending(spending: Spending): Promise<Confirmation> {
  const { question, account, isCut, other } = spending;
  const send = isCut
    ? vscode.l10n.t('Send the Shortened Text')
    : account.isSandbox
      ? vscode.l10n.t('Send to Sandbox')
      : vscode.l10n.t('Send for Real');
  const back = vscode.l10n.t('Back');
  const isHarmless = account.isSandbox && !isCut;
  const answer = await vscode.window.showWarningMessage(
    withoutLinks(question),
    { modal: true, detail: withoutLinks(spendingInWords(spending)) },
    ...(isHarmless ? [send, back] : [back, send]),
    ...(other === undefined ? [] : [other]),
  );
  switch (answer) {
    case send:
      return 'send';
    case back:
      return 'back';
    case undefined:
      return undefined;
    default:
      return 'other';
  }
}

/** What the modal says besides its question. */
export function spendingInWords(spending: Spending): string {
  const { account, notices = [], facts, warnings = [], texts } = spending;
  const paragraphs = [
    ...notices,
    [
      account.isSandbox
        ? vscode.l10n.t('Account: Sandbox. Nothing is really sent, nothing costs money.')
        : vscode.l10n.t('Account: {0}. This is the real thing.', account.label),
      ...facts,
    ].join('\n'),
    ...warnings,
    ...texts.map(shownText),
  ];
  return paragraphs.join('\n\n');
}

function shownText({ title, text, cut }: ShownText): string {
  const lines = [title, textInWords(text)];
  if (cut) {
    const count = numberInWords(cut.rest.length);
    lines.push(vscode.l10n.t('✂ Not sent, {0} characters:', count), textInWords(cut.rest));
  }
  return lines.join('\n');
}
