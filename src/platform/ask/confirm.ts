import * as vscode from 'vscode';
import type { Shortened } from '../../sms/longestMessage';
import { showWarning } from '../show/messages';
import { numberInWords } from '../words/numberWords';
import { textInWords } from '../words/textWords';

/** A text as it goes out, and what of it does not. */
export interface ShownText {
  /** "Text, as +61411000201 gets it:" */
  readonly title: string;
  readonly text: string;
  readonly cut?: Shortened | undefined;
}

/** What a person is asked to pay for. */
export interface SpendingQuestion {
  readonly question: string;
  readonly account: { readonly label: string; readonly isSandbox: boolean };
  /** What has to be known before anything else. */
  readonly notices?: readonly string[];
  /** "To: ...", "When: ...", one a line. */
  readonly facts: readonly string[];
  /** Paragraphs, line by line; an empty one is left out. */
  readonly warnings?: readonly (readonly string[])[];
  readonly texts: readonly ShownText[];
  /** Whether any message is sent shorter than it was written. */
  readonly isCut: boolean;
  /** One more way out. */
  readonly other?: string | undefined;
}

export type Confirmation = 'send' | 'back' | 'other' | undefined;

/**
 * The one modal before money is spent. VS Code focuses the first button: where Enter would cost
 * money, send another text than was written, or pass by a notice, that one leads back.
 */
export async function confirmSpending(spending: SpendingQuestion): Promise<Confirmation> {
  const { question, account, isCut, notices = [], other } = spending;
  const send = isCut
    ? vscode.l10n.t('Send the Shortened Text')
    : account.isSandbox
      ? vscode.l10n.t('Send to Sandbox')
      : vscode.l10n.t('Send for Real');
  const back = vscode.l10n.t('Back');
  const isHarmless = account.isSandbox && !isCut && notices.length === 0;
  const answer = await showWarning(
    question,
    { modal: true, detail: spendingInWords(spending) },
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

/** What the modal says besides its question, line by line: what is sent comes first. */
export function spendingInWords(spending: SpendingQuestion): readonly string[] {
  const { account, notices = [], facts, warnings = [], texts } = spending;
  const paragraphs = [
    ...notices.map((notice) => [notice]),
    ...texts.map(textLines),
    [
      account.isSandbox
        ? vscode.l10n.t('Account: Sandbox. Nothing is really sent, nothing costs money.')
        : vscode.l10n.t('Account: {0}. This is the real thing.', account.label),
      ...facts,
    ],
    ...warnings,
  ].filter((lines) => lines.length > 0);
  return paragraphs.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

function textLines({ title, text, cut }: ShownText): readonly string[] {
  return [
    title,
    ...quoted(text),
    ...(cut
      ? [
          vscode.l10n.t('✂ Not sent, {0} characters:', numberInWords(cut.rest.length)),
          ...quoted(cut.rest),
        ]
      : []),
  ];
}

/**
 * The bar tells a line of the text from the lines of ours that it might imitate. The space after it
 * does not break, so that a line too long for the dialog does not leave its bar alone above it.
 */
function quoted(text: string): readonly string[] {
  return textInWords(text)
    .split('\n')
    .map((line) => `│\u00A0${line}`);
}
