import assert from 'node:assert/strict';
import { dataOf, openSandbox, rowsOf, startSeconds, type Caller } from './caller';

describe('history', () => {
  let caller: Caller;

  before(async () => {
    caller = await openSandbox();
    for (const [index, to] of ['+61400000201', '+61400000309', '+61400100201'].entries()) {
      await caller.api('POST', '/v3/sms/send', { messages: [{ body: `m${index}`, to }] });
      caller.sandbox.clock.advance(10_000);
    }
  });

  after(async () => {
    await caller.sandbox.close();
  });

  const bodies = async (query: string): Promise<string> =>
    rowsOf(await caller.api('GET', `/v3/sms/history?${query}`))
      .map((row) => row['body'])
      .join(' ');

  for (const [query, expected] of [
    ['', 'm0 m1 m2'],
    ['order_by=date:desc', 'm2 m1 m0'],
    ['order_by=to:desc', 'm2 m1 m0'],
    ['order_by=body:asc', 'm0 m1 m2'],
    ['order_by=nonsense:desc', 'm0 m1 m2'],
    ['q=status:failed', 'm1'],
    ['q=Status:Sent', 'm0 m2'],
    ['q=To:%2B61400000309', 'm1'],
    ['q=to:%2B6140000', ''],
    ['q=status:', 'm0 m1 m2'],
    ['q=field_name', 'm0 m1 m2'],
    ['q=status:Sent,to:%2B61400000201', 'm0'],
    ['q=status:Failed,to:%2B61400000201&operator=OR', 'm0 m1'],
    ['q=subaccount_id:563840', 'm0 m1 m2'],
    ['date_from=&date_to=', 'm0 m1 m2'],
    [`date_from=${startSeconds + 10}&date_to=${startSeconds + 10}`, 'm1'],
    [`date_to=${startSeconds + 9}&order_by=date:desc`, 'm0'],
  ] as const) {
    it(`gives "${expected}" for ${query || 'no query'}`, async () => {
      assert.equal(await bodies(query), expected);
    });
  }

  it('clamps the limit and answers an empty page beyond the end', async () => {
    const page = dataOf(await caller.api('GET', '/v3/sms/history?limit=1&page=7'));
    assert.deepEqual(
      [page['per_page'], page['current_page'], page['total'], page['from'], page['data']],
      [15, 7, 3, null, []],
    );
    const empty = dataOf(await caller.api('GET', '/v3/sms/history?q=to:nobody'));
    assert.deepEqual([empty['total'], empty['current_page'], empty['last_page']], [0, 1, 0]);
  });

  it('pages without a gap or a repetition, in both directions', async () => {
    const fresh = await openSandbox();
    try {
      const seed = { username: 'api-username', kind: 'history', count: 250, days: 10 };
      await fresh.control('POST', 'seed', seed);
      for (const order of ['asc', 'desc']) {
        const dates: number[] = [];
        const ids = new Set<unknown>();
        for (const page of [1, 2, 3]) {
          const reply = await fresh.api(
            'GET',
            `/v3/sms/history?limit=100&page=${page}&order_by=date:${order}`,
          );
          for (const row of rowsOf(reply)) {
            ids.add(row['message_id']);
            dates.push(row['date'] as number);
          }
        }
        assert.equal(ids.size, 250);
        const sorted = dates.toSorted((a, b) => (order === 'asc' ? a - b : b - a));
        assert.deepEqual(dates, sorted);
      }
    } finally {
      await fresh.sandbox.close();
    }
  });

  it('forgets what is older than four months', async () => {
    const fresh = await openSandbox();
    try {
      await fresh.api('POST', '/v3/sms/send', { messages: [{ body: 'x', to: '+61400000201' }] });
      fresh.sandbox.clock.advance(123 * 86_400_000);
      assert.equal(dataOf(await fresh.api('GET', '/v3/sms/history'))['total'], 0);
    } finally {
      await fresh.sandbox.close();
    }
  });
});
