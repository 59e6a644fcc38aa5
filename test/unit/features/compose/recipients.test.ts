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
    { parse: (text) => parsePastedNumbers(text), recent: [], lists: Promise.resolve([]) },
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
});
