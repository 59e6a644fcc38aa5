import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CampaignClient } from '../../../../../src/features/campaign/services';
import { completeSource, draftFrom } from '../../../../../src/features/campaign/start/source';
import type { ContactList } from '../../../../../src/sms/resources';
import { resultColumns } from '../../../../../src/platform/words/reportColumns';
import { created, host, Uri, window, workspace } from '../../../../support/vscode';

const pageSize = 100;

/** An account with these lists, handed out a page at a time. */
const clientWith = (lists: readonly ContactList[]) =>
  ({
    contactLists: {
      list: ({ page = 1 } = {}) =>
        Promise.resolve({
          items: lists.slice((page - 1) * pageSize, page * pageSize),
          total: lists.length,
          page,
          pageSize,
          lastPage: Math.ceil(lists.length / pageSize),
        }),
    },
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

  describe('from a table of the explorer', () => {
    let folder: string;
    let table: string;

    const vscodeUri = (file: string) =>
      Uri.file(file) as unknown as Parameters<typeof draftFrom>[1];

    const client = {
      senders: {
        list: () =>
          Promise.resolve([
            {
              kind: 'alphaTag',
              senderId: 'Shop',
              label: undefined,
              country: 'AU',
              status: 'PENDING',
            },
          ]),
      },
    } as unknown as CampaignClient;

    const start = async (csv: string) => {
      await writeFile(table, csv);
      return completeSource(draftFrom(vscodeUri(table), vscodeUri('/storage')), client);
    };

    /** The n-th list that is shown, once it is. */
    const pick = async (n: number) => {
      while (created.quickPicks.length <= n) {
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
      return created.quickPicks[n]!;
    };

    beforeEach(async () => {
      host.settings.set('clicksend.compose.defaultCountry', 'AU');
      folder = await mkdtemp(path.join(tmpdir(), 'source-'));
      table = path.join(folder, 'customers.csv');
    });

    afterEach(async () => {
      await rm(folder, { recursive: true, force: true });
    });

    it('names the table in each step, shows its columns, and refuses a misspelt one', async () => {
      host.onInput = () => 'Hi {{frist_name}}';
      const source = start('mobile,first_name\n0491570156,Ann\n');
      const where = await pick(0);
      assert.equal(where.title, 'Start Campaign · customers.csv');
      assert.equal(where.items[0]?.label, 'Create a .sms for This Table');
      where.accept('Type One Line Here');
      await assert.rejects(source);
      assert.deepEqual(host.refusedInputs, [
        'Nothing fills "frist_name". Did you mean "first_name"?',
      ]);
      const [asked] = host.inputs;
      assert.equal(asked?.title, 'Start Campaign · customers.csv');
      assert.match(asked.prompt ?? '', /\{\{mobile\}\}, \{\{first_name\}\}/);
    });

    it('says which senders are pending and take no replies', async () => {
      host.onInput = () => 'Hi {{first_name}}';
      const source = start('mobile,first_name\n0491570156,Ann\n');
      (await pick(0)).accept('Type One Line Here');
      const senders = await pick(1);
      assert.equal(senders.title, 'Start Campaign · customers.csv');
      while (senders.items.length < 2) {
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
      assert.equal(senders.items[1]?.description, 'alpha tag, no replies, AU, PENDING');
      senders.accept('Shop');
      assert.deepEqual((await source).from, 'Shop');
    });

    it('creates a document beside the table, and none in place of another', async () => {
      const written = new Map<string, string>();
      const fs = {
        stat: (uri: Uri) =>
          written.has(path.normalize(uri.path))
            ? Promise.resolve({})
            : Promise.reject(new Error('none')),
        writeFile: (uri: Uri, bytes: Uint8Array) => {
          written.set(path.normalize(uri.path), new TextDecoder().decode(bytes));
          return Promise.resolve();
        },
      };
      Object.assign(workspace, { fs });
      for (const name of ['customers.sms', 'customers-2.sms']) {
        created.quickPicks.length = 0;
        const source = start('mobile,first_name\n0491570156,Ann\n');
        (await pick(0)).accept('Create a .sms for This Table');
        await assert.rejects(source, { name: 'Canceled' });
        assert.equal(
          written.get(path.join(folder, name)),
          '---\nrecipients: ./customers.csv\n---\nHi {{first_name}}, \n\nReply STOP to opt out.\n',
        );
      }
      assert.equal(created.shownDocuments.length, 2);
    });

    it('takes no report of ours, wherever it lies', async () => {
      const report = `${resultColumns().join(',')}\n2,+61491570156,accepted,,,,,1,,,\n`;
      await assert.rejects(start(report), /customers\.csv is a report about a campaign/);
      assert.deepEqual(created.quickPicks, []);
      window.activeTextEditor = undefined;
      const inStorage = vscodeUri('/storage/campaigns/abc/not-sent.csv');
      assert.deepEqual(draftFrom(inStorage, vscodeUri('/storage')), {});
    });

    it('has no text checked against a table that is not well formed from the start', async () => {
      await assert.rejects(start('mobile,"first_name\n0491570156,Ann\n'), /quotes in row 1/);
    });
  });
});
