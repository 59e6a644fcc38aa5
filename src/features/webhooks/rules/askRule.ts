import * as vscode from 'vscode';
import { showInput } from '../../../platform/show/inputs';
import { showWarning } from '../../../platform/show/messages';
import { showPick } from '../../../platform/show/picks';
import type { PushKind } from '../../../sms/webhooks/fields';
import type { WebhookListener } from '../listener/listener';
import { isOutOfReach, readAddress, showAddress } from '../pushes/appAddress';
import { askAddress } from '../pushes/askAddress';
import type { AddressBook } from '../pushes/askAddress';
import type { RuleDraft } from './rule';

interface Choice<Value> extends vscode.QuickPickItem {
  readonly value: Value;
}

interface RuleTarget {
  readonly action: 'URL' | 'POLL';
  readonly actionAddress: string;
}

/** Asks step by step; undefined when cancelled anywhere. */
export class RuleQuestions {
  constructor(
    private readonly book: AddressBook,
    private readonly listener: WebhookListener,
    private readonly isLive: () => boolean,
  ) {}

  async ask(of: PushKind): Promise<RuleDraft | undefined> {
    const title =
      of === 'receipt'
        ? vscode.l10n.t('Create Receipt Rule')
        : vscode.l10n.t('Create Inbound Rule');
    const target = await this.target(title);
    if (!target) {
      return undefined;
    }
    return of === 'receipt' ? receiptDraft(title, target) : inboundDraft(title, target);
  }

  private async target(title: string): Promise<RuleTarget | undefined> {
    const action = await pick(title, vscode.l10n.t('What should ClickSend do?'), [
      {
        label: vscode.l10n.t('Push to an address'),
        description: 'URL',
        value: 'URL' as const,
      },
      {
        label: vscode.l10n.t('Put into the pull list'),
        description: 'POLL',
        value: 'POLL' as const,
      },
    ]);
    if (action !== 'URL') {
      return action && { action, actionAddress: '' };
    }
    const actionAddress = await this.address(title);
    return actionAddress === undefined ? undefined : { action, actionAddress };
  }

  private async address(title: string): Promise<string | undefined> {
    const { state } = this.listener;
    const ours =
      state.kind === 'listening' && (!this.isLive() || state.isPublic)
        ? [this.isLive() ? state.publicUrl : state.localUrl]
        : [];
    const address = await askAddress(this.book, {
      title,
      prompt: vscode.l10n.t('Where should ClickSend push to?'),
      example: 'https://example.com/clicksend',
      first: ours.map((own) => ({
        iconPath: new vscode.ThemeIcon('radio-tower'),
        label: vscode.l10n.t('The webhook listener'),
        description: showAddress(own),
        address: own,
      })),
    });
    const url = address === undefined ? undefined : readAddress(address);
    if (!this.isLive() || !(url instanceof URL) || !isOutOfReach(url.hostname)) {
      return address;
    }
    const anyway = vscode.l10n.t('Create Anyway');
    const pressed = await showWarning(
      vscode.l10n.t('ClickSend cannot reach {0}', url.host),
      {
        modal: true,
        detail: [
          vscode.l10n.t(
            'It is only known on this machine or its network, so nothing would arrive. A rule with the pull list, or the address of a tunnel, works.',
          ),
        ],
      },
      anyway,
    );
    return pressed === anyway ? address : undefined;
  }
}

async function receiptDraft(title: string, target: RuleTarget): Promise<RuleDraft | undefined> {
  const matchType = await pick(title, vscode.l10n.t('Which receipts?'), [
    { label: vscode.l10n.t('All'), value: 0 },
    { label: vscode.l10n.t('Failed messages only'), value: 1 },
    { label: vscode.l10n.t('Delivered messages only'), value: 2 },
  ]);
  const name = matchType === undefined ? undefined : await askName(title);
  return name === undefined || matchType === undefined
    ? undefined
    : { of: 'receipt', name, matchType, ...target, enabled: true };
}

async function inboundDraft(title: string, target: RuleTarget): Promise<RuleDraft | undefined> {
  const webhookType =
    target.action === 'POLL'
      ? ('post' as const)
      : await pick(title, vscode.l10n.t('How should ClickSend push?'), [
          { label: vscode.l10n.t('Form fields'), description: 'post', value: 'post' as const },
          { label: vscode.l10n.t('Query'), description: 'get', value: 'get' as const },
          { label: vscode.l10n.t('Flat JSON'), description: 'json', value: 'json' as const },
        ]);
  const number = webhookType && (await askNumber(title));
  const search = number === undefined ? undefined : await askSearch(title);
  const name = search && (await askName(title));
  if (!webhookType || number === undefined || !search || name === undefined) {
    return undefined;
  }
  return {
    of: 'inbound',
    name,
    dedicatedNumber: number,
    ...search,
    ...target,
    ...(target.action === 'URL' && { webhookType }),
    enabled: true,
  };
}

async function askNumber(title: string): Promise<string | undefined> {
  const typed = await showInput({
    title,
    prompt: vscode.l10n.t('Which of your numbers? * means all.'),
    value: '*',
    ignoreFocusOut: true,
    validateInput: (text) =>
      /^(\*|\+?\d{3,15})$/.test(text.trim())
        ? undefined
        : vscode.l10n.t('Type * or a number such as +61411111111.'),
  });
  return typed?.trim();
}

async function askSearch(
  title: string,
): Promise<{ readonly searchType: number; readonly searchTerm: string } | undefined> {
  const searchType = await pick(title, vscode.l10n.t('Which messages?'), [
    { label: vscode.l10n.t('Any text'), value: 0 },
    { label: vscode.l10n.t('Text starts with…'), value: 1 },
    { label: vscode.l10n.t('Text contains…'), value: 2 },
    { label: vscode.l10n.t('Text does not contain…'), value: 3 },
  ]);
  if (searchType === undefined || searchType === 0) {
    return searchType === undefined ? undefined : { searchType, searchTerm: '' };
  }
  const searchTerm = await showInput({
    title,
    prompt: vscode.l10n.t('The text to look for'),
    ignoreFocusOut: true,
    validateInput: (text) =>
      text.trim() === '' ? vscode.l10n.t('Type at least one character.') : undefined,
  });
  return searchTerm === undefined ? undefined : { searchType, searchTerm };
}

function askName(title: string): Thenable<string | undefined> {
  return showInput({
    title,
    prompt: vscode.l10n.t('Name of the rule'),
    value: vscode.l10n.t('From VS Code'),
    ignoreFocusOut: true,
    validateInput: (text) =>
      text.trim() === '' ? vscode.l10n.t('A rule needs a name.') : undefined,
  });
}

async function pick<Value>(
  title: string,
  placeHolder: string,
  choices: readonly Choice<Value>[],
): Promise<Value | undefined> {
  const picked = await showPick(choices, { title, placeHolder });
  return picked?.value;
}
