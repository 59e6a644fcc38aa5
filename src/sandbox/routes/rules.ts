import * as v from 'valibot';
import { notFound, ok } from '../http/envelope';
import type { Route } from '../http/call';
import { longPageOf, pageOf, readWindow, sliceOf } from '../http/paging';
import { parseBody } from '../http/parseBody';
import type { Account } from '../store/account';
import type { Belongings, InboundRule, ReceiptRule } from '../store/kept';
import { nextId } from '../store/belongings';
import type { World } from '../world';

const flag = v.optional(
  v.union([
    v.picklist([0, 1]),
    v.pipe(v.boolean(), v.transform(Number)),
    v.pipe(v.picklist(['0', '1']), v.transform(Number)),
  ]),
);

const choice = (largest: number) =>
  v.optional(
    v.pipe(
      v.union([v.number(), v.pipe(v.string(), v.regex(/^\d$/u), v.transform(Number))]),
      v.integer(),
      v.minValue(0),
      v.maxValue(largest),
    ),
  );

const text = v.optional(v.nullable(v.union([v.string(), v.pipe(v.number(), v.transform(String))])));

/** Actions are an open set: ClickSend has added some before. */
const action = v.pipe(v.string(), v.regex(/^[A-Z][A-Z_]*$/u));

const receiptDraft = v.object({
  rule_name: text,
  match_type: choice(2),
  action: v.optional(action),
  action_address: text,
  enabled: flag,
});

const inboundDraft = v.object({
  dedicated_number: text,
  rule_name: text,
  message_search_type: choice(3),
  message_search_term: text,
  action: v.optional(action),
  action_address: text,
  body: text,
  enabled: flag,
  webhook_type: v.optional(v.nullable(v.picklist(['post', 'get', 'json']))),
});

const newReceiptDraft = v.object({ ...receiptDraft.entries, action });
const newInboundDraft = v.object({ ...inboundDraft.entries, action });

function receiptRule(
  id: number,
  draft: v.InferOutput<typeof receiptDraft>,
  before?: ReceiptRule,
): ReceiptRule {
  return {
    receipt_rule_id: id,
    rule_name: draft.rule_name ?? before?.rule_name ?? '',
    match_type: draft.match_type ?? before?.match_type ?? 0,
    action: draft.action ?? before?.action ?? 'NONE',
    action_address: draft.action_address ?? before?.action_address ?? '',
    enabled: draft.enabled ?? before?.enabled ?? 1,
  };
}

function inboundRule(
  id: number,
  draft: v.InferOutput<typeof inboundDraft>,
  before?: InboundRule,
): InboundRule {
  return {
    inbound_rule_id: id,
    dedicated_number: draft.dedicated_number ?? before?.dedicated_number ?? '*',
    rule_name: draft.rule_name ?? before?.rule_name ?? '',
    message_search_type: draft.message_search_type ?? before?.message_search_type ?? 0,
    message_search_term: draft.message_search_term ?? before?.message_search_term ?? '',
    action: draft.action ?? before?.action ?? 'NONE',
    action_address: draft.action_address ?? before?.action_address ?? '',
    body: draft.body ?? before?.body ?? '',
    enabled: draft.enabled ?? before?.enabled ?? 1,
    webhook_type: draft.webhook_type ?? before?.webhook_type ?? 'post',
  };
}

function findRule<Kind extends 'inboundRule' | 'receiptRule'>(
  account: Account,
  kind: Kind,
  id: string,
): Belongings[Kind] {
  const rule = account.shelves[kind].get(id);
  if (!rule) {
    throw notFound('Rule record not found.');
  }
  return rule;
}

function drop({ store }: World, account: Account, kind: 'inboundRule' | 'receiptRule', id: string) {
  findRule(account, kind, id);
  store.commit({ t: 'drop', a: account.index, kind, id });
}

function receiptRoutes(world: World): readonly Route[] {
  const all = '/v3/automations/sms/receipts';
  const one = `${all}/{receipt_rule_id}`;
  const put = (account: Account, rule: ReceiptRule): ReceiptRule => {
    const id = String(rule.receipt_rule_id);
    world.store.commit({ t: 'put', a: account.index, kind: 'receiptRule', id, v: rule });
    return rule;
  };
  return [
    {
      method: 'GET',
      path: all,
      run: ({ account, query, origin, path }) => {
        const window = readWindow(query, world.decisions);
        const rules = account.all('receiptRule');
        const page = pageOf(sliceOf(rules, window), rules.length, window, origin + path);
        return ok('Your list of rule incoming sms receipt.', page);
      },
    },
    {
      method: 'POST',
      path: all,
      run: ({ account, body }) => {
        const draft = parseBody(newReceiptDraft, body);
        const rule = receiptRule(nextId(account, 'receiptRule', 5), draft);
        return ok('Your new SMS receipt has been added.', put(account, rule));
      },
    },
    {
      method: 'GET',
      path: one,
      run: ({ account, params: [id = ''] }) =>
        ok('Your rule incoming sms receipt.', findRule(account, 'receiptRule', id)),
    },
    {
      method: 'PUT',
      path: one,
      run: ({ account, params: [id = ''], body }) => {
        const before = findRule(account, 'receiptRule', id);
        const rule = receiptRule(before.receipt_rule_id, parseBody(receiptDraft, body), before);
        return ok('Your rule incoming sms receipt has been updated.', put(account, rule));
      },
    },
    {
      method: 'DELETE',
      path: one,
      run: ({ account, params: [id = ''] }) => {
        drop(world, account, 'receiptRule', id);
        return ok('Your rule incoming sms receipt has been deleted.', []);
      },
    },
  ];
}

function inboundRoutes(world: World): readonly Route[] {
  const all = '/v3/automations/sms/inbound';
  const one = `${all}/{inbound_rule_id}`;
  const put = (account: Account, rule: InboundRule): InboundRule => {
    const id = String(rule.inbound_rule_id);
    world.store.commit({ t: 'put', a: account.index, kind: 'inboundRule', id, v: rule });
    return rule;
  };
  return [
    {
      method: 'GET',
      path: all,
      run: ({ account, query, origin, path }) => {
        const window = readWindow(query, world.decisions);
        const rules = account.all('inboundRule');
        // The vendor's schema and its example of the list disagree on the id's name; rows have both.
        const rows = sliceOf(rules, window).map((rule) => ({
          sms_inbound_rule_id: rule.inbound_rule_id,
          ...rule,
        }));
        const page = longPageOf(rows, rules.length, window, origin + path);
        return ok('Your list of inbound rules.', page);
      },
    },
    {
      method: 'POST',
      path: all,
      run: ({ account, body }) => {
        const draft = parseBody(newInboundDraft, body);
        const rule = inboundRule(nextId(account, 'inboundRule', 10), draft);
        return ok('Your record has been added.', put(account, rule));
      },
    },
    {
      method: 'GET',
      path: one,
      run: ({ account, params: [id = ''] }) =>
        ok('Your inbound rule.', findRule(account, 'inboundRule', id)),
    },
    {
      method: 'PUT',
      path: one,
      run: ({ account, params: [id = ''], body }) => {
        const before = findRule(account, 'inboundRule', id);
        const rule = inboundRule(before.inbound_rule_id, parseBody(inboundDraft, body), before);
        return ok('Your record has been updated.', put(account, rule));
      },
    },
    {
      method: 'DELETE',
      path: one,
      run: ({ account, params: [id = ''] }) => {
        drop(world, account, 'inboundRule', id);
        return ok('Your record has been deleted.', []);
      },
    },
  ];
}

export function ruleRoutes(world: World): readonly Route[] {
  return [...receiptRoutes(world), ...inboundRoutes(world)];
}
