import type {
  Account,
  Contact,
  ContactList,
  Country,
  DeliveryReceipt,
  HistoryMessage,
  InboundMessage,
  InboundRule,
  Page,
  ReceiptRule,
  SendRequest,
  SendResult,
  Sender,
  SmsStatistics,
  Subaccount,
  Template,
  UsageRow,
  WebhookType,
} from '../sms/resources';
import { download } from './http/download';
import { makeTransport, type HttpTransport } from './http/transport';
import type {
  CallOptions,
  ClientOptions,
  DownloadOptions,
  HistoryQuery,
  InboundRuleDraft,
  PageOptions,
  ReceiptRuleDraft,
  TemplateQuery,
} from './options';
import * as account from './resources/account';
import * as contacts from './resources/contacts';
import * as history from './resources/history';
import * as inbound from './resources/inbound';
import * as messages from './resources/messages';
import * as receipts from './resources/receipts';
import { inboundRules, receiptRules } from './resources/rules';
import * as scheduled from './resources/scheduled';
import { listSenders } from './resources/senders';
import * as templates from './resources/templates';

export type {
  CallOptions,
  ClientOptions,
  DownloadOptions,
  HistoryQuery,
  InboundRuleDraft,
  PageOptions,
  ReceiptRuleDraft,
  RequestLine,
  TemplateQuery,
} from './options';

/**
 * ClickSend's REST v3 API. Every method throws `ClickSendError`; every method takes an
 * `AbortSignal`. Reads are retried where that is safe; a send never is, nor any other change: when
 * one may have reached the server and no clear answer came, the reason is 'outcomeUnknown'.
 */
export class ClickSendClient {
  private readonly transport: HttpTransport;

  /** Throws `ClickSendError` 'insecureUrl' for a base URL that credentials must not go to. */
  constructor(options: ClientOptions) {
    this.transport = makeTransport(options);
  }

  async sendSms(request: SendRequest, options?: CallOptions): Promise<SendResult> {
    return messages.sendSms(this.transport, request, options);
  }

  async priceSms(request: SendRequest, options?: CallOptions): Promise<SendResult> {
    return messages.priceSms(this.transport, request, options);
  }

  async createTestReceipt(url: string, options?: CallOptions): Promise<DeliveryReceipt> {
    return receipts.createTestReceipt(this.transport, url, options);
  }

  async listReceipts(options?: PageOptions): Promise<Page<DeliveryReceipt>> {
    return receipts.listReceipts(this.transport, options);
  }

  async getReceipt(messageId: string, options?: CallOptions): Promise<DeliveryReceipt> {
    return receipts.getReceipt(this.transport, messageId, options);
  }

  /** Without `before` (Unix seconds) everything is marked. */
  async markReceiptsRead(before?: number, options?: CallOptions): Promise<void> {
    return receipts.markReceiptsRead(this.transport, before, options);
  }

  async createTestInbound(
    url: string,
    webhookType?: WebhookType,
    options?: CallOptions,
  ): Promise<InboundMessage> {
    return inbound.createTestInbound(this.transport, url, webhookType, options);
  }

  async listInbound(options?: PageOptions): Promise<Page<InboundMessage>> {
    return inbound.listInbound(this.transport, options);
  }

  /** The first reply to one of our messages, read or not. */
  async getInboundReplyTo(
    originalMessageId: string,
    options?: CallOptions,
  ): Promise<InboundMessage> {
    return inbound.getInboundReplyTo(this.transport, originalMessageId, options);
  }

  async markInboundRead(before?: number, options?: CallOptions): Promise<void> {
    return inbound.markInboundRead(this.transport, before, options);
  }

  /** Returns how many copies were marked. */
  async markInboundMessageRead(messageId: string, options?: CallOptions): Promise<number> {
    return inbound.markInboundMessageRead(this.transport, messageId, options);
  }

  async cancelSms(messageId: string, options?: CallOptions): Promise<void> {
    return scheduled.cancelSms(this.transport, messageId, options);
  }

  /** Without `customString` everything scheduled is cancelled. Returns how many were. */
  async cancelAllSms(customString?: string, options?: CallOptions): Promise<number> {
    return scheduled.cancelAllSms(this.transport, customString, options);
  }

  async listTemplates(query?: TemplateQuery): Promise<Page<Template>> {
    return templates.listTemplates(this.transport, query);
  }

  async createTemplate(
    template: Omit<Template, 'templateId'>,
    options?: CallOptions,
  ): Promise<Template> {
    return templates.createTemplate(this.transport, template, options);
  }

  async getTemplate(templateId: number, options?: CallOptions): Promise<Template> {
    return templates.getTemplate(this.transport, templateId, options);
  }

  async updateTemplate(template: Template, options?: CallOptions): Promise<Template> {
    return templates.updateTemplate(this.transport, template, options);
  }

  async deleteTemplate(templateId: number, options?: CallOptions): Promise<void> {
    return templates.deleteTemplate(this.transport, templateId, options);
  }

  async listHistory(query?: HistoryQuery): Promise<Page<HistoryMessage>> {
    return history.listHistory(this.transport, query);
  }

  /** Makes a CSV and returns its short-lived download address. */
  async exportHistory(filename: string, query?: HistoryQuery): Promise<string> {
    return history.exportHistory(this.transport, filename, query);
  }

  /** Streams an export to `sink`, without our credentials. Returns the bytes written. */
  async downloadExport(
    url: string,
    sink: NodeJS.WritableStream,
    options?: DownloadOptions,
  ): Promise<number> {
    return download(this.transport, url, sink, options);
  }

  async getAccount(options?: CallOptions): Promise<Account> {
    return account.getAccount(this.transport, options);
  }

  /** Per-subaccount usage of one month; answers without leaking keys, so it tests credentials. */
  async getUsage(year: number, month: number, options?: CallOptions): Promise<readonly UsageRow[]> {
    return account.getUsage(this.transport, year, month, options);
  }

  async getSmsStatistics(options?: CallOptions): Promise<SmsStatistics> {
    return account.getSmsStatistics(this.transport, options);
  }

  async listSubaccounts(options?: PageOptions): Promise<Page<Subaccount>> {
    return account.listSubaccounts(this.transport, options);
  }

  async listContactLists(options?: PageOptions): Promise<Page<ContactList>> {
    return contacts.listContactLists(this.transport, options);
  }

  async listContacts(listId: number, options?: PageOptions): Promise<Page<Contact>> {
    return contacts.listContacts(this.transport, listId, options);
  }

  async listCountries(options?: CallOptions): Promise<readonly Country[]> {
    return account.listCountries(this.transport, options);
  }

  /** Dedicated numbers, own numbers and alpha tags together; all pages. */
  async listSenders(options?: CallOptions): Promise<readonly Sender[]> {
    return listSenders(this.transport, options);
  }

  async listInboundRules(options?: PageOptions): Promise<Page<InboundRule>> {
    return inboundRules.list(this.transport, options);
  }

  async createInboundRule(draft: InboundRuleDraft, options?: CallOptions): Promise<InboundRule> {
    return inboundRules.create(this.transport, draft, options);
  }

  async updateInboundRule(
    ruleId: number,
    draft: InboundRuleDraft,
    options?: CallOptions,
  ): Promise<InboundRule> {
    return inboundRules.update(this.transport, ruleId, draft, options);
  }

  async deleteInboundRule(ruleId: number, options?: CallOptions): Promise<void> {
    return inboundRules.remove(this.transport, ruleId, options);
  }

  async listReceiptRules(options?: PageOptions): Promise<Page<ReceiptRule>> {
    return receiptRules.list(this.transport, options);
  }

  async createReceiptRule(draft: ReceiptRuleDraft, options?: CallOptions): Promise<ReceiptRule> {
    return receiptRules.create(this.transport, draft, options);
  }

  async updateReceiptRule(
    ruleId: number,
    draft: ReceiptRuleDraft,
    options?: CallOptions,
  ): Promise<ReceiptRule> {
    return receiptRules.update(this.transport, ruleId, draft, options);
  }

  async deleteReceiptRule(ruleId: number, options?: CallOptions): Promise<void> {
    return receiptRules.remove(this.transport, ruleId, options);
  }

  /** Closes kept-alive connections; reads on their way fail as 'cancelled', changes run to their end. */
  dispose(): void {
    this.transport.dispose();
  }
}
