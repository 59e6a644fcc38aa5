import assert from 'node:assert/strict';
import { AccountFacts } from '../../../../../src/features/document/completion/accountFacts';
import { ErrorBoundary } from '../../../../../src/platform/errors';
import { EventEmitter, window } from '../../../../support/vscode';

const factsFrom = (client: unknown) =>
  new AccountFacts(
    {
      active: { id: 'a', kind: 'live', username: 'a', label: 'a' },
      ready: Promise.resolve(),
      onDidChangeActive: new EventEmitter().event as never,
      client: () => Promise.resolve(client as never),
    },
    new ErrorBoundary(window.createOutputChannel() as never, () => undefined),
  );

describe('what completion offers from the account', () => {
  it('is asked for again when nothing came', async () => {
    let asked = 0;
    const fail = () => {
      asked++;
      return Promise.reject(new Error('offline'));
    };
    const facts = factsFrom({
      senders: { list: fail },
      templates: { list: fail },
      contactLists: { list: fail },
    });
    assert.deepEqual(await facts.get(), { senders: [], templates: [], lists: [] });
    await facts.get();
    assert.equal(asked, 6);
  });

  it('is what it may see: one refusal does not hide the rest', async () => {
    const facts = factsFrom({
      senders: { list: () => Promise.resolve([{ senderId: 'MyBrand' }]) },
      templates: { list: () => Promise.resolve({ items: [{ name: 'Reminder' }] }) },
      contactLists: { list: () => Promise.reject(new Error('forbidden')) },
    });
    const { senders, templates, lists } = await facts.get();
    assert.deepEqual([senders.length, templates.length, lists.length], [1, 1, 0]);
  });
});
