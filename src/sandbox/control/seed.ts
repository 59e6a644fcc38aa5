import { measure } from '../../sms/parts';
import { countryOf } from '../network/countries';
import { outcomeNamed } from '../network/outcome';
import { priceOf } from '../network/prices';
import { makeContact } from '../routes/contacts';
import { nextListId } from '../routes/lists';
import type { Account } from '../store/account';
import type { Belongings, Contact } from '../store/kept';
import { nextId } from '../store/belongings';
import type { MessageRow } from '../store/messageRow';
import type { World } from '../world';
import {
  demoContacts,
  demoHistory,
  demoReplies,
  demoScheduled,
  demoTemplates,
  type DemoMessage,
} from './demo';

const hour = 3600;

const mainNumber = '+61480011223';

function rowOf(world: World, message: DemoMessage, rest: Partial<MessageRow>): MessageRow {
  const { to, body, outcome, customString } = message;
  const country = countryOf(to) ?? 'AU';
  const parts = outcome === 'test' ? 0 : measure(body).parts;
  return {
    i: world.ids.timeOrdered(),
    to,
    f: mainNumber,
    b: body,
    o: outcome,
    k: 0,
    p: parts,
    c: priceOf(country, parts),
    y: country,
    ...(customString === undefined ? {} : { u: customString }),
    ...rest,
  };
}

/** A list with contacts. Returns its id. */
export function seedList(
  world: World,
  account: Account,
  name: string,
  contacts: readonly Partial<Contact>[],
): number {
  const { store, ids, clock } = world;
  const list_id = nextListId(world);
  const list = { list_id, list_name: name, list_email_id: ids.word(16) };
  store.commit({ t: 'put', a: account.index, kind: 'list', id: String(list_id), v: list });
  const first = makeContact(account, list_id, {}, 0).contact_id;
  const now = clock.seconds();
  const v = contacts.map((contact, index) => ({
    ...makeContact(account, list_id, contact, now),
    contact_id: first + index,
  }));
  for (let start = 0; start < v.length; start += 1000) {
    store.commit({ t: 'contacts', a: account.index, v: v.slice(start, start + 1000) });
  }
  return list_id;
}

function seedBelongings({ store, ids }: World, account: Account, now: number): void {
  const put = <Kind extends keyof Belongings>(
    kind: Kind,
    id: string | number,
    v: Belongings[Kind],
  ): void => {
    store.commit({ t: 'put', a: account.index, kind, id: String(id), v });
  };
  for (const template of demoTemplates) {
    const template_id = nextId(account, 'template', 589_242);
    put('template', template_id, { template_id, ...template });
  }
  put('number', mainNumber, { dedicated_number: mainNumber, country: 'AU', notes: 'Main line' });
  const own = ids.random4().toLowerCase();
  put('ownNumber', own, {
    id: own,
    phone_number: '+61412345678',
    country: 'AU',
    label: 'My phone',
    status: 'APPROVED',
    createdAt: now - 90 * 24 * hour,
  });
  for (const [alpha_tag, status] of [
    ['MyBrand', 'APPROVED'],
    ['AcmePromo', 'PENDING'],
  ] as const) {
    const id = ids.random4().toLowerCase();
    const countries = ['AU', 'GB', 'NZ'];
    put('alphaTag', id, {
      ...{ id, alpha_tag, status, countries },
      reason: 'Business name',
      createdAt: now - 60 * 24 * hour,
    });
  }
  const poll = { rule_name: 'Keep for polling', action: 'POLL', action_address: '', enabled: 1 };
  put('receiptRule', 5, { receipt_rule_id: 5, match_type: 0, ...poll });
  put('inboundRule', 10, {
    ...{ inbound_rule_id: 10, dedicated_number: '*', ...poll },
    ...{ message_search_type: 0, message_search_term: '', body: '', webhook_type: 'post' },
  });
}

function seedMessages(world: World, account: Account, now: number): void {
  const { store, inbox, journeys } = world;
  const add = (d: number, row: MessageRow): number => {
    store.commit({ t: 'sent', a: account.index, d, m: [row] });
    return store.messageCount - 1;
  };
  for (const message of demoHistory) {
    const d = now - Math.round(message.hoursAgo * hour);
    const seq = add(d, rowOf(world, message, {}));
    const later = outcomeNamed(message.outcome).steps.slice(1);
    const m = later.map((_, i): [number, number, number] => [seq, i + 1, d + 1 + 2 * i]);
    if (m.length > 0) {
      store.commit({ t: 'moved', m });
    }
  }
  for (const { hoursAgo, ...reply } of demoReplies) {
    inbox.receive(account, { ...reply, to: mainNumber, at: now - Math.round(hoursAgo * hour) });
  }
  for (const message of demoScheduled) {
    const s = now - Math.round(message.hoursAgo * hour);
    const scheduled = store.messageAt(add(now, rowOf(world, message, { s, k: -1 })));
    if (scheduled) {
      journeys.follow(scheduled, now * 1000);
    }
  }
}

/** What a first look should find: something in every view, all of it on numbers nobody has. */
export function seedDemo(world: World, account: Account): void {
  const now = world.clock.seconds();
  seedBelongings(world, account, now);
  for (const [name, contacts] of Object.entries(demoContacts)) {
    seedList(world, account, name, contacts);
  }
  seedMessages(world, account, now);
}

const texts = [
  'Your order has been shipped and arrives tomorrow.',
  'Reminder: your appointment is tomorrow at 10:30. Reply YES to confirm.',
  'Your verification code is 482913. It expires in 10 minutes.',
  'Grazie per il tuo ordine! Arriverà domani.',
];

/** So many past messages, spread evenly over so many days; one in twenty failed. */
export function seedHistory(world: World, account: Account, count: number, days: number): void {
  const { store, ids } = world;
  const now = world.clock.seconds();
  const span = days * 24 * hour;
  const rowAt = (index: number): MessageRow => ({
    i: ids.timeOrdered(),
    to: `+614${String(index % 100_000_000).padStart(8, '0')}`,
    f: mainNumber,
    b: `${texts[index % texts.length] ?? ''} #${index}`,
    o: index % 20 === 7 ? 'failed-12' : 'delivered',
    k: 2,
    p: 1,
    c: 0,
    y: 'AU',
    d: now - span + Math.floor((index * span) / count),
  });
  for (let start = 0; start < count; start += 1000) {
    const size = Math.min(1000, count - start);
    const m = Array.from({ length: size }, (_, i) => rowAt(start + i));
    store.commit({ t: 'sent', a: account.index, d: now, m });
    // Not to hold all of a million messages as text before the first is written.
    store.saveNow();
  }
}
