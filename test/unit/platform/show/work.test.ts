import assert from 'node:assert/strict';
import { withWork, type ReportStep } from '../../../../src/platform/show/work';
import { ManualTimers } from '../../../support/timers';
import { host } from '../../../support/vscode';

describe('work that a person waits for', () => {
  let timers: ManualTimers;
  let end: (value: string) => void;
  let fail: (error: Error) => void;
  let report: ReportStep;
  let signal: AbortSignal;

  const begin = () =>
    withWork(
      'Counting sheep',
      (given, reportStep) => {
        signal = given;
        report = reportStep;
        return new Promise<string>((resolve, reject) => {
          end = resolve;
          fail = reject;
        });
      },
      timers.schedule,
    );
  const turn = () => new Promise((resolve) => setImmediate(resolve));

  beforeEach(() => {
    host.reset();
    timers = new ManualTimers();
  });

  it('shows nothing when it is done within a second', async () => {
    const work = begin();
    assert.deepEqual(timers.waits, [1000]);
    end('12');
    assert.equal(await work, '12');
    assert.equal(timers.armed, false);
    assert.equal(host.progress.length, 0);
  });

  it('shows nothing when it fails within a second, and fails', async () => {
    const work = begin();
    fail(new Error('no sheep'));
    await assert.rejects(work, /no sheep/);
    assert.equal(timers.armed, false);
    assert.equal(host.progress.length, 0);
  });

  it('shows how far it is from the second on, what was reported before included', async () => {
    const work = begin();
    report({ message: '3', increment: 10 });
    report({ increment: 20 });
    timers.fire(1000);
    await turn();
    report({ message: '4' });
    assert.deepEqual(host.progress, [{ title: 'Counting sheep', messages: ['3', '4'] }]);
    end('12');
    assert.equal(await work, '12');
  });

  it('is aborted by Cancel, and by nothing else', async () => {
    host.cancelsProgress = ({ title }) => title === 'Counting sheep';
    const work = begin();
    assert.equal(signal.aborted, false);
    timers.fire(1000);
    await turn();
    assert.equal(signal.aborted, true);
    fail(new Error('cancelled'));
    await assert.rejects(work, /cancelled/);
  });
});
