import * as vscode from 'vscode';
import { visibleLine } from '../../../sms/visibleText';
import { showAddress } from '../pushes/appAddress';
import type { Rule } from './rule';

export const ruleLabel = ({ name, action }: Rule): string =>
  visibleLine(name, 60) || visibleLine(action, 30);

/** What a rule matches and what it then does, in words. */
export function ruleDescription(rule: Rule): string {
  return [
    rule.enabled ? vscode.l10n.t('on') : vscode.l10n.t('off'),
    rule.of === 'receipt' ? receiptMatch(rule.matchType) : inboundMatch(rule),
    actionWords(rule),
  ].join(' · ');
}

function receiptMatch(matchType: number): string {
  switch (matchType) {
    case 0:
      return vscode.l10n.t('all receipts');
    case 1:
      return vscode.l10n.t('failed messages');
    case 2:
      return vscode.l10n.t('delivered messages');
    default:
      return vscode.l10n.t('match type {0}', matchType);
  }
}

function inboundMatch(rule: Extract<Rule, { of: 'inbound' }>): string {
  const term = visibleLine(rule.searchTerm, 30);
  const number =
    rule.dedicatedNumber === '*'
      ? vscode.l10n.t('all numbers')
      : visibleLine(rule.dedicatedNumber, 20);
  switch (rule.searchType) {
    case 0:
      return number;
    case 1:
      return vscode.l10n.t('{0}, text starts with "{1}"', number, term);
    case 2:
      return vscode.l10n.t('{0}, text contains "{1}"', number, term);
    case 3:
      return vscode.l10n.t('{0}, text does not contain "{1}"', number, term);
    default:
      return vscode.l10n.t('{0}, search type {1}', number, rule.searchType);
  }
}

function actionWords(rule: Rule): string {
  if (rule.action === 'URL') {
    const form = rule.of === 'inbound' ? ` (${visibleLine(rule.webhookType ?? 'post', 10)})` : '';
    return `→ ${showAddress(rule.actionAddress)}${form}`;
  }
  return rule.action === 'POLL'
    ? vscode.l10n.t('→ pull list')
    : `→ ${visibleLine(rule.action, 20)}`;
}
