import * as vscode from 'vscode';
import type { HeaderKey } from '../../sms/document/headerKeys';

/** What a header key is for, in a sentence. */
export function keyWords(key: HeaderKey): string {
  switch (key) {
    case 'to':
      return vscode.l10n.t('Numbers to send to, parted by commas or one a line.');
    case 'recipients':
      return vscode.l10n.t('CSV, TSV or JSON file with the recipients, relative to this document.');
    case 'number_column':
      return vscode.l10n.t('Column of the file that holds the numbers, when it cannot be found.');
    case 'list':
      return vscode.l10n.t('Contact list of the account: its name or number.');
    case 'from':
      return vscode.l10n.t(
        'Sender: a number, an alpha tag of up to 11 characters, or empty for the default.',
      );
    case 'schedule':
      return vscode.l10n.t(
        'When to send, for example "2026-12-01 09:00 Australia/Brisbane"; up to 4 months ahead.',
      );
    case 'custom_string':
      return vscode.l10n.t(
        'Your own reference of up to 50 characters; receipts and replies carry it.',
      );
    case 'country':
      return vscode.l10n.t('Country of numbers without a country code, as two letters: AU.');
    case 'from_email':
      return vscode.l10n.t('Address to which replies are mailed.');
    case 'shorten_urls':
      return vscode.l10n.t('true shortens links in the text.');
  }
}
