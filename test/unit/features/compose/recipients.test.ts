import assert from 'node:assert/strict';
import { stateFrom } from '../../../../src/features/compose/state';
import { askRecipients } from '../../../../src/features/compose/steps/recipients';
import { parsePastedNumbers } from '../../../../src/sms/numbers/pastedNumbers';
import { created } from '../../../support/vscode';

const ann = '+61411000201';
const bob = '+61499000201';

function ask(numbers: readonly string[] = []) {
  const answer = askRecipients(
    stateFrom({ bodies: ['x'], to: numbers }),
    { title: 'Send SMS', step: 1, totalSteps: 4 },
    { parse: (text) => parsePastedNumbers(text), recent: [], lists: () => Promise.resolve([]) },
  );
  const pick = created.quickPicks.at(-1);
  assert.ok(pick);
  return { answer, pick };
}

describe('the recipients step', () => {
  it('takes typed numbers even when Enter comes before the list has changed', async () => {
    const { answer, pick } = ask([ann]);
    pick.type(bob);
    pick.acceptStale({ label: ann, number: ann } as never);
    const state = await answer;
    assert.ok(typeof state === 'object');
    assert.deepEqual([...state.numbers].sort(), [ann, bob]);
  });

  it('names the bad one and keeps the good ones', async () => {
    const { answer, pick } = ask();
    pick.type(`${ann}, nonsense`);
    pick.acceptStale({ label: 'nonsense' });
    assert.equal(pick.value, 'nonsense');
    assert.ok(pick.items.some(({ label }) => label === 'nonsense'));
    pick.type('');
    pick.accept(ann);
    const state = await answer;
    assert.ok(typeof state === 'object');
    assert.deepEqual(state.numbers, [ann]);
  });

  it('says that nobody is chosen when Enter comes too soon', async () => {
    const { answer, pick } = ask();
    pick.acceptStale({ label: '' });
    const [hint] = pick.items;
    assert.equal(hint?.label, 'Nobody would get it yet');
    pick.type(ann);
    assert.ok(!pick.items.some(({ label }) => label === hint.label));
    pick.accept(ann);
    assert.deepEqual(await answer.then((state) => typeof state), 'object');
  });

  it('names the country that has no such number', () => {
    const { pick } = ask();
    pick.type('+61 999 999 999');
    assert.match(pick.items[0]?.description ?? '', /in Australia$/);
    pick.hide();
  });

  it('leaves out for good what was unticked', async () => {
    const { answer, pick } = ask([ann]);
    pick.selectedItems = [];
    pick.type(bob);
    pick.acceptStale(pick.items.find(({ label }) => label === bob)!);
    const state = await answer;
    assert.ok(typeof state === 'object');
    assert.deepEqual(state.numbers, [bob]);
  });
});
