import type { ClockState } from '../clock';
import {
  Account,
  type AccountProfile,
  inboundCopyOf,
  type InboundCopy,
  Message,
  type Receipt,
  type Writable,
} from './account';
import { applyBelonging } from './belongings';
import type { Change, PushRow } from './change';
import type { Journal, OnSaved } from './journal';
import { type MessageRow } from './messageRow';
import { isOptOutMatched, matchingInboundRules, matchingReceiptRules } from './rules';
import { outcomeNamed } from '../network/outcome';

/**
 * The sandbox's whole state. It is read freely and changed only by `commit`. Whoever tells the
 * outside of a change waits for `afterSave` first.
 */
export class Store {
  private readonly byUsername = new Map<string, Account>();
  private byIndex: Account[] = [];
  private messages: Message[] = [];
  private readonly byId = new Map<string, Message>();
  /** The clock as the journal last told, for whoever restores it. */
  clock: ClockState | undefined = undefined;

  /** Pushes that were neither delivered nor given up, by id, with how often they were tried. */
  readonly pushes = new Map<number, { readonly row: PushRow; readonly tried: number }>();
  lastPushId = 0;

  constructor(private journal: Journal) {}

  commit(change: Change): void {
    this.journal.append(JSON.stringify(change));
    this.apply(change);
  }

  /** Applies without writing: for a change that came from the journal. */
  apply(change: Change): void {
    switch (change.t) {
      case 'sent': {
        const account = this.account(change.a);
        for (const row of change.m) {
          account.balance -= row.c;
          this.addMessage(account, change.d, row);
        }
        return;
      }
      case 'moved':
        for (const [seq, step, at] of change.m) {
          this.move(this.message(seq), step, at);
        }
        return;
      case 'turned':
        for (const seq of change.n) {
          this.turn(this.message(seq), change.o, change.k);
        }
        return;
      case 'account':
        this.addAccount(change.profile, change.balance);
        return;
      case 'balance':
        this.account(change.a).balance = change.balance;
        return;
      case 'clock':
        this.clock = change.state;
        return;
      case 'push':
        this.lastPushId = change.p.id;
        this.pushes.set(change.p.id, { row: change.p, tried: 0 });
        return;
      case 'pushTried': {
        const push = this.pushes.get(change.i);
        if (push) {
          this.pushes.set(change.i, { row: push.row, tried: change.n });
        }
        return;
      }
      case 'pushOver':
        this.pushes.delete(change.i);
        return;
      case 'received':
      case 'testInbound':
      case 'testReceipt':
        this.receive(this.account(change.a), change);
        return;
      case 'read':
      case 'readOne':
        this.markRead(this.account(change.a), change);
        return;
      case 'put':
      case 'drop':
      case 'contacts':
      case 'dropContact':
      case 'optOut':
        applyBelonging(this.account(change.a), change);
    }
  }

  /** Calls back when all changes so far are written, or with why they could not be. */
  afterSave(done: OnSaved): void {
    this.journal.afterSave(done);
  }

  /** Writes all changes so far. Throws when they cannot be. */
  saveNow(): void {
    this.journal.flush();
  }

  /** From now on changes go there, after those so far came from there. */
  writeTo(journal: Journal): void {
    this.journal = journal;
  }

  reset(): void {
    this.journal.restart();
    this.byUsername.clear();
    this.byId.clear();
    this.byIndex = [];
    this.messages = [];
    this.pushes.clear();
    this.clock = undefined;
  }

  close(): void {
    this.journal.close();
  }

  get accounts(): readonly Account[] {
    return this.byIndex;
  }

  get messageCount(): number {
    return this.messages.length;
  }

  findAccount(username: string): Account | undefined {
    return this.byUsername.get(username);
  }

  findMessage(id: string): Message | undefined {
    return this.byId.get(id) ?? this.byId.get(id.toUpperCase());
  }

  messageAt(seq: number): Message | undefined {
    return this.messages[seq];
  }

  /** Messages from a sequence number on, in the order they came. */
  messagesFrom(seq: number): readonly Message[] {
    return seq <= 0 ? this.messages : this.messages.slice(seq);
  }

  private account(index: number): Writable<Account> {
    const account = this.byIndex[index];
    if (!account) {
      throw new Error(`The log names account ${index}, which it never made`);
    }
    return account as Writable<Account>;
  }

  private message(seq: number): Writable<Message> {
    const message = this.messages[seq];
    if (!message) {
      throw new Error(`The log names message ${seq}, which it never made`);
    }
    return message;
  }

  private addAccount(profile: AccountProfile, balance: number): void {
    const account = new Account(this.byIndex.length, profile, balance);
    this.byIndex.push(account);
    this.byUsername.set(profile.username, account);
  }

  private addMessage(account: Account, date: number, row: MessageRow): Message {
    const message = new Message(this.messages.length, account, date, row);
    this.messages.push(message);
    this.byId.set(message.id, message);
    account.timeline.add(message);
    return message;
  }

  private move(message: Writable<Message>, position: number, at: number): void {
    message.position = position;
    const { step } = message;
    if (!step.receipt) {
      return;
    }
    const account = this.account(message.account.index);
    const receipt: Receipt = { message, messageId: message.id, step, at };
    const rules = matchingReceiptRules(account, step, 'POLL');
    if (rules.length > 0) {
      message.receipt = receipt;
      account.receipts.push(...rules.map(() => receipt));
    }
  }

  private turn(message: Writable<Message>, outcome: string, position: number): void {
    // Nothing was sent, so nothing is paid. ClickSend does not say so; it is a decision.
    if (outcome === 'cancelled' && message.isWaiting) {
      this.account(message.account.index).balance += message.price;
    }
    message.outcome = outcomeNamed(outcome);
    message.position = position;
  }

  private receive(
    account: Writable<Account>,
    change: Extract<Change, { t: 'received' | 'testInbound' | 'testReceipt' }>,
  ): void {
    if (change.t === 'testReceipt') {
      const step = outcomeNamed('delivered').steps[2];
      if (!step) {
        return;
      }
      const receipt = { message: undefined, messageId: change.i, step, at: change.d };
      account.receipts.push(receipt);
      account.testReceipts.set(change.i, receipt);
    } else if (change.t === 'testInbound') {
      const { i, d, from, to, b, ob, oi, u } = change;
      this.addInbound(account, 1, {
        messageId: i,
        originalId: oi,
        originalBody: ob,
        from,
        to,
        body: b,
        customString: u,
        at: d,
      });
    } else {
      const message = this.addMessage(account, change.d, change.m);
      const original = change.re === undefined ? undefined : this.message(change.re);
      const rules = matchingInboundRules(account, message.to, message.body);
      const copies = rules.filter(({ action }) => action === 'POLL').length;
      this.addInbound(account, copies, inboundCopyOf(message, original));
      if (isOptOutMatched(message.body)) {
        account.optedOut.add(message.from);
      }
    }
  }

  private addInbound(account: Writable<Account>, copies: number, copy: InboundCopy): void {
    for (let i = 0; i < copies; i++) {
      account.inbound.push(copy);
    }
    const { originalId } = copy;
    if (copies > 0 && originalId !== '' && !account.repliesByOriginal.has(originalId)) {
      account.repliesByOriginal.set(originalId, copy);
    }
  }

  private markRead(
    account: Writable<Account>,
    change: Extract<Change, { t: 'read' | 'readOne' }>,
  ): void {
    if (change.t === 'readOne') {
      account.inbound = account.inbound.filter(({ messageId }) => messageId !== change.i);
      return;
    }
    const { before = Infinity, p } = change;
    if (p === 'receipts') {
      account.receipts = account.receipts.filter(({ at }) => at >= before);
    } else {
      account.inbound = account.inbound.filter(({ at }) => at >= before);
    }
  }
}
