import type { Money } from '../network/prices';
import type { InboundCopy, Receipt } from './message';
import { Timeline } from './timeline';

export type AccountState = 'ok' | 'notActive' | 'banned';

export interface AccountProfile {
  readonly username: string;
  readonly userId: number;
  readonly subaccountId: number;
  readonly apiKey: string;
  readonly country: string;
  readonly state: AccountState;
  readonly createdAt: number;
}

export interface Template {
  readonly template_id: number;
  readonly template_name: string;
  readonly body: string;
}

export interface InboundRule {
  readonly inbound_rule_id: number;
  readonly dedicated_number: string;
  readonly rule_name: string;
  readonly message_search_type: number;
  readonly message_search_term: string;
  readonly action: string;
  readonly action_address: string;
  readonly body: string;
  readonly enabled: number;
  readonly webhook_type: string;
}

export interface ReceiptRule {
  readonly receipt_rule_id: number;
  readonly rule_name: string;
  readonly match_type: number;
  readonly action: string;
  readonly action_address: string;
  readonly enabled: number;
}

export interface ContactList {
  readonly list_id: number;
  readonly list_name: string;
  readonly list_email_id: string;
}

export const contactTexts = [
  'phone_number',
  'first_name',
  'last_name',
  'custom_1',
  'custom_2',
  'custom_3',
  'custom_4',
  'fax_number',
  'organization_name',
  'email',
  'address_line_1',
  'address_line_2',
  'address_city',
  'address_state',
  'address_postal_code',
  'address_country',
] as const;

export type Contact = Readonly<Record<(typeof contactTexts)[number], string | null>> & {
  readonly contact_id: number;
  readonly list_id: number;
  readonly date_added: number;
  readonly date_updated: number;
};

export interface DedicatedNumber {
  readonly dedicated_number: string;
  readonly country: string;
  readonly notes: string;
}

export interface OwnNumber {
  readonly id: string;
  readonly phone_number: string;
  readonly country: string;
  readonly label: string;
  readonly status: string;
  readonly createdAt: number;
}

export interface AlphaTag {
  readonly id: string;
  readonly alpha_tag: string;
  readonly status: string;
  readonly reason: string;
  readonly countries: readonly string[];
  readonly createdAt: number;
}

/** What an account keeps by id, besides its messages. The key is the kind's name in the log. */
export interface Belongings {
  template: Template;
  inboundRule: InboundRule;
  receiptRule: ReceiptRule;
  list: ContactList;
  number: DedicatedNumber;
  ownNumber: OwnNumber;
  alphaTag: AlphaTag;
}

type Shelves = { readonly [Kind in keyof Belongings]: Map<string, Belongings[Kind]> };

export class Account {
  balance: Money;
  readonly timeline = new Timeline();
  /** Unread only: reading is what takes something out of a pull list. */
  receipts: Receipt[] = [];
  inbound: InboundCopy[] = [];
  /** Read or not, by the id of the message that was answered; the first reply stays. */
  readonly repliesByOriginal = new Map<string, InboundCopy>();
  readonly testReceipts = new Map<string, Receipt>();
  /** Highest number ever given out, by kind: numbers are not used again. */
  readonly lastIds = new Map<string, number>();
  /** By list. */
  readonly contacts = new Map<number, Map<number, Contact>>();
  readonly optedOut = new Set<string>();
  readonly shelves: Shelves = {
    template: new Map(),
    inboundRule: new Map(),
    receiptRule: new Map(),
    list: new Map(),
    number: new Map(),
    ownNumber: new Map(),
    alphaTag: new Map(),
  };

  constructor(
    readonly index: number,
    readonly profile: AccountProfile,
    balance: Money,
  ) {
    this.balance = balance;
  }

  all<Kind extends keyof Belongings>(kind: Kind): readonly Belongings[Kind][] {
    return [...this.shelves[kind].values()];
  }
}
