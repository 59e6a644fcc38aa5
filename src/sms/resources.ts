/**
 * What ClickSend's resources look like once decoded. Times are Unix seconds, prices are numbers in
 * the account's currency, absent and null fields are `undefined`. Strings that ClickSend documents
 * as a closed set stay open here, because the live API has added values before.
 */

/** A value of a documented set, or one the vendor adds later. */
export type Open<Known extends string> = Known | (string & {});

/** One page of a list endpoint. `page` starts at 1; `lastPage` is 0 for an empty list. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
  readonly lastPage: number;
}

export interface Currency {
  /** ISO 4217, for example "AUD". */
  readonly code: string;
  /** Major unit sign, for example "$". */
  readonly prefix: string;
  readonly name: string;
}

/** One entry of `messages[]` in a send or price request. `to` or `listId` is needed. */
export interface OutgoingMessage {
  readonly body: string;
  /** E.164. */
  readonly to?: string | undefined;
  readonly listId?: number | undefined;
  readonly from?: string | undefined;
  /** Unix seconds; absent means now. */
  readonly schedule?: number | undefined;
  readonly customString?: string | undefined;
  /** ISO 3166-1 alpha-2, to normalise a local number. */
  readonly country?: string | undefined;
  readonly fromEmail?: string | undefined;
  readonly source?: string | undefined;
}

export interface SendRequest {
  /** 1 to 1000 messages. */
  readonly messages: readonly OutgoingMessage[];
  readonly shortenUrls?: boolean;
}

/**
 * What became of one message of a send or price request. HTTP 200 does not mean sent: only
 * `accepted` (status SUCCESS) was queued. `rejected` was certainly not, by a status known to refuse;
 * `blocked` is so too, with a price of 0 and a carrier or country (for example
 * COUNTRY_NOT_ENABLED). Any other status is `unknown`: the message may have been sent.
 */
export interface MessageResult {
  readonly outcome: 'accepted' | 'blocked' | 'rejected' | 'unknown';
  /** SUCCESS, or the vendor's application code, verbatim. */
  readonly status: string;
  readonly to: string;
  readonly body: string;
  /** The sender really used; may differ from the one asked for. */
  readonly from: string;
  /** Upper-case UUID; given even to rejected messages. */
  readonly messageId: string;
  readonly parts: number | undefined;
  readonly price: number | undefined;
  readonly customString: string;
  readonly country: string | undefined;
  readonly carrier: string | undefined;
  readonly schedule: number | undefined;
}

/** The answer to `/v3/sms/send` and `/v3/sms/price`. Order of `messages` is not promised. */
export interface SendResult {
  readonly totalPrice: number;
  readonly totalCount: number;
  readonly queuedCount: number;
  readonly blockedCount: number;
  readonly messages: readonly MessageResult[];
  readonly currency: Currency | undefined;
}

export type HistoryStatus = Open<
  | 'Queued'
  | 'Completed'
  | 'Scheduled'
  | 'WaitApproval'
  | 'Failed'
  | 'Cancelled'
  | 'CancelledAfterReview'
  | 'Received'
  | 'Sent'
>;

/** A row of SMS history. `raw` is the answer as it came, for a reader who wants all of it. */
export interface HistoryMessage {
  readonly messageId: string;
  readonly direction: 'in' | 'out';
  readonly date: number | undefined;
  readonly to: string;
  readonly from: string;
  readonly body: string;
  readonly status: HistoryStatus;
  readonly statusCode: string | undefined;
  readonly statusText: string | undefined;
  readonly errorCode: string | undefined;
  readonly errorText: string | undefined;
  readonly schedule: number | undefined;
  readonly parts: number | undefined;
  readonly price: number | undefined;
  readonly customString: string | undefined;
  readonly listId: number | undefined;
  readonly subaccountId: number | undefined;
  readonly userId: number | undefined;
  readonly country: string | undefined;
  readonly carrier: string | undefined;
  readonly firstName: string | undefined;
  readonly lastName: string | undefined;
  readonly fromEmail: string | undefined;
  readonly apiUsername: string | undefined;
  readonly raw: unknown;
}

export interface DeliveryReceipt {
  readonly messageId: string;
  /** When the SMS was sent. */
  readonly sentAt: number | undefined;
  /** When the receipt came. */
  readonly receivedAt: number | undefined;
  /** "200", "201", "300", "301", "302", or one the vendor adds. */
  readonly statusCode: string;
  readonly statusText: string;
  readonly errorCode: string | undefined;
  readonly errorText: string | undefined;
  readonly customString: string | undefined;
  readonly messageType: string;
  readonly subaccountId: number | undefined;
  readonly raw: unknown;
}

export interface InboundMessage {
  /** Id of the reply itself. */
  readonly messageId: string;
  /** Id of our message that was replied to; absent for one out of nowhere. */
  readonly originalMessageId: string | undefined;
  readonly originalBody: string | undefined;
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly timestamp: number | undefined;
  readonly customString: string | undefined;
  readonly keyword: string | undefined;
  readonly raw: unknown;
}

export interface Template {
  readonly templateId: number;
  readonly name: string;
  readonly body: string;
}

export interface Account {
  readonly userId: number;
  readonly username: string;
  readonly email: string | undefined;
  readonly balance: number | undefined;
  /** ISO 3166-1 alpha-2 of the account, used as the default for local numbers. */
  readonly country: string | undefined;
  readonly defaultCountrySms: string | undefined;
  readonly timezone: string | undefined;
  readonly currency: Currency | undefined;
  /** Longest message the account may send, in parts; a longer body is cut. */
  readonly maxParts: number | undefined;
  /** The account's `setting_unicode_sms`, verbatim. */
  readonly unicodeSetting: string | undefined;
  readonly onTrial: boolean | undefined;
}

export interface UsageRow {
  readonly channel: string;
  readonly subaccountId: number | undefined;
  readonly username: string;
  readonly count: number;
  readonly price: number;
}

export interface Subaccount {
  readonly subaccountId: number;
  readonly username: string;
  readonly email: string | undefined;
  readonly firstName: string | undefined;
  readonly lastName: string | undefined;
}

export interface ContactList {
  readonly listId: number;
  readonly name: string;
  readonly contactCount: number;
}

export interface Contact {
  readonly contactId: number;
  readonly listId: number;
  readonly phoneNumber: string;
  readonly firstName: string | undefined;
  readonly lastName: string | undefined;
  /** `custom_1` to `custom_4`, in order; "" where absent. */
  readonly custom: readonly [string, string, string, string];
  readonly email: string | undefined;
}

/** Something the account may send from. */
export interface Sender {
  readonly kind: 'dedicatedNumber' | 'ownNumber' | 'alphaTag';
  /** What goes into `from`. */
  readonly senderId: string;
  readonly label: string | undefined;
  readonly country: string | undefined;
  /** "APPROVED", "PENDING", "REJECTED", or the vendor's own word. */
  readonly status: string | undefined;
}

export interface SmsStatistics {
  readonly outboundCount: number;
  readonly outboundPrice: number;
  readonly inboundCount: number;
  readonly bouncedCount: number;
}

export interface Country {
  /** ISO 3166-1 alpha-2. */
  readonly code: string;
  readonly name: string;
}

export type RuleAction = Open<
  | 'AUTO_REPLY'
  | 'EMAIL_USER'
  | 'EMAIL_FIXED'
  | 'URL'
  | 'SMS'
  | 'POLL'
  | 'GROUP_SMS'
  | 'MOVE_CONTACT'
  | 'CREATE_CONTACT'
  | 'SMPP'
  | 'NONE'
>;

export type WebhookType = 'post' | 'get' | 'json';

/** An inbound automation rule. */
export interface InboundRule {
  readonly ruleId: number;
  readonly name: string;
  /** "*" means all numbers. */
  readonly dedicatedNumber: string;
  /** 0 any, 1 starts with, 2 contains, 3 does not contain. */
  readonly searchType: number;
  readonly searchTerm: string;
  readonly action: RuleAction;
  readonly actionAddress: string;
  readonly webhookType: Open<WebhookType> | undefined;
  readonly enabled: boolean;
  readonly raw: unknown;
}

/** A delivery receipt automation rule. */
export interface ReceiptRule {
  readonly ruleId: number;
  readonly name: string;
  /** 0 all, 1 failed, 2 successful. */
  readonly matchType: number;
  readonly action: RuleAction;
  readonly actionAddress: string;
  readonly enabled: boolean;
  readonly raw: unknown;
}

/** Filters that `/v3/sms/history` documents for `q`. */
export interface HistoryFilter {
  readonly status?: HistoryStatus;
  readonly to?: string;
  readonly from?: string;
  readonly subaccountId?: number;
  readonly messageId?: string;
  /** Unix seconds, inclusive. */
  readonly dateFrom?: number;
  readonly dateTo?: number;
}
