import assert from 'node:assert/strict';
import { OutcomeBar } from '../../../src/platform/outcomeBar';
import { created, host } from '../../support/vscode';

describe('OutcomeBar', () => {
  const tasks: { readonly ms: number; readonly run: () => void }[] = [];
  const bar = () =>
    new OutcomeBar({
      schedule: (ms, run) => {
        tasks.push({ ms, run });
        return () => undefined;
      },
    });

  beforeEach(() => {
    host.reset();
    tasks.length = 0;
  });

  it('tells success and failure apart by icon, background and how long it stays', () => {
    const it = bar();
    it.show('all', '3 accepted');
    it.show('none', '3 of 3 rejected $(zap)');
    const [good, bad] = created.statusBarItems;
    assert.equal(good?.text, '$(pass) 3 accepted');
    assert.equal(good.backgroundColor, undefined);
    assert.equal(bad?.text, '$(error) 3 of 3 rejected \\$(zap)');
    assert.equal(bad.backgroundColor?.id, 'statusBarItem.errorBackground');
    const [short = 0, long = 0] = tasks.map(({ ms }) => ms);
    assert.ok(long > short);
  });

  it('shows one outcome at a time, and none in the end', () => {
    const it = bar();
    it.show('all', 'one');
    it.show('some', 'two');
    const [one, two] = created.statusBarItems;
    assert.deepEqual([one?.isDisposed, two?.isDisposed], [true, false]);
    tasks.at(-1)?.run();
    assert.equal(two?.isDisposed, true);
  });
});
