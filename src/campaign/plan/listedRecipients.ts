import type { ClientSlice } from '../../api/client';
import type { Contact } from '../../sms/resources';
import type { RecipientTable, TableRow } from '../../sms/recipients/recipientTable';

const contactsPerPage = 100;

const contactColumns = [
  'phone_number',
  'first_name',
  'last_name',
  'custom_1',
  'custom_2',
  'custom_3',
  'custom_4',
  'email',
] as const;

function tableOf(
  columns: readonly string[],
  rows: () => AsyncGenerator<readonly TableRow[]>,
): RecipientTable {
  return {
    format: 'json',
    delimiter: undefined,
    encoding: undefined,
    hasHeader: true,
    columns,
    ambiguous: new Set(),
    sample: [],
    rows,
    close: () => Promise.resolve(),
  };
}

const cellsOf = (contact: Contact): readonly string[] => [
  contact.phoneNumber,
  contact.firstName ?? '',
  contact.lastName ?? '',
  ...contact.custom,
  contact.email ?? '',
];

/**
 * The contacts of a list as a table; the number is its first column. The list is read here rather
 * than handed to ClickSend by its id, so that each message has a text and a reference of its own.
 */
export function listTable(
  client: ClientSlice<'contacts.list'>,
  listId: number,
  signal?: AbortSignal,
): RecipientTable {
  async function* rows(): AsyncGenerator<readonly TableRow[]> {
    let row = 0;
    for (let page = 1; ; page++) {
      const { items, lastPage } = await client.contacts.list(listId, {
        page,
        pageSize: contactsPerPage,
        ...(signal && { signal }),
      });
      if (items.length > 0) {
        yield items.map((contact) => ({ row: ++row, cells: cellsOf(contact) }));
      }
      if (page >= lastPage) {
        return;
      }
    }
  }
  return tableOf(contactColumns, rows);
}

/** Typed numbers as a table of one column. */
export function numbersTable(numbers: readonly string[]): RecipientTable {
  async function* rows(): AsyncGenerator<readonly TableRow[]> {
    yield await Promise.resolve(numbers.map((number, i) => ({ row: i + 1, cells: [number] })));
  }
  return tableOf(['number'], rows);
}
