import type { OutgoingMessage, SendResult } from './resources';

/**
 * What a person is about to send: one or more bodies, each to every recipient. Whatever is absent
 * is asked for. Anything that starts a send (a selection, a template, a reply, a `.sms` document)
 * makes one of these, so that all go through the same steps and the same confirmation.
 */
export interface MessageDraft {
  /** Empty: the text is asked for. */
  readonly bodies: readonly string[];
  /** The body is a template: what goes in place of its placeholders is asked for. */
  readonly hasBlanks?: boolean;
  /** E.164. */
  readonly to?: readonly string[];
  readonly listId?: number;
  readonly listName?: string;
  /** Sender ID; "" is the account's default. */
  readonly from?: string;
  /** Unix seconds; 0 is now. */
  readonly schedule?: number;
  /** IANA zone the time was written in. */
  readonly timeZone?: string;
  readonly customString?: string;
  readonly fromEmail?: string;
  readonly shortenUrls?: boolean;
  /** What the confirmation says first, for example that another message is cancelled. */
  readonly notice?: string;
  /** Runs once, after the confirmation and just before the request; a throw stops the send. */
  readonly beforeSend?: () => Promise<void>;
}

/** A send that was answered: what was asked, by which account, and what became of each message. */
export interface SendReport {
  readonly id: string;
  readonly accountId: string;
  readonly accountLabel: string;
  /** Unix seconds. */
  readonly sentAt: number;
  readonly messages: readonly OutgoingMessage[];
  readonly result: SendResult;
}
