import * as vscode from 'vscode';
import { isSandboxOff, type ErrorBoundary } from '../../../platform/errors';
import { deliveryCode } from '../../../sms/delivery';
import type { PushKind } from '../../../sms/webhooks/fields';
import type { ListenerState } from '../listener/listener';
import { showAddress } from '../pushes/appAddress';
import type { CaughtPush } from '../pushes/caughtPush';
import { parsed } from '../pushes/parsed';
import { appFailed, pushDescription, pushLabel } from '../pushes/pushWords';
import { isDelivering } from '../rules/rule';
import type { Rule } from '../rules/rule';
import { ruleDescription, ruleLabel } from '../rules/ruleWords';
import { answerWords, deliveryKindWords, findingWords, kindWords } from '../words';

const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;

interface Row {
  readonly id: string;
  readonly icon: string;
  readonly color?: string;
  readonly description?: string;
  readonly contextValue?: string;
  readonly command?: string;
  readonly argument?: unknown;
  readonly collapsible?: vscode.TreeItemCollapsibleState;
}

function row(
  label: string,
  {
    id,
    icon,
    color,
    command,
    argument,
    collapsible = None,
    contextValue = id,
    description = '',
  }: Row,
): vscode.TreeItem {
  const item = new vscode.TreeItem(label, collapsible);
  Object.assign(item, { id, contextValue, description });
  item.iconPath = new vscode.ThemeIcon(icon, color ? new vscode.ThemeColor(color) : undefined);
  if (command !== undefined) {
    const args = argument === undefined ? [] : [argument];
    item.command = { command, title: label, arguments: args };
  }
  return item;
}

export function listenerRow(state: ListenerState): vscode.TreeItem {
  switch (state.kind) {
    case 'stopped':
      return row(vscode.l10n.t('Start the webhook listener'), {
        id: 'listener',
        icon: 'debug-start',
        contextValue: 'listener',
        command: 'clicksend.listener.start',
      });
    case 'starting':
      return row(vscode.l10n.t('Starting the webhook listener…'), {
        id: 'listener',
        icon: 'sync~spin',
      });
    case 'listening': {
      const item = row(vscode.l10n.t('Listening'), {
        id: 'listener',
        icon: 'radio-tower',
        color: 'charts.green',
        description: showAddress(state.publicUrl),
        contextValue: 'listener+on',
        command: 'clicksend.listener.copyUrl',
      });
      item.tooltip = state.isPublic
        ? vscode.l10n.t(
            'Copies the address with its secret path. It leads to this machine from outside, if its port may be reached.',
          )
        : vscode.l10n.t(
            'Copies the address with its secret path. The sandbox and apps on this machine reach it; ClickSend itself needs a tunnel.',
          );
      return item;
    }
  }
}

export function forwardRow(address: URL | undefined): vscode.TreeItem {
  const item = address
    ? row(vscode.l10n.t('Forwarding'), {
        id: 'forward',
        icon: 'debug-continue',
        description: showAddress(address.href),
        contextValue: 'forward+on',
        command: 'clicksend.listener.forward',
      })
    : row(vscode.l10n.t('Forward to your app…'), {
        id: 'forward',
        icon: 'debug-continue',
        command: 'clicksend.listener.forward',
      });
  item.tooltip = address
    ? vscode.l10n.t('Every push that is caught goes on to your app unchanged. Select to change.')
    : vscode.l10n.t('Gives every push that is caught to an app of yours, unchanged.');
  return item;
}

export function pushesRow(count: number): vscode.TreeItem {
  return row(vscode.l10n.t('Caught Pushes'), {
    id: 'pushes',
    icon: 'mail-read',
    description: String(count),
    contextValue: count > 0 ? 'pushes+some' : 'pushes',
    collapsible: Expanded,
  });
}

export const noPushesRow = (): vscode.TreeItem =>
  row(vscode.l10n.t('Nothing caught yet. Send a test receipt.'), {
    id: 'noPushes',
    icon: 'info',
    command: 'clicksend.receipt.sendTest',
  });

export function pushRow(push: CaughtPush): vscode.TreeItem {
  return row(pushLabel(push), {
    id: `push/${push.id}`,
    ...pushIcon(push),
    description: pushDescription(push),
    contextValue: 'push',
    command: 'clicksend.push.open',
    argument: { kind: 'push', pushId: push.id },
  });
}

function pushIcon(push: CaughtPush): { readonly icon: string; readonly color?: string } {
  if (appFailed(push)) {
    return { icon: 'error', color: 'list.errorForeground' };
  }
  const { kind, facts } = parsed(push);
  if (kind === 'inbound') {
    return { icon: 'comment' };
  }
  if (kind === undefined) {
    return { icon: 'question', color: 'list.warningForeground' };
  }
  switch (deliveryCode(facts.statusCode ?? '')?.severity) {
    case 'none':
      return { icon: 'check-all' };
    case 'error':
      return { icon: 'circle-slash' };
    case 'warning':
      return { icon: 'history' };
    case 'info':
      return { icon: 'arrow-right' };
    case undefined:
      return { icon: 'question' };
  }
}

/** Text from outside goes in as text only. */
export function pushTooltip(push: CaughtPush): vscode.MarkdownString {
  const { kind, findings } = parsed(push);
  const tooltip = new vscode.MarkdownString();
  tooltip.appendText(`${kindWords(kind)}\n\n${pushDescription(push)}`);
  for (const finding of findings.slice(0, 10)) {
    tooltip.appendText(`\n\n${findingWords(finding)}`);
  }
  for (const delivery of push.deliveries.slice(-5)) {
    tooltip.appendText(
      `\n\n${deliveryKindWords(delivery.kind)}: ${showAddress(delivery.url)}: ${answerWords(delivery)}`,
    );
  }
  return tooltip;
}

export function ruleGroupRow(of: PushKind): vscode.TreeItem {
  return row(of === 'receipt' ? vscode.l10n.t('Receipt Rules') : vscode.l10n.t('Inbound Rules'), {
    id: `rules/${of}`,
    icon: of === 'receipt' ? 'checklist' : 'call-incoming',
    contextValue: 'rules',
    collapsible: Collapsed,
  });
}

export function ruleRow(rule: Rule): vscode.TreeItem {
  const item = row(ruleLabel(rule), {
    id: `rule/${rule.of}/${rule.ruleId}`,
    icon: rule.enabled ? (isDelivering(rule) ? 'pass' : 'circle-filled') : 'circle-outline',
    description: ruleDescription(rule),
    contextValue: rule.enabled ? 'rule+on' : 'rule+off',
  });
  const tooltip = new vscode.MarkdownString();
  tooltip.appendText(`${ruleLabel(rule)}\n\n${ruleDescription(rule)}`);
  item.tooltip = tooltip;
  return item;
}

export const signedOutRow = (of: PushKind): vscode.TreeItem =>
  row(vscode.l10n.t('Sign in or use the sandbox to see its rules'), {
    id: `signedOut/${of}`,
    icon: 'sign-in',
    command: 'clicksend.account.signIn',
  });

/** Answers "why does nothing arrive". */
export function noRuleRow(of: PushKind): vscode.TreeItem {
  const item = row(
    of === 'receipt'
      ? vscode.l10n.t('No rule that is on delivers receipts')
      : vscode.l10n.t('No rule that is on delivers replies'),
    {
      id: `noRule/${of}`,
      icon: 'warning',
      color: 'list.warningForeground',
      description: vscode.l10n.t('create one'),
      command: 'clicksend.rule.create',
      argument: { kind: 'rules', of },
    },
  );
  item.tooltip = vscode.l10n.t(
    'ClickSend pushes to an address only for a rule with the action URL, and fills the pull list only for a rule with the action POLL.',
  );
  return item;
}

export function failedRow(
  of: PushKind,
  error: unknown,
  errors: Pick<ErrorBoundary, 'explain'>,
): vscode.TreeItem {
  const { message } = errors.explain(error);
  const id = `failed/${of}`;
  const item = isSandboxOff(error)
    ? row(message, {
        id,
        icon: 'debug-start',
        description: vscode.l10n.t('Start'),
        command: 'clicksend.sandbox.start',
      })
    : row(vscode.l10n.t("Couldn't load the rules. Retry"), {
        id,
        icon: 'error',
        color: 'list.errorForeground',
        description: message,
        command: 'clicksend.webhook.refresh',
      });
  item.tooltip = message;
  return item;
}
