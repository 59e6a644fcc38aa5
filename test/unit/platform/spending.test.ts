import assert from 'node:assert/strict';
import { Spending } from '../../../src/platform/spending';
import { host } from '../../support/vscode';

describe('what spends', () => {
  let spending: Spending;
  let ends: (() => void)[];
  let started: number;

  beforeEach(() => {
    host.reset();
    spending = new Spending();
    ends = [];
    started = 0;
  });

  const work = (): Promise<string> => {
    started++;
    return new Promise((resolve) => {
      ends.push(() => {
        resolve('sent');
      });
    });
  };

  it('is started once, until it has ended', async () => {
    const first = spending.once('document:a', work);
    assert.equal(await spending.once('document:a', work), undefined);
    assert.equal(started, 1);
    assert.deepEqual(
      host.executed.map(({ id }) => id),
      ['workbench.action.focusQuickOpen'],
      'the first comes to the front',
    );
    ends[0]!();
    assert.equal(await first, 'sent');
    void spending.once('document:a', work);
    assert.equal(started, 2);
  });

  it('may be started again after it failed', async () => {
    await assert.rejects(spending.once('campaign:1', () => Promise.reject(new Error('no price'))));
    void spending.once('campaign:1', work);
    assert.equal(started, 1);
  });

  it('keeps nobody from sending something else, nor its own next step', async () => {
    void spending.once('document:a', () => spending.once('text:Hi', work));
    void spending.once('document:b', work);
    await Promise.resolve();
    assert.equal(started, 2);
  });
});
