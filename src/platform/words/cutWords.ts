import * as vscode from 'vscode';
import type { Shortened } from '../../sms/longestMessage';
import { numberInWords } from './numberWords';

/** That a message is longer than the account sends. */
export function cutWords({ parts, maxParts }: Pick<Shortened, 'parts' | 'maxParts'>): string {
  return vscode.l10n.t(
    'The message has {0} parts, and the account sends {1}: what goes beyond is cut off.',
    numberInWords(parts),
    numberInWords(maxParts),
  );
}
