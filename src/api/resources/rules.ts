import * as v from 'valibot';
import type { InboundRule, Page, ReceiptRule } from '../../sms/resources';
import { count, flag, number, optionalText, text } from '../decode/fields';
import { isObject, onlyObject, withoutSecrets, type JsonObject } from '../decode/json';
import { decodePage } from '../decode/page';
import { ClickSendError } from '../errors';
import { pageQuery } from '../http/search';
import type { Transport } from '../http/transport';
import type { CallOptions, InboundRuleDraft, PageOptions, ReceiptRuleDraft } from '../options';

/** Create, read, update and delete one kind of automation rule. */
const ruleCalls = <Rule extends { readonly ruleId: number }, Draft>(
  transport: Transport,
  path: string,
  encode: (draft: Draft) => JsonObject,
  decode: (row: JsonObject) => Rule,
) => ({
  async list(options?: PageOptions): Promise<Page<Rule>> {
    return transport.call(
      { kind: 'read', method: 'GET', path, query: pageQuery(options) },
      ({ data }) => decodePage(data, decode),
      options,
    );
  },

  async create(draft: Draft, options?: CallOptions): Promise<Rule> {
    return transport.call(
      { kind: 'change', method: 'POST', path, body: encode(draft) },
      ({ data }) => identified(decode({ ...encode(draft), ...onlyObject(data) })),
      options,
    );
  },

  async update(ruleId: number, draft: Draft, options?: CallOptions): Promise<Rule> {
    return transport.call(
      { kind: 'change', method: 'PUT', path: `${path}/{id}`, ids: [ruleId], body: encode(draft) },
      ({ data }) => ({
        ...decode({ ...encode(draft), ...(isObject(data) ? data : {}) }),
        ruleId,
      }),
      options,
    );
  },

  async delete(ruleId: number, options?: CallOptions): Promise<void> {
    return transport.call(
      { kind: 'change', method: 'DELETE', path: `${path}/{id}`, ids: [ruleId] },
      () => undefined,
      options,
    );
  },
});

function identified<Rule extends { readonly ruleId: number }>(rule: Rule): Rule {
  if (rule.ruleId === 0) {
    throw new ClickSendError('badResponse');
  }
  return rule;
}

/** The list calls the id `sms_inbound_rule_id`, the other answers `inbound_rule_id`. */
const inboundFields = v.object({
  inbound_rule_id: number,
  sms_inbound_rule_id: number,
  rule_name: text,
  dedicated_number: text,
  message_search_type: count,
  message_search_term: text,
  action: text,
  action_address: text,
  webhook_type: optionalText,
  enabled: flag,
});

export const inboundRuleCalls = (transport: Transport) =>
  ruleCalls<InboundRule, InboundRuleDraft>(
    transport,
    '/v3/automations/sms/inbound',
    (draft) => ({
      rule_name: draft.name,
      dedicated_number: draft.dedicatedNumber,
      message_search_type: draft.searchType,
      message_search_term: draft.searchTerm,
      action: draft.action,
      action_address: draft.actionAddress,
      enabled: draft.enabled ? 1 : 0,
      ...(draft.body === undefined ? {} : { body: draft.body }),
      ...(draft.webhookType === undefined ? {} : { webhook_type: draft.webhookType }),
    }),
    (row) => {
      const fields = v.parse(inboundFields, row);
      return {
        ruleId: fields.inbound_rule_id ?? fields.sms_inbound_rule_id ?? 0,
        name: fields.rule_name,
        dedicatedNumber: fields.dedicated_number,
        searchType: fields.message_search_type,
        searchTerm: fields.message_search_term,
        action: fields.action,
        actionAddress: fields.action_address,
        webhookType: fields.webhook_type,
        enabled: fields.enabled ?? false,
        raw: withoutSecrets(row),
      };
    },
  );

const receiptFields = v.object({
  receipt_rule_id: count,
  rule_name: text,
  match_type: count,
  action: text,
  action_address: text,
  enabled: flag,
});

export const receiptRuleCalls = (transport: Transport) =>
  ruleCalls<ReceiptRule, ReceiptRuleDraft>(
    transport,
    '/v3/automations/sms/receipts',
    (draft) => ({
      rule_name: draft.name,
      match_type: draft.matchType,
      action: draft.action,
      action_address: draft.actionAddress,
      enabled: draft.enabled ? 1 : 0,
    }),
    (row) => {
      const fields = v.parse(receiptFields, row);
      return {
        ruleId: fields.receipt_rule_id,
        name: fields.rule_name,
        matchType: fields.match_type,
        action: fields.action,
        actionAddress: fields.action_address,
        enabled: fields.enabled ?? false,
        raw: withoutSecrets(row),
      };
    },
  );
