import * as vscode from 'vscode';
import { sendStatus } from '../../sms/delivery';
import type { SendStatusReason } from '../../sms/delivery';
import { visibleLine } from '../../sms/visibleText';

function meaningOf(reason: SendStatusReason): string {
  switch (reason) {
    case 'accepted':
      return vscode.l10n.t('accepted');
    case 'missingCredentials':
    case 'invalidCredentials':
      return vscode.l10n.t('ClickSend did not accept the credentials');
    case 'accountNotActivated':
      return vscode.l10n.t('the account is not activated');
    case 'invalidRecipient':
      return vscode.l10n.t('not a phone number ClickSend can send to');
    case 'throttled':
      return vscode.l10n.t('the same text went to this number moments ago');
    case 'invalidSenderId':
      return vscode.l10n.t('the sender ID is not allowed');
    case 'insufficientCredit':
      return vscode.l10n.t('the account has not enough credit');
    case 'countryNotEnabled':
      return vscode.l10n.t('sending to this country is not switched on in the account');
    case 'registrationNeeded':
      return vscode.l10n.t('the sender or the country needs a registration first');
    case 'alreadyExists':
      return vscode.l10n.t('ClickSend has this message already');
    case 'emptyMessage':
      return vscode.l10n.t('the text is empty');
    case 'tooManyRecipients':
      return vscode.l10n.t('more than 1,000 recipients in one request');
    case 'missingRequiredFields':
      return vscode.l10n.t('something ClickSend needs is missing');
    case 'invalidSchedule':
      return vscode.l10n.t('the time is not one ClickSend accepts');
    case 'noPermissionForList':
      return vscode.l10n.t('the contact list belongs to someone else or does not exist');
    case 'vendorError':
      return vscode.l10n.t('an error at ClickSend');
  }
}

/** What a per-message status means; the code stays visible beside it. */
export function statusInWords(status: string): string {
  const known = sendStatus(status);
  return known ? meaningOf(known.reason) : vscode.l10n.t('not accepted');
}

/** As `statusInWords`, for where the code stands nowhere else: an unknown one is named. */
export function reasonInWords(status: string): string {
  const known = sendStatus(status);
  return known ? meaningOf(known.reason) : visibleLine(status, 40);
}
