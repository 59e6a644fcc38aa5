import * as vscode from 'vscode';
import { numberInWords } from './numberWords';

/** "1 part", "2 parts", "1,240 parts". */
export function partsInWords(parts: number): string {
  return parts === 1 ? vscode.l10n.t('1 part') : vscode.l10n.t('{0} parts', numberInWords(parts));
}
