import * as vscode from 'vscode';
import { showInformation, showWarning } from '../../../platform/show/messages';
import { showPick } from '../../../platform/show/picks';
import { registerCommand } from '../../../platform/commands';
import type { RuleGroupNode, RuleNode } from '../../../contributions';
import type { PushKind } from '../../../sms/webhooks/fields';
import type { WebhookServices } from '../services';
import type { RuleQuestions } from './askRule';
import { createRule, deleteRule, listRules, setEnabled } from './rule';
import type { Rule } from './rule';
import type { RuleLists } from './ruleLists';
import { ruleDescription, ruleLabel } from './ruleWords';

type RuleServices = Pick<WebhookServices, 'session' | 'errors'>;

/** Create, switch on and off, delete: from a row, or after asking which. */
export function registerRuleCommands(
  services: RuleServices,
  lists: RuleLists,
  questions: RuleQuestions,
): vscode.Disposable {
  const { session, errors } = services;
  const change = async (work: (client: Awaited<ReturnType<typeof session.client>>) => unknown) => {
    try {
      await work(await session.client());
    } finally {
      lists.refresh();
    }
  };
  const switchTo = async (node: RuleNode | undefined, enabled: boolean) => {
    const rule = await find(services, node, (each) => each.enabled !== enabled);
    if (rule) {
      await change((client) => setEnabled(client, rule, enabled));
    }
  };
  return vscode.Disposable.from(
    registerCommand(errors, 'clicksend.rule.create', async (node) => {
      await session.client();
      const draft = await create(questions, node);
      if (draft) {
        await change((client) => createRule(client, draft));
      }
    }),
    registerCommand(errors, 'clicksend.rule.enable', (node) => switchTo(node, true)),
    registerCommand(errors, 'clicksend.rule.disable', (node) => switchTo(node, false)),
    registerCommand(errors, 'clicksend.rule.delete', async (node) => {
      const rule = await find(services, node, () => true);
      if (rule && (await confirmDelete(rule))) {
        await change((client) => deleteRule(client, rule));
      }
    }),
  );
}

async function create(questions: RuleQuestions, node: RuleGroupNode | undefined) {
  const of = node?.of ?? (await askKind());
  return of && questions.ask(of);
}

async function askKind(): Promise<PushKind | undefined> {
  const kinds: readonly (vscode.QuickPickItem & { readonly of: PushKind })[] = [
    {
      label: vscode.l10n.t('Receipt rule'),
      description: vscode.l10n.t('For delivery receipts of what you send'),
      of: 'receipt',
    },
    {
      label: vscode.l10n.t('Inbound rule'),
      description: vscode.l10n.t('For messages sent to your numbers'),
      of: 'inbound',
    },
  ];
  const picked = await showPick(kinds, { title: vscode.l10n.t('Create Rule') });
  return picked?.of;
}

/** Read again rather than taken from the row: a rule is sent back whole and must not be stale. */
async function find(
  { session }: RuleServices,
  node: RuleNode | undefined,
  accept: (rule: Rule) => boolean,
): Promise<Rule | undefined> {
  const client = await session.client();
  if (node) {
    const rules = await listRules(client, node.of);
    return rules.find(({ ruleId }) => ruleId === node.ruleId);
  }
  const both = [await listRules(client, 'receipt'), await listRules(client, 'inbound')].flat();
  const fitting = both.filter(accept);
  if (fitting.length === 0) {
    void showInformation(vscode.l10n.t('There is no such rule.'));
    return undefined;
  }
  const picked = await showPick(
    fitting.map((rule) => ({
      label: ruleLabel(rule),
      description: ruleDescription(rule),
      rule,
    })),
    { title: vscode.l10n.t('Which rule?') },
  );
  return picked?.rule;
}

async function confirmDelete(rule: Rule): Promise<boolean> {
  const remove = vscode.l10n.t('Delete Rule');
  const pressed = await showWarning(
    vscode.l10n.t('Delete the rule "{0}"?', ruleLabel(rule)),
    { modal: true, detail: [ruleDescription(rule)] },
    remove,
  );
  return pressed === remove;
}
