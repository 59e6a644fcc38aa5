import * as vscode from 'vscode';
import { cutWords } from '../../../platform/words/cutWords';
import { linkWarning } from '../../../platform/words/linkWords';
import { fieldProblem, phoneProblem, scheduleProblem } from '../../../platform/words/reasonWords';
import { senderWords } from '../../../platform/words/senderWords';
import type { Finding } from '../../../sms/document/diagnostic';
import type { Problem } from './problem';
import { tableWords } from './tableWords';

function ucs2Words(finding: Extract<Finding, { readonly code: 'forcesUcs2' }>): string {
  const { codePoint, parts, partsAfter, replacement } = finding;
  if (partsAfter >= parts) {
    return vscode.l10n.t(
      '{0} is not in GSM-7, so a part holds 70 characters and not 160.',
      codePoint,
    );
  }
  return replacement === ''
    ? vscode.l10n.t(
        '{0} makes this {1} parts; without it {2} would do.',
        codePoint,
        parts,
        partsAfter,
      )
    : vscode.l10n.t(
        '{0} makes this {1} parts; with {2} instead, {3} would do.',
        codePoint,
        parts,
        replacement,
        partsAfter,
      );
}

function headerWords(finding: Problem['finding']): string | undefined {
  switch (finding.code) {
    case 'headerNotClosed':
      return vscode.l10n.t(
        'This header is never closed by a second line of ---, so all of it is the message.',
      );
    case 'badHeaderLine':
      return vscode.l10n.t('Not a line of a header. Write "key: value".');
    case 'unknownKey':
      return finding.suggestion === undefined
        ? vscode.l10n.t('Unknown key "{0}". It has no effect.', finding.key)
        : vscode.l10n.t('Unknown key "{0}". Did you mean "{1}"?', finding.key, finding.suggestion);
    case 'duplicateKey':
      return vscode.l10n.t('"{0}" stands here a second time. The first one counts.', finding.key);
    case 'emptyValue':
      return vscode.l10n.t('"{0}" has no value.', finding.key);
    case 'conflictingRecipients':
      return vscode.l10n.t(
        'Only one of {0} can say who gets the message.',
        finding.keys.join(', '),
      );
    case 'badNumber':
      return vscode.l10n.t('"{0}": {1}.', finding.text.slice(0, 40), phoneProblem(finding.reason));
    case 'duplicateNumber':
      return vscode.l10n.t('This number stands here twice. It gets one message.');
    case 'notMobile':
      return vscode.l10n.t('A fixed line: most cannot receive an SMS.');
    case 'unknownCountry':
      return vscode.l10n.t('Not a country. Write two letters, for example AU.');
    case 'badEmail':
      return vscode.l10n.t('Not an email address.');
    case 'badBoolean':
      return vscode.l10n.t('Write true or false.');
    case 'customStringTooLong':
      return vscode.l10n.t('{0} characters; ClickSend keeps {1}.', finding.length, finding.max);
    case 'sender':
      return senderWords(finding.problem);
    case 'schedule':
      return vscode.l10n.t('Cannot be sent then: {0}.', scheduleProblem(finding.reason));
    default:
      return undefined;
  }
}

function bodyWords(finding: Problem['finding']): string | undefined {
  switch (finding.code) {
    case 'emptyBody':
      return vscode.l10n.t('There is no text to send.');
    case 'brokenPlaceholder':
      return finding.reason === 'emptyName'
        ? vscode.l10n.t('A placeholder without a name is sent as it stands.')
        : vscode.l10n.t('This placeholder is never closed by }}, so it is sent as it stands.');
    case 'unknownPlaceholder':
    case 'ambiguousColumn':
      return fieldProblem(finding);
    case 'tooManyParts':
      return cutWords(finding);
    case 'forcesUcs2':
      return ucs2Words(finding);
    case 'link':
      return linkWarning();
    case 'optOutMissing':
      return vscode.l10n.t('Nothing says how to opt out, for example "Reply STOP to opt out."');
    default:
      return undefined;
  }
}

/** A problem as a sentence. */
export function problemWords({ finding }: Problem): string {
  return headerWords(finding) ?? bodyWords(finding) ?? tableWords(finding) ?? finding.code;
}
