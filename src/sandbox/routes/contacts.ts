import * as v from 'valibot';
import { badRequest, notFound, ok } from '../http/envelope';
import type { Route } from '../http/call';
import { pageOf, readWindow, sliceOf } from '../http/paging';
import { parseBody } from '../http/parseBody';
import { toE164 } from '../network/countries';
import { type Account } from '../store/account';
import { nextId } from '../store/belongings';
import { contactTexts, type Contact } from '../store/kept';
import type { World } from '../world';
import { findList } from './lists';

const text = v.optional(v.nullable(v.union([v.string(), v.pipe(v.number(), v.transform(String))])));

const contactDraft = v.object(
  Object.fromEntries(contactTexts.map((field) => [field, text])) as Record<
    (typeof contactTexts)[number],
    typeof text
  >,
);

const firstContactId = 552_786;

export type ContactDraft = v.InferOutput<typeof contactDraft>;

/** A contact from what a caller gave; what is absent stays as it was, or null. */
export function makeContact(
  account: Account,
  listId: number,
  draft: ContactDraft,
  now: number,
  before?: Contact,
): Contact {
  const texts = Object.fromEntries(
    contactTexts.map((field) => [field, draft[field] ?? before?.[field] ?? null]),
  ) as Record<(typeof contactTexts)[number], string | null>;
  const number = texts.phone_number ?? '';
  return {
    ...texts,
    phone_number: toE164(number, account.profile.country) ?? number,
    contact_id: before?.contact_id ?? nextId(account, 'contact', firstContactId),
    list_id: listId,
    date_added: before?.date_added ?? now,
    date_updated: now,
  };
}

function findContact(account: Account, listId: number, id: string): Contact {
  const contact = account.contacts.get(listId)?.get(Number(id));
  if (!contact) {
    throw notFound('Contact record not found.');
  }
  return contact;
}

const row = (contact: Contact, listName: string) => ({ ...contact, _list_name: listName });

export function contactRoutes(world: World): readonly Route[] {
  const { store, clock } = world;
  const all = '/v3/lists/{list_id}/contacts';
  const one = `${all}/{contact_id}`;
  return [
    {
      method: 'GET',
      path: all,
      run: ({ account, params: [id = ''], query, origin, path }) => {
        const list = findList(world, account, id);
        const window = readWindow(query, world.decisions);
        const contacts = [...(account.contacts.get(list.list_id)?.values() ?? [])];
        const rows = sliceOf(contacts, window).map((contact) => row(contact, list.list_name));
        return ok(
          "Here's your list of contacts.",
          pageOf(rows, contacts.length, window, origin + path),
        );
      },
    },
    {
      method: 'POST',
      path: all,
      run: ({ account, params: [id = ''], body }) => {
        const list = findList(world, account, id);
        const draft = parseBody(contactDraft, body);
        const address = draft.phone_number ?? draft.email ?? draft.fax_number ?? '';
        if (address === '') {
          throw badRequest('The phone_number field is required.');
        }
        const contact = makeContact(account, list.list_id, draft, clock.seconds());
        store.commit({ t: 'contacts', a: account.index, v: [contact] });
        return ok("Here's your list of contacts.", row(contact, list.list_name));
      },
    },
    {
      method: 'GET',
      path: one,
      run: ({ account, params: [id = '', contactId = ''] }) => {
        const list = findList(world, account, id);
        const contact = findContact(account, list.list_id, contactId);
        return ok('Here are your data.', row(contact, list.list_name));
      },
    },
    {
      method: 'PUT',
      path: one,
      run: ({ account, params: [id = '', contactId = ''], body }) => {
        const list = findList(world, account, id);
        const before = findContact(account, list.list_id, contactId);
        const draft = parseBody(contactDraft, body);
        const contact = makeContact(account, list.list_id, draft, clock.seconds(), before);
        store.commit({ t: 'contacts', a: account.index, v: [contact] });
        return ok(
          `Contact #${contact.contact_id} has been updated successfully.`,
          row(contact, list.list_name),
        );
      },
    },
    {
      method: 'DELETE',
      path: one,
      run: ({ account, params: [id = '', contactId = ''] }) => {
        const { list_id } = findList(world, account, id);
        const { contact_id } = findContact(account, list_id, contactId);
        store.commit({ t: 'dropContact', a: account.index, list: list_id, id: contact_id });
        return ok(`Contact #${contact_id} has been deleted.`, []);
      },
    },
  ];
}
