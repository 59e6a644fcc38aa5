import assert from 'node:assert/strict';
import { askPick, goBack, runWizard, type Step } from '../../../src/platform/wizard';
import { created, settle } from '../../support/vscode';

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
    ...(later && { later: () => later }),
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

describe('a pick with a row that says what is wrong', () => {
  it('keeps what was typed at Enter, and takes nothing else instead', async () => {
    let isDone = false;
    const answer = askPick(frame, {
      items: [now],
      placeholder: '',
      onType: (value) => (value === '' ? [now] : [{ label: value, description: 'bad' }]),
      canPick: ({ label }) => label === 'Now',
    }).then((picked) => {
      isDone = true;
      return picked;
    });
    const pick = created.quickPicks.at(-1)!;
    pick.type('yesterday');
    pick.accept('yesterday');
    pick.acceptStale(now);
    await Promise.resolve();
    assert.deepEqual([isDone, pick.value], [false, 'yesterday']);
    pick.type('');
    pick.accept('Now');
    assert.equal(await answer, now);
  });

  it('loads what could not be loaded once more', async () => {
    let loads = 0;
    const answer = askPick(frame, {
      items: [now],
      placeholder: '',
      later: () =>
        ++loads === 1 ? Promise.reject(new Error('502')) : Promise.resolve([suggestion]),
    });
    const pick = created.quickPicks.at(-1)!;
    await settle();
    pick.accept('Try Again');
    await settle();
    pick.accept('Tomorrow');
    assert.equal(await answer, suggestion);
  });
});

describe('a wizard', () => {
  const plus =
    (text: string): Step<string> =>
    (state) =>
      Promise.resolve(state + text);

  it('leads a failure back to the step that failed, or to the one before', async () => {
    const ways: ((state: string) => string | typeof goBack)[] = [
      (state) => `${state}!`,
      () => goBack,
    ];
    let failures = 0;
    const end = await runWizard('x', '', [plus('a')], {
      finish: (state) =>
        ++failures < 3 ? Promise.reject(new Error('502')) : plus('z')(state, frame),
      onFailure: (_error, state) => Promise.resolve(ways.shift()?.(state) ?? goBack),
    });
    assert.equal(end, 'a!az');
  });

  it('counts its steps without the last one, which has a way back', async () => {
    const seen: unknown[] = [];
    const note: Step<string> = (state, { step, totalSteps }) => {
      seen.push([step, totalSteps]);
      return Promise.resolve(state);
    };
    await runWizard('x', '', [note, note], { finish: note });
    assert.deepEqual(seen, [
      [1, 2],
      [2, 2],
      [3, 1],
    ]);
  });
});
