import * as vscode from 'vscode';
import { visibleText } from '../../sms/visibleText';
import { numberInWords } from './numberWords';

/** VS Code cuts what is too long for a dialog, so that much of a text is shown, from both ends. */
const shownHead = 400;
const shownLines = 12;
const shownTail = 100;

/** A text for a dialog: what could deceive a reader is spelled out, a long middle is counted. */
export function textInWords(text: string): string {
  const head = text
    .slice(0, shownHead)
    .replace(/[\uD800-\uDBFF]$/, '')
    .split('\n')
    .slice(0, shownLines)
    .join('\n');
  const rest = text.slice(head.length);
  const tail = rest.slice(-shownTail).replace(/^[\uDC00-\uDFFF]/, '');
  const left = rest.length - tail.length;
  // The end is shown as one line: it may consist of nothing but line breaks.
  const end = visibleText(tail.replaceAll(/\s+/g, ' '));
  return left === 0
    ? `${visibleText(head)}${end}`
    : vscode.l10n.t('{0}… [{1} more characters] …{2}', visibleText(head), numberInWords(left), end);
}
