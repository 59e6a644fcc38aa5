import assert from 'node:assert/strict';
import type { CampaignClient } from '../../../../../src/features/campaign/services';
import { completeSource } from '../../../../../src/features/campaign/start/source';
import type { ContactList } from '../../../../../src/sms/resources';
import { host } from '../../../../support/vscode';

const pageSize = 100;

/** An account with these lists, handed out a page at a time. */
const clientWith = (lists: readonly ContactList[]) =>
  ({
    listContactLists: ({ page = 1 } = {}) =>
      Promise.resolve({
        items: lists.slice((page - 1) * pageSize, page * pageSize),
        total: lists.length,
        page,
        pageSize,
        lastPage: Math.ceil(lists.length / pageSize),
      }),
  }) as Partial<CampaignClient> as CampaignClient;

const many: readonly ContactList[] = Array.from({ length: 150 }, (_, i) => ({
  listId: i + 1,
  name: `List ${i + 1}`,
  contactCount: 3,
}));

const document = (name: string) => ({
  name: 'reminder.sms',
  body: 'Hi',
  recipients: { kind: 'listNamed', name } as const,
});

describe('what a campaign is made from', () => {
  beforeEach(() => {
    host.reset();
  });

  it('finds a contact list by its name, whatever its case, on any page', async () => {
    const source = await completeSource(document('list 142'), clientWith(many));
    assert.deepEqual(source.recipients, { kind: 'list', listId: 142, name: 'List 142' });
    assert.equal(source.name, 'reminder.sms');
  });

  it('says so when there is no such list', async () => {
    await assert.rejects(
      completeSource(document('Custmers'), clientWith(many)),
      /The account has no contact list "Custmers"\./,
    );
    await assert.rejects(completeSource(document('VIP'), clientWith([])), /no contact list/);
  });

  it('does not choose between two lists of one name', async () => {
    const twins = [7, 9].map((listId) => ({ listId, name: 'VIP', contactCount: 1 }));
    await assert.rejects(
      completeSource(document('VIP'), clientWith(twins)),
      /2 contact lists "VIP"\. Name the one you mean by its number: 7, 9\./,
    );
  });

  it('asks nothing that the document says', async () => {
    const numbers = { kind: 'numbers', numbers: ['+61411111111'] } as const;
    const source = await completeSource(
      { name: 'a.sms', body: 'Hi\r\nyou', recipients: numbers },
      clientWith([]),
    );
    assert.deepEqual([source.recipients, source.body], [numbers, 'Hi\nyou']);
  });
});
