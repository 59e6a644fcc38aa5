import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { findInHistory, Unanswered } from '../../../../src/features/compose/unanswered';
import type { HistoryMessage } from '../../../../src/sms/resources';

function aMemento(): vscode.Memento {
  const values = new Map<string, unknown>();
  return {
    keys: () => [...values.keys()],
    get: (key: string, fallback?: unknown) => values.get(key) ?? fallback,
    update: (key: string, value: unknown) => {
      values.set(key, structuredClone(value));
      return Promise.resolve();
    },
  } as vscode.Memento;
}

const report = {
  id: 'r1',
  accountId: 'sandbox',
  accountLabel: 'Sandbox',
  sentAt: 1_800_000_000,
  messages: [{ body: 'hello', to: '+61411000201' }],
};

describe('unanswered sends', () => {
  it('counts a send as lost when its window is gone, not while it waits', async () => {
    const memento = aMemento();
    await new Unanswered(memento).begin(report);
    assert.deepEqual(new Unanswered(memento, () => true).lost(), []);
    const record = memento.get<readonly { pid: number }[]>('clicksend.unanswered')!;
    await memento.update('clicksend.unanswered', [{ ...record[0]!, pid: 999_999_999 }]);
    assert.deepEqual(new Unanswered(memento, () => true).lost(), []);
    assert.deepEqual(new Unanswered(memento, () => false).lost(), [report]);
  });

  it('keeps an abandoned send until it is settled', async () => {
    const unanswered = new Unanswered(aMemento());
    await unanswered.begin(report);
    await unanswered.abandon('r1');
    assert.deepEqual(unanswered.lost(), [report]);
    await unanswered.settle('r1');
    assert.deepEqual(unanswered.lost(), []);
  });

  it('finds in history what has the same recipient and text', async () => {
    const row = (body: string, direction: 'in' | 'out') => ({ body, direction }) as HistoryMessage;
    const asked: unknown[] = [];
    const found = await findInHistory(
      report,
      {
        listHistory: (query) => {
          asked.push(query?.filter);
          const items = [row('hello', 'out'), row('other', 'out'), row('hello', 'in')];
          return Promise.resolve({ items, total: 3, page: 1, pageSize: 100, lastPage: 1 });
        },
      },
      new AbortController().signal,
    );
    assert.equal(found.length, 1);
    assert.deepEqual(asked, [{ to: '+61411000201', dateFrom: 1_799_999_880 }]);
  });
});
