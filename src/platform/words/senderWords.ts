import * as vscode from 'vscode';
import type { SenderProblem } from '../../sms/senderId';
import { countryInWords } from './countryWords';

/** What is wrong with a sender ID, as a sentence. */
export function senderWords(problem: SenderProblem): string {
  switch (problem.code) {
    case 'alphaTooLong':
      return vscode.l10n.t(
        'An alpha tag has at most 11 characters; this one has {0}.',
        problem.length,
      );
    case 'alphaTooShort':
      return vscode.l10n.t('Alpha tags of fewer than 3 characters are often refused by carriers.');
    case 'alphaHasSpaces':
      return vscode.l10n.t('An alpha tag has no spaces.');
    case 'alphaCharacters':
      return vscode.l10n.t(
        'Carriers may refuse these characters in an alpha tag: {0}',
        problem.characters,
      );
    case 'numberNotE164':
      return vscode.l10n.t('Not a phone number in international form, for example +61411111111.');
    case 'alphaNotForCountry':
      return vscode.l10n.t(
        'Carriers in {0} take no alpha tags: the message would come from another sender.',
        problem.countries.map(countryInWords).join(', '),
      );
  }
}
