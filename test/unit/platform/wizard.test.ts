import assert from 'node:assert/strict';
import { askPick } from '../../../src/platform/wizard';
import { created } from '../../support/vscode';

const frame = { title: 'When', step: 1, totalSteps: 1 };
const now = { label: 'Now' };
const suggestion = { label: 'Tomorrow' };
const asTyped = (value: string) =>
  value.trim() === '' ? [now, suggestion] : [{ label: `typed ${value}` }];

function ask(later?: Promise<readonly { label: string }[]>) {
  const answer = askPick(frame, {
    items: [now, suggestion],
    placeholder: '',
    onType: asTyped,
    ...(later && { later }),
  });
  const pick = created.quickPicks.at(-1);
  assert.ok(pick);
  return { answer, pick };
}

describe('a pick that answers to typing', () => {
  it('takes what was typed when Enter comes before the list has changed', async () => {
    const { answer, pick } = ask();
    pick.type('in 20 days');
    pick.acceptStale(now);
    assert.deepEqual(await answer, { label: 'typed in 20 days' });
  });

  it('takes the row that was picked when nothing was typed', async () => {
    const { answer, pick } = ask();
    pick.accept('Tomorrow');
    assert.equal(await answer, suggestion);
  });

  it('takes a row that came later when it fits what was typed, and only then', async () => {
    const brand = { label: 'MyBrand' };
    const first = ask(Promise.resolve([brand]));
    await Promise.resolve();
    await Promise.resolve();
    first.pick.type('my');
    first.pick.accept('MyBrand');
    assert.equal(await first.answer, brand);

    const second = ask(Promise.resolve([brand]));
    await Promise.resolve();
    await Promise.resolve();
    second.pick.type('Other');
    second.pick.acceptStale(brand);
    assert.deepEqual(await second.answer, { label: 'typed Other' });
  });
});
