import type { Account, Writable } from './account';
import type { Belongings } from './kept';
import type { Change } from './change';

type BelongingChange = Extract<
  Change,
  { t: 'put' | 'drop' | 'contacts' | 'dropContact' | 'optOut' }
>;

function note(account: Writable<Account>, kind: string, id: number): void {
  if (id > (account.lastIds.get(kind) ?? 0)) {
    account.lastIds.set(kind, id);
  }
}

/** The next free number of a kind, which starts at `first`. */
export function nextId(
  account: Account,
  kind: keyof Belongings | 'contact',
  first: number,
): number {
  return (account.lastIds.get(kind) ?? first - 1) + 1;
}

function shelf(account: Writable<Account>, kind: keyof Belongings) {
  return account.shelves[kind] as Map<string, Belongings[typeof kind]>;
}

/** Applies a change of what an account keeps besides messages. */
export function applyBelonging(account: Writable<Account>, change: BelongingChange): void {
  switch (change.t) {
    case 'put':
      shelf(account, change.kind).set(change.id, change.v);
      note(account, change.kind, Number(change.id));
      return;
    case 'drop':
      shelf(account, change.kind).delete(change.id);
      if (change.kind === 'list') {
        account.contacts.delete(Number(change.id));
      }
      return;
    case 'contacts':
      for (const contact of change.v) {
        const list = account.contacts.get(contact.list_id) ?? new Map<number, typeof contact>();
        account.contacts.set(contact.list_id, list.set(contact.contact_id, contact));
        note(account, 'contact', contact.contact_id);
      }
      return;
    case 'dropContact':
      account.contacts.get(change.list)?.delete(change.id);
      return;
    case 'optOut':
      if (change.out) {
        account.optedOut.add(change.to);
      } else {
        account.optedOut.delete(change.to);
      }
  }
}
