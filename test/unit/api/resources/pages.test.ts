import assert from 'node:assert/strict';
import { envelope } from '../../../support/scriptedServer';
import { aClient, closeClients, failureOf } from '../clientFixture';

const row = { template_id: 587713, body: 'test wew21', template_name: 'qowiei_1920' };
const template = { templateId: 587713, body: 'test wew21', name: 'qowiei_1920' };
const samplePage = {
  total: 41,
  per_page: 15,
  current_page: 2,
  last_page: 3,
  next_page_url: null,
  prev_page_url: null,
  from: 16,
  to: 30,
  data: [row],
};

async function templates(data: unknown, rest = {}) {
  const { client } = await aClient([envelope(data, rest)]);
  return client.templates.list();
}

describe('a list', () => {
  afterEach(closeClients);

  it('is read from a page object', async () => {
    assert.deepEqual(await templates(samplePage), {
      items: [template],
      total: 41,
      page: 2,
      pageSize: 15,
      lastPage: 3,
    });
  });

  it('is read from a page object wrapped in an array, with its total misspelt', async () => {
    const { total: totlal, ...rest } = samplePage;
    const page = await templates([{ ...rest, totlal }]);
    assert.equal(page.total, 41);
    assert.deepEqual(page.items, [template]);
  });

  it('is read from numbers given as text', async () => {
    const page = await templates({
      ...samplePage,
      total: '41',
      per_page: '15',
      current_page: '2',
      last_page: '3',
    });
    assert.deepEqual([page.total, page.pageSize, page.page, page.lastPage], [41, 15, 2, 3]);
  });

  it('is read from a bare array, as in the history example that says status for http_code', async () => {
    const { client } = await aClient([
      {
        body: {
          status: 200,
          response_code: 'SUCCESS',
          data: [{ message_id: 'A' }, { message_id: 'B' }],
        },
      },
    ]);
    const page = await client.history.list();
    assert.deepEqual(
      page.items.map(({ messageId }) => messageId),
      ['A', 'B'],
    );
    assert.deepEqual([page.total, page.page, page.pageSize, page.lastPage], [2, 1, 2, 1]);
  });

  it('keeps last_page 0 of an empty list', async () => {
    const page = await templates({
      ...samplePage,
      total: 0,
      current_page: 1,
      last_page: 0,
      data: [],
    });
    assert.deepEqual([page.total, page.lastPage, page.items.length], [0, 0, 0]);
  });

  it('is empty for null, [] and the reference sample [{}]', async () => {
    for (const data of [null, [], [{}]]) {
      const page = await templates(data);
      assert.deepEqual([page.items.length, page.total, page.lastPage], [0, 0, 0]);
    }
  });

  it('reads the extra keys of a Laravel paginator without tripping', async () => {
    const { client } = await aClient([
      envelope({
        ...samplePage,
        links: [{ url: 'url', label: 'label', page: 0, active: true }],
        path: 'https://rest.clicksend.com/v3/lists',
        data: [{ list_id: '428', list_name: 'Friends', _contacts_count: '7' }],
      }),
    ]);
    assert.deepEqual((await client.contactLists.list()).items, [
      { listId: 428, name: 'Friends', contactCount: 7 },
    ]);
  });

  it('keeps good rows beside bad ones, and bad ones with what they have', async () => {
    const page = await templates({
      ...samplePage,
      data: [row, null, 'text', { template_name: 7, body: null }, row],
    });
    assert.deepEqual(page.items, [template, { templateId: 0, name: '7', body: '' }, template]);
  });

  it('is read from rows keyed by position, as PHP writes a list with gaps', async () => {
    assert.deepEqual(
      (await templates({ ...samplePage, data: { 0: row, 4: row } })).items.length,
      2,
    );
  });

  it('is badResponse when it is no list at all', async () => {
    for (const data of ['text', 7, true, { data: 'text' }, { message: 'hello' }]) {
      const { client } = await aClient([envelope(data)]);
      await failureOf(client.templates.list(), 'badResponse');
    }
  });
});
