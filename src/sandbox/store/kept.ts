// What an account keeps besides its messages, as the log and the API spell it.
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

/** The key is the kind's name in the log. */
export interface Belongings {
  template: Template;
  inboundRule: InboundRule;
  receiptRule: ReceiptRule;
  list: ContactList;
  number: DedicatedNumber;
  ownNumber: OwnNumber;
  alphaTag: AlphaTag;
}
