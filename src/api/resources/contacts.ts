import * as v from 'valibot';
import type { Contact, ContactList, Page } from '../../sms/resources';
import { count, optionalText, text } from '../decode/fields';
import type { JsonObject } from '../decode/json';
import { decodePage } from '../decode/page';
import { pageQuery } from '../http/search';
import type { Transport } from '../http/transport';
import type { PageOptions } from '../options';

export const contactListCalls = (transport: Transport) => ({
  async list(options?: PageOptions): Promise<Page<ContactList>> {
    return transport.call(
      { kind: 'read', method: 'GET', path: '/v3/lists', query: pageQuery(options) },
      ({ data }) => decodePage(data, decodeList),
      options,
    );
  },
});

export const contactCalls = (transport: Transport) => ({
  async list(listId: number, options?: PageOptions): Promise<Page<Contact>> {
    return transport.call(
      {
        kind: 'read',
        method: 'GET',
        path: '/v3/lists/{id}/contacts',
        ids: [listId],
        query: pageQuery(options),
      },
      ({ data }) => decodePage(data, (row) => decodeContact(row, listId)),
      options,
    );
  },
});

const listFields = v.object({ list_id: count, list_name: text, _contacts_count: count });

function decodeList(row: JsonObject): ContactList {
  const { list_id, list_name, _contacts_count } = v.parse(listFields, row);
  return { listId: list_id, name: list_name, contactCount: _contacts_count };
}

const contactFields = v.object({
  contact_id: count,
  list_id: count,
  phone_number: text,
  first_name: optionalText,
  last_name: optionalText,
  custom_1: text,
  custom_2: text,
  custom_3: text,
  custom_4: text,
  email: optionalText,
});

function decodeContact(row: JsonObject, listId: number): Contact {
  const fields = v.parse(contactFields, row);
  return {
    contactId: fields.contact_id,
    listId: fields.list_id || listId,
    phoneNumber: fields.phone_number,
    firstName: fields.first_name,
    lastName: fields.last_name,
    custom: [fields.custom_1, fields.custom_2, fields.custom_3, fields.custom_4],
    email: fields.email,
  };
}
