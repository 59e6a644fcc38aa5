import * as v from 'valibot';
import { toE164 } from '../network/countries';
import { outcomeNames } from '../network/outcome';
import { moneyPerUnit, priceNumber } from '../network/prices';
import { historyRow } from '../routes/history';
import type { Account, Message } from '../store/account';
import type { World } from '../world';
import { seedDemo, seedHistory, seedList } from './seed';

/** A control request that makes no sense: 400 with this sentence, or 404. */
export class ControlFailure extends Error {
  constructor(
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}

export function parse<Schema extends v.GenericSchema>(
  schema: Schema,
  body: unknown,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, body ?? {});
  if (result.success) {
    return result.output;
  }
  const [issue] = result.issues;
  throw new ControlFailure(`${v.getDotPath(issue) ?? 'body'}: ${issue.message}`);
}

const moment = v.union([
  v.pipe(v.number(), v.minValue(0)),
  v.pipe(
    v.string(),
    v.isoTimestamp(),
    v.transform((text) => Date.parse(text) / 1000),
  ),
]);

const clockDraft = v.strictObject({
  frozen: v.optional(v.boolean()),
  now: v.optional(moment),
  advance: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(10 * 366 * 86_400))),
});

const seedDraft = v.strictObject({
  username: v.optional(v.string()),
  kind: v.picklist(['demo', 'history', 'list']),
  count: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2_000_000))),
  days: v.optional(v.pipe(v.number(), v.minValue(0))),
  name: v.optional(v.string()),
  contacts: v.optional(v.array(v.record(v.string(), v.union([v.string(), v.null()])))),
});

const replyDraft = v.strictObject({
  username: v.optional(v.string()),
  message_id: v.optional(v.string()),
  from: v.optional(v.string()),
  to: v.optional(v.string()),
  body: v.string(),
  unprompted: v.optional(v.boolean()),
});

const deliverDraft = v.strictObject({
  message_id: v.string(),
  outcome: v.picklist(outcomeNames),
});

const accountDraft = v.strictObject({
  username: v.pipe(v.string(), v.nonEmpty()),
  balance: v.optional(v.pipe(v.number(), v.minValue(0))),
});

export const resetDraft = v.strictObject({ seed: v.optional(v.picklist(['none', 'demo'])) });

export function clockData({ clock }: World) {
  const { frozenAt } = clock.state;
  const now = clock.now();
  return { now: now / 1000, iso: new Date(now).toISOString(), frozen: frozenAt !== undefined };
}

export function changeClock(world: World, body: unknown) {
  const { clock, store } = world;
  const { frozen, now, advance } = parse(clockDraft, body);
  if (frozen === true) {
    clock.freeze();
  }
  if (now !== undefined) {
    clock.set(now * 1000);
  }
  if (advance !== undefined) {
    clock.advance(advance * 1000);
  }
  if (frozen === false) {
    clock.resume();
  }
  store.commit({ t: 'clock', state: clock.state });
  return clockData(world);
}

export function accountData(account: Account) {
  const { profile, balance, timeline, receipts, inbound } = account;
  return {
    username: profile.username,
    balance: priceNumber(balance),
    state: profile.state,
    messages: timeline.all().length,
    unread_receipts: receipts.length,
    unread_inbound: inbound.length,
    opted_out: [...account.optedOut],
  };
}

/** The account named, else the one that has sent last, else the first. */
function accountFor(world: World, username: string | undefined): Account {
  const { store, accounts } = world;
  if (username !== undefined && username !== '') {
    return accounts.open(username);
  }
  const last = store.messageAt(store.messageCount - 1);
  const account = last?.account ?? store.accounts[0];
  if (!account) {
    throw new ControlFailure('There is no account yet: name one with "username".');
  }
  return account;
}

function findMessage({ store }: World, id: string): Message {
  const message = store.findMessage(id);
  if (!message) {
    throw new ControlFailure(`No message has the id ${id}.`, 404);
  }
  return message;
}

export function reply(world: World, body: unknown) {
  const { username, message_id, from, to, body: text, unprompted } = parse(replyDraft, body);
  const original = message_id === undefined ? undefined : findMessage(world, message_id);
  const account = original?.account ?? accountFor(world, username);
  const sender = from === undefined ? original?.to : toE164(from, account.profile.country);
  if (sender === undefined) {
    throw new ControlFailure('Say who replies: "message_id", or "from" as a phone number.');
  }
  const copy = world.inbox.receive(account, {
    from: sender,
    to,
    body: text,
    original,
    isUnprompted: unprompted,
  });
  return {
    message_id: copy.messageId,
    original_message_id: copy.originalId,
    from: copy.from,
    to: copy.to,
    pull_copies: account.inbound.filter(({ messageId }) => messageId === copy.messageId).length,
  };
}

/** What was accepted for sending, oldest first, with a number to go on from. */
export function arrived({ store }: World, query: URLSearchParams) {
  const after = Number(query.get('after') ?? '-1');
  const limit = Math.min(Math.max(Number(query.get('limit') ?? '100') || 100, 1), 1_000_000);
  const username = query.get('username');
  const to = query.get('to');
  const customString = query.get('custom_string');
  const contains = query.get('contains')?.toLowerCase();
  const found = store
    .messagesFrom(after + 1)
    .filter(
      (message) =>
        !message.isInbound &&
        (username === null || message.account.profile.username === username) &&
        (to === null || message.to === to) &&
        (customString === null || message.customString === customString) &&
        (contains === undefined || message.body.toLowerCase().includes(contains)),
    );
  return {
    total: found.length,
    last: store.messageCount - 1,
    messages: found
      .slice(0, limit)
      .map((message) => ({ seq: message.seq, ...historyRow(message) })),
  };
}

export function seed(world: World, body: unknown) {
  const { username, kind, count, days, name, contacts } = parse(seedDraft, body);
  const account = accountFor(world, username);
  if (kind === 'demo') {
    seedDemo(world, account);
  } else if (kind === 'history') {
    seedHistory(world, account, count ?? 1000, days ?? 30);
  } else {
    const made = Array.from({ length: count ?? 0 }, (_, i) => ({
      phone_number: `+614${String(i % 100_000_000).padStart(8, '0')}`,
      first_name: `Contact ${i + 1}`,
    }));
    const list_id = seedList(world, account, name ?? 'Seeded', contacts ?? made);
    return { list_id, ...accountData(account) };
  }
  return accountData(account);
}

export function deliver(world: World, body: unknown) {
  const { message_id, outcome } = parse(deliverDraft, body);
  const message = findMessage(world, message_id);
  if (message.isInbound) {
    throw new ControlFailure('That message was received, not sent.');
  }
  world.journeys.force(message, outcome);
  return historyRow(message);
}

export function changeAccount({ accounts, store }: World, body: unknown) {
  const { username, balance } = parse(accountDraft, body);
  const account = accounts.open(username);
  if (balance !== undefined) {
    const money = Math.round(balance * moneyPerUnit);
    store.commit({ t: 'balance', a: account.index, balance: money });
  }
  return accountData(account);
}
