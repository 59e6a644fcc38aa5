import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { estimatePrice } from '../../../src/campaign/plan/estimate';
import { checkedText } from '../../../src/disk/checked';
import { makePlan } from '../../../src/campaign/plan/makePlan';
import { PlanReader, readPlan } from '../../../src/campaign/plan/plan';
import {
  makeReference,
  newCampaignId,
  referenceReader,
} from '../../../src/campaign/plan/reference';
import { listTable, numbersTable } from '../../../src/campaign/plan/listedRecipients';
import { campaignFiles } from '../../../src/campaign/store/directory';
import type { Contact, MessageResult, SendRequest } from '../../../src/sms/resources';
import { account, csvOf, numberOf, TestCampaigns } from '../features/campaign/campaigns';

describe('plan of a campaign', () => {
  let campaigns: TestCampaigns;

  beforeEach(async () => {
    campaigns = await TestCampaigns.make();
  });

  afterEach(() => campaigns.remove());

  it('has each message in the order of the table, and finds any of them', async () => {
    const plan = await campaigns.plan(csvOf(2345));
    assert.equal(plan.count, 2345);
    const reader = await PlanReader.open(campaignFiles(campaigns.directory), plan);
    const [first, , , fourth] = await reader.messages([0, 999, 1000, 2344]);
    await reader.close();
    const parts = 1;
    assert.deepEqual(first, { index: 0, row: 2, to: numberOf(0), parts, text: 'Hi Name 0' });
    assert.equal(fourth?.text, 'Hi Name 2344');
    assert.equal(fourth.row, 2346);
    assert.deepEqual(await readPlan(campaignFiles(campaigns.directory)), plan);
  });

  it('keeps texts of any characters, and finds blocks by their bytes', async () => {
    const rows = Array.from({ length: 3001 }, (_, n) => `${numberOf(n)},"Zoë 😀 \\ ""${n}"""`);
    const plan = await campaigns.plan(['mobile,first_name', ...rows].join('\n'), {
      body: 'Hi {{first_name}}\n"Bye"',
    });
    const reader = await PlanReader.open(campaignFiles(campaigns.directory), plan);
    const wanted = [0, 1999, 2000, 3000];
    const texts = (await reader.messages(wanted)).map(({ text }) => text);
    await reader.close();
    assert.deepEqual(
      texts,
      wanted.map((n) => `Hi Zoë 😀 \\ "${n}"\n"Bye"`),
    );
  });

  it('leaves the text out of a block when it is the same for all', async () => {
    const plan = await campaigns.plan(csvOf(2), { body: 'Sale!' });
    const files = campaignFiles(campaigns.directory);
    const lines = await readFile(files.messages, 'utf8');
    const block = `[[2,3],["${numberOf(0)}","${numberOf(1)}"],[1,1],null]`;
    assert.equal(lines, `${checkedText(0, block)}\n`);
    const reader = await PlanReader.open(files, plan);
    const texts = (await reader.messages([0, 1])).map(({ text }) => text);
    await reader.close();
    assert.deepEqual(texts, ['Sale!', 'Sale!']);
  });

  it('says of each row that gets nothing why', async () => {
    const csv = `mobile,first_name\n${numberOf(1)},Ann\n12,Bob\n${numberOf(1)},Cy\n${numberOf(2)},`;
    const plan = await campaigns.plan(csv);
    assert.equal(plan.count, 1);
    assert.deepEqual(plan.skipped, { badNumber: 1, duplicate: 1, emptyValue: 1 });
    const lines = (await readFile(campaignFiles(campaigns.directory).skipped, 'utf8')).trim();
    assert.deepEqual(
      lines.split('\n').map((line) => (JSON.parse(line) as unknown[])[0]),
      [3, 4, 5],
    );
  });

  it('does not exist when it was interrupted', async () => {
    const interrupted = makePlan(numbersTable([numberOf(1)]), {
      id: 'camp1234',
      directory: campaigns.directory,
      source: { name: 'Test', body: 'Hi' },
      account,
      numberColumn: 0,
      now: 0,
      signal: AbortSignal.abort(),
    });
    await assert.rejects(interrupted, { name: 'AbortError' });
    assert.equal((await readdir(campaigns.directory)).includes('plan.json'), false);
    await assert.rejects(readPlan(campaignFiles(campaigns.directory)));
  });

  it('reads a contact list page by page, its fields as columns', async () => {
    const contacts = Array.from({ length: 150 }, (_, n): Contact => ({
      contactId: n,
      listId: 7,
      phoneNumber: numberOf(n),
      firstName: `Name ${n}`,
      lastName: undefined,
      custom: ['a', 'b', 'c', 'd'],
      email: undefined,
    }));
    const table = listTable(
      {
        contacts: {
          list: (_list, { page = 1, pageSize = 15 } = {}) =>
            Promise.resolve({
              items: contacts.slice((page - 1) * pageSize, page * pageSize),
              total: 150,
              page,
              pageSize,
              lastPage: 2,
            }),
        },
      },
      7,
    );
    const plan = await makePlan(table, {
      id: 'camp1234',
      directory: campaigns.directory,
      source: { name: 'Test', body: '(First Name) {{custom_4}}' },
      account,
      numberColumn: 0,
      now: 0,
    });
    assert.equal(plan.count, 150);
    assert.equal(plan.groups[0]?.samples[0]?.text, 'Name 0 d');
  });

  describe('price', () => {
    const priced: SendRequest[] = [];
    const client = (refusal?: string) => ({
      messages: {
        price: (request: SendRequest) => {
          priced.push(request);
          const messages = request.messages.map(
            ({ to = '', body, customString = '' }): MessageResult => ({
              outcome: refusal !== undefined && to.startsWith('+44') ? 'blocked' : 'accepted',
              status: refusal !== undefined && to.startsWith('+44') ? refusal : 'SUCCESS',
              to,
              body,
              from: '+61499999999',
              messageId: 'X',
              parts: 1,
              price: to === numberOf(0) ? 0 : body.length > 160 ? 0.1584 : 0.0792,
              customString,
              country: 'AU',
              carrier: undefined,
              schedule: undefined,
            }),
          );
          const counts = { totalCount: 0, queuedCount: 0, blockedCount: 0 };
          return Promise.resolve({ totalPrice: 0, ...counts, messages, currency: undefined });
        },
      },
    });

    it('of ten thousand messages is asked with a few of each length and country', async () => {
      priced.length = 0;
      const british = Array.from(
        { length: 100 },
        (_, n) => `+4474001${String(n).padStart(5, '0')},B`,
      );
      const long = `${numberOf(9999)},${'x'.repeat(200)}`;
      const plan = await campaigns.plan([csvOf(5000), ...british, long].join('\n'));
      const estimate = await estimatePrice(client(), plan);
      assert.deepEqual(
        priced.map(({ messages }) => messages.length),
        [7],
      );
      assert.equal(estimate.total, 5100 * 792 + 1584);
      assert.deepEqual(
        estimate.lines.map(({ country, parts, count, each }) => [country, parts, count, each]),
        [
          ['AU', 1, 5000, 792],
          ['GB', 1, 100, 792],
          ['AU', 2, 1, 1584],
        ],
      );
      assert.deepEqual(estimate.senders, ['+61499999999']);
    });

    it('names what ClickSend would refuse and leaves it out', async () => {
      const plan = await campaigns.plan(`${csvOf(10)}\n+447811100001,B`);
      const estimate = await estimatePrice(client('COUNTRY_NOT_ENABLED'), plan);
      assert.equal(estimate.total, 10 * 792);
      assert.equal(estimate.refusedCount, 1);
      assert.equal(estimate.lines[1]?.refusal, 'COUNTRY_NOT_ENABLED');
    });
  });

  describe('reference', () => {
    it('keeps the words of the user and can be read back', () => {
      const id = newCampaignId();
      for (const reference of [
        { index: 0, attempt: 0 },
        { index: 999_999, attempt: 12 },
        { index: undefined, attempt: 0 },
        { index: undefined, attempt: 12 },
      ]) {
        const text = makeReference({ id, customString: 'december-reminder' }, reference);
        assert.match(text, /^december-reminder /);
        assert.deepEqual(referenceReader(id)(text), reference);
      }
    });

    it('has at most 50 characters and tears no character apart', () => {
      const id = newCampaignId();
      for (let length = 25; length < 45; length++) {
        const customString = `${'a'.repeat(length)}😀😀😀😀`;
        const text = makeReference({ id, customString }, { index: 123_456, attempt: 1 });
        assert.ok(text.length <= 50);
        assert.doesNotThrow(() => encodeURIComponent(text));
        assert.deepEqual(referenceReader(id)(text), { index: 123_456, attempt: 1 });
      }
    });

    it('is not read from the custom string of anything else', () => {
      const read = referenceReader('camp1234');
      for (const text of [
        '',
        'camp1234',
        'camp1234-',
        'other123-1',
        'xcamp1234-1',
        'camp1234-1 x',
      ]) {
        assert.equal(read(text), undefined, text);
      }
    });
  });
});
