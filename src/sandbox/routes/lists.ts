import * as v from 'valibot';
import { ApiFailure, notFound, ok } from '../http/envelope';
import type { Call, Route } from '../http/call';
import { longPageOf, pageOf, readWindow, sliceOf } from '../http/paging';
import { parseBody } from '../http/parseBody';
import type { Account } from '../store/account';
import type { ContactList } from '../store/kept';
import { nextId } from '../store/belongings';
import type { World } from '../world';

const listDraft = v.object({ list_name: v.pipe(v.string(), v.trim(), v.nonEmpty()) });

const firstListId = 428;

export const listRow = (account: Account, list: ContactList): Record<string, unknown> => ({
  list_id: list.list_id,
  list_name: list.list_name,
  list_email_id: list.list_email_id,
  _contacts_count: account.contacts.get(list.list_id)?.size ?? 0,
  _import_in_progress: 0,
  _optout_in_progress: 0,
});

/** A list of this account. Somebody else's is forbidden, one that never was is not found. */
export function findList({ store }: World, account: Account, id: string): ContactList {
  const list = account.shelves.list.get(id);
  if (list) {
    return list;
  }
  if (store.accounts.some(({ shelves }) => shelves.list.has(id))) {
    throw new ApiFailure(
      403,
      'FORBIDDEN',
      "Resource not found or you don't have the permissions to access this resource.",
    );
  }
  throw notFound('Your list is not found.');
}

/** Lists are numbered over all accounts, so that somebody else's can be told from none. */
export function nextListId({ store }: World): number {
  return Math.max(...store.accounts.map((account) => nextId(account, 'list', firstListId)));
}

function put({ store }: World, account: Account, list: ContactList): void {
  store.commit({ t: 'put', a: account.index, kind: 'list', id: String(list.list_id), v: list });
}

/** Lists and contacts whose name, number or address contains the text; how it answers is a guess. */
function search({ decisions }: World, { account, query, origin, path }: Call) {
  const window = readWindow(query, decisions);
  const wanted = (query.get('q') ?? '').trim().toLowerCase();
  const has = (text: string | null): boolean => text?.toLowerCase().includes(wanted) ?? false;
  const lists = account
    .all('list')
    .filter(({ list_name }) => has(list_name))
    .map((list) => listRow(account, list));
  const contacts = [...account.contacts.values()]
    .flatMap((list) => [...list.values()])
    .filter((contact) =>
      [contact.phone_number, contact.first_name, contact.last_name, contact.email].some(has),
    );
  const found = [...lists, ...contacts];
  return ok(
    'Here are your data.',
    pageOf(sliceOf(found, window), found.length, window, origin + path),
  );
}

export function listRoutes(world: World): readonly Route[] {
  const one = '/v3/lists/{list_id}';
  return [
    {
      method: 'GET',
      path: '/v3/lists',
      run: ({ account, query, origin, path }) => {
        const window = readWindow(query, world.decisions);
        const lists = account.all('list').map((list) => listRow(account, list));
        const rows = sliceOf(lists, window);
        return ok('Here are your data.', longPageOf(rows, lists.length, window, origin + path));
      },
    },
    {
      method: 'POST',
      path: '/v3/lists',
      run: ({ account, body }) => {
        const { list_name } = parseBody(listDraft, body);
        const list = {
          list_id: nextListId(world),
          list_name,
          list_email_id: world.ids.word(16),
        };
        put(world, account, list);
        return ok('New list has been created.', listRow(account, list));
      },
    },
    {
      method: 'GET',
      path: one,
      run: ({ account, params: [id = ''] }) =>
        ok('Here are your data.', listRow(account, findList(world, account, id))),
    },
    {
      method: 'PUT',
      path: one,
      run: ({ account, params: [id = ''], body }) => {
        const before = findList(world, account, id);
        const list = { ...before, list_name: parseBody(listDraft, body).list_name };
        put(world, account, list);
        return ok(`List #${list.list_id} has been updated.`, listRow(account, list));
      },
    },
    {
      method: 'DELETE',
      path: one,
      run: ({ account, params: [id = ''] }) => {
        const { list_id } = findList(world, account, id);
        world.store.commit({ t: 'drop', a: account.index, kind: 'list', id: String(list_id) });
        return ok(`List #${list_id} has been deleted.`, []);
      },
    },
    { method: 'GET', path: '/v3/search/contacts-lists', run: (call) => search(world, call) },
  ];
}
