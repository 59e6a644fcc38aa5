import type { InboundRuleDraft, ReceiptRuleDraft } from '../../../api/options';
import type { InboundRule, Page, ReceiptRule } from '../../../sms/resources';
import type { PushKind } from '../../../sms/webhooks/fields';
import type { WebhookClient } from '../services';

/** An automation rule of either kind. */
export type Rule =
  ({ readonly of: 'receipt' } & ReceiptRule) | ({ readonly of: 'inbound' } & InboundRule);

export type RuleDraft =
  ({ readonly of: 'receipt' } & ReceiptRuleDraft) | ({ readonly of: 'inbound' } & InboundRuleDraft);

/** Ten thousand rules would be a mistake of somebody's; do not load for ever. */
const mostPages = 20;

/** All rules of a kind; an account has a handful. */
export async function listRules(client: WebhookClient, of: PushKind): Promise<readonly Rule[]> {
  const load = (page: number): Promise<Page<ReceiptRule | InboundRule>> =>
    of === 'receipt'
      ? client.receiptRules.list({ page, pageSize: 100 })
      : client.inboundRules.list({ page, pageSize: 100 });
  const rules: Rule[] = [];
  for (let page = 1; page <= mostPages; page += 1) {
    const { items, lastPage } = await load(page);
    rules.push(...items.map((rule) => ({ of, ...rule }) as Rule));
    if (page >= lastPage) {
      break;
    }
  }
  return rules;
}

export async function createRule(client: WebhookClient, draft: RuleDraft): Promise<void> {
  await (draft.of === 'receipt'
    ? client.receiptRules.create(draft)
    : client.inboundRules.create(draft));
}

/** Sends the whole rule back: ClickSend has no way to change one field alone. */
export async function setEnabled(
  client: WebhookClient,
  rule: Rule,
  enabled: boolean,
): Promise<void> {
  if (rule.of === 'receipt') {
    const { name, matchType, action, actionAddress } = rule;
    const draft = { name, matchType, action, actionAddress, enabled };
    await client.receiptRules.update(rule.ruleId, draft);
    return;
  }
  const { name, dedicatedNumber, searchType, searchTerm, action, actionAddress } = rule;
  const webhookType = (['post', 'get', 'json'] as const).find((type) => type === rule.webhookType);
  await client.inboundRules.update(rule.ruleId, {
    name,
    dedicatedNumber,
    searchType,
    searchTerm,
    action,
    actionAddress,
    enabled,
    ...autoReply(rule),
    ...(webhookType && { webhookType }),
  });
}

/** Only an answer's raw form has the text that an automatic reply sends. */
function autoReply({ raw }: InboundRule): { readonly body?: string } {
  return typeof raw === 'object' && raw !== null && 'body' in raw && typeof raw.body === 'string'
    ? { body: raw.body }
    : {};
}

export async function deleteRule(client: WebhookClient, rule: Rule): Promise<void> {
  await (rule.of === 'receipt'
    ? client.receiptRules.delete(rule.ruleId)
    : client.inboundRules.delete(rule.ruleId));
}

/** Whether anything arrives because of this rule: in an app, or in the pull list. */
export const isDelivering = ({ enabled, action }: Rule): boolean =>
  enabled && (action === 'URL' || action === 'POLL');
