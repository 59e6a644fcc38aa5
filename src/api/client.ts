import { makeTransport } from './http/transport';
import type { ClientOptions } from './options';
import { accountCalls } from './resources/account';
import { contactCalls, contactListCalls } from './resources/contacts';
import { historyCalls } from './resources/history';
import { inboundCalls } from './resources/inbound';
import { messageCalls } from './resources/messages';
import { receiptCalls } from './resources/receipts';
import { inboundRuleCalls, receiptRuleCalls } from './resources/rules';
import { senderCalls } from './resources/senders';
import { templateCalls } from './resources/templates';

export type { ClientOptions, HistoryQuery, RequestLine, TemplateQuery } from './options';

/**
 * ClickSend's REST v3 API. Every call throws `ClickSendError`; every call takes an `AbortSignal`.
 * Reads are retried where that is safe; a send never is, nor any other change: when one may have
 * reached the server and no clear answer came, the reason is 'outcomeUnknown'.
 * Throws `ClickSendError` 'insecureUrl' for a base URL that credentials must not go to.
 */
export function makeClient(options: ClientOptions) {
  const transport = makeTransport(options);
  return {
    account: accountCalls(transport),
    contactLists: contactListCalls(transport),
    contacts: contactCalls(transport),
    history: historyCalls(transport),
    inbound: inboundCalls(transport),
    inboundRules: inboundRuleCalls(transport),
    messages: messageCalls(transport),
    receipts: receiptCalls(transport),
    receiptRules: receiptRuleCalls(transport),
    senders: senderCalls(transport),
    templates: templateCalls(transport),
    /** Closes kept-alive connections; reads on their way fail as 'cancelled', changes run to their end. */
    dispose: () => {
      transport.dispose();
    },
  };
}

export type ClickSendClient = ReturnType<typeof makeClient>;

type Groups = Omit<ClickSendClient, 'dispose'>;

/** A call by its path in the client: 'history.list'. */
export type CallName = {
  [Group in keyof Groups]: `${Group}.${keyof Groups[Group] & string}`;
}[keyof Groups];

/** The part of the client with these calls alone, which is all that a caller or its fake knows of. */
export type ClientSlice<Name extends CallName> = {
  [Group in keyof Pick<Groups, GroupOf<Name>>]: Pick<Groups[Group], CallOf<Name, Group>>;
};

type GroupOf<Name> = Name extends `${infer Group extends keyof Groups}.${string}` ? Group : never;
type CallOf<Name, Group extends keyof Groups> = Name extends `${Group}.${infer Call}`
  ? Extract<keyof Groups[Group], Call>
  : never;
