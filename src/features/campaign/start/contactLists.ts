import * as vscode from 'vscode';
import type { ClientSlice } from '../../../api/client';
import { UserFacingError } from '../../../platform/errors';
import type { ContactList } from '../../../sms/resources';
const contactsPerPage = 100;

async function allLists(client: ClientSlice<'contactLists.list'>): Promise<readonly ContactList[]> {
  const lists: ContactList[] = [];
  for (let page = 1; ; page++) {
    const { items, lastPage } = await client.contactLists.list({ page, pageSize: contactsPerPage });
    lists.push(...items);
    if (page >= lastPage) {
      return lists;
    }
  }
}

const isSame = (a: string, b: string): boolean =>
  a.trim().toLocaleLowerCase() === b.trim().toLocaleLowerCase();

/**
 * The contact list of a name, whatever its case.
 *
 * @throws UserFacingError when there is none, or when several have the name
 */
export async function findContactList(
  client: ClientSlice<'contactLists.list'>,
  name: string,
): Promise<ContactList> {
  const found = (await allLists(client)).filter((list) => isSame(list.name, name));
  const [only, other] = found;
  if (!only) {
    throw new UserFacingError(vscode.l10n.t('The account has no contact list "{0}".', name));
  }
  if (other) {
    throw new UserFacingError(
      vscode.l10n.t(
        'The account has {0} contact lists "{1}". Name the one you mean by its number: {2}.',
        found.length,
        name,
        found.map(({ listId }) => listId).join(', '),
      ),
    );
  }
  return only;
}
