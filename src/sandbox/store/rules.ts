import type { Step } from '../network/outcome';
import type { Account } from './account';
import type { InboundRule, ReceiptRule } from './kept';

/** "Up to 10 matching inbound rules fire per message" (docs/clicksend-facts.md, 5). */
const mostInboundRules = 10;

/** 0 all, 1 failed, 2 successful. */
function isReceiptMatched(rule: ReceiptRule, { code = 0 }: Step): boolean {
  if (rule.match_type === 0) {
    return true;
  }
  return rule.match_type === 1 ? code >= 300 : code < 300;
}

export function matchingReceiptRules(
  account: Pick<Account, 'all'>,
  step: Step,
  action: 'POLL' | 'URL',
): readonly ReceiptRule[] {
  return account
    .all('receiptRule')
    .filter((rule) => rule.enabled === 1 && rule.action === action && isReceiptMatched(rule, step));
}

function isTextMatched(rule: InboundRule, body: string): boolean {
  const text = body.trim().toLowerCase();
  const term = rule.message_search_term.trim().toLowerCase();
  switch (rule.message_search_type) {
    case 1:
      return text.startsWith(term);
    case 2:
      return text.includes(term);
    case 3:
      return !text.includes(term);
    default:
      return true;
  }
}

export function matchingInboundRules(
  account: Pick<Account, 'all'>,
  to: string,
  body: string,
): readonly InboundRule[] {
  return account
    .all('inboundRule')
    .filter(
      (rule) =>
        rule.enabled === 1 &&
        (rule.dedicated_number === '*' || rule.dedicated_number === to) &&
        isTextMatched(rule, body),
    )
    .slice(0, mostInboundRules);
}

/** Words that opt the sender out of what goes to contact lists. */
export function isOptOutMatched(body: string): boolean {
  return /^(stop|stopall|unsubscribe|optout|opt-out|opt out)[.!]*$/iu.test(body.trim());
}
