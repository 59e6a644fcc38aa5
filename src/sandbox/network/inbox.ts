import type { Clock } from '../clock';
import type { Ids } from '../ids';
import { inboundCopyOf, type Account, type InboundCopy, type Message } from '../store/account';
import type { MessageRow } from '../store/messageRow';
import { matchingInboundRules } from '../store/rules';
import type { Store } from '../store/store';
import { countryOf } from './countries';
import type { Postman } from '../pushes/postman';
import type { PushForm } from '../pushes/pushForms';
import { sharedNumberOf } from './sender';

export interface Reply {
  readonly from: string;
  /** Our number it goes to; that of the answered message when absent. */
  readonly to?: string | undefined;
  readonly body: string;
  /** The message it answers; else the last one to this number is. */
  readonly original?: Message | undefined;
  /** Out of nowhere, even when we have written to that number. */
  readonly isUnprompted?: boolean | undefined;
  /** Unix seconds. */
  readonly at?: number | undefined;
}

const formOf = (type: string): PushForm => (type === 'get' || type === 'json' ? type : 'post');

/** Receives messages as the recipients' phones would send them. */
export class Inbox {
  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly postman: Postman,
    private readonly autoReply: (account: Account, to: string, from: string, body: string) => void,
  ) {}

  /** Takes a message in: history, pull list, pushes and answers, as the account's rules say. */
  receive(account: Account, reply: Reply): InboundCopy {
    const original =
      reply.original ?? (reply.isUnprompted ? undefined : this.lastTo(account, reply));
    const country = countryOf(reply.from) ?? account.profile.country;
    const to = reply.to ?? original?.from ?? sharedNumberOf(country);
    const at = reply.at ?? this.clock.seconds();
    const row: MessageRow = {
      i: this.ids.random4(),
      to,
      f: reply.from,
      b: reply.body,
      o: 'received',
      k: 0,
      p: 1,
      c: 0,
      y: country,
      in: 1,
    };
    const answered = original === undefined ? {} : { re: original.seq };
    this.store.commit({ t: 'received', a: account.index, d: at, m: row, ...answered });
    const received = this.store.findMessage(row.i);
    if (!received) {
      throw new Error('The store took a message and has none');
    }
    const copy = inboundCopyOf(received, original);
    this.obey(account, copy);
    return copy;
  }

  private obey(account: Account, copy: InboundCopy): void {
    for (const rule of matchingInboundRules(account, copy.to, copy.body)) {
      const { action, action_address, webhook_type, inbound_rule_id } = rule;
      if (action === 'URL') {
        const form = formOf(webhook_type);
        this.postman.pushInbound(account, copy, action_address, form, inbound_rule_id);
      } else if (action === 'AUTO_REPLY' && rule.body !== '') {
        this.autoReply(account, copy.from, copy.to, rule.body);
      } else if (action === 'SMS' && action_address !== '') {
        this.autoReply(account, action_address, '', copy.body);
      }
    }
  }

  /** The last message we sent to that number, from the number it writes to if it says one. */
  private lastTo(account: Account, { from, to, at = Infinity }: Reply): Message | undefined {
    return account.timeline
      .all()
      .findLast(
        (message) =>
          !message.isInbound &&
          !message.isWaiting &&
          message.to === from &&
          message.date <= at &&
          (to === undefined || message.from === to),
      );
  }
}
