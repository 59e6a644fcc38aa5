import assert from 'node:assert/strict';
import { describe as linesFor } from '../../../../src/features/compose/confirmation';
import { stateFrom } from '../../../../src/features/compose/state';
import type { ActiveAccount } from '../../../../src/platform/account';
import { aPricing } from '../../../support/pricing';

const account: ActiveAccount = {
  id: 'a',
  kind: 'live',
  username: 'me@example.com',
  label: 'me@example.com',
};
const to = ['+61491570156', '+61491570157'];
const state = stateFrom({ bodies: ['Hello'], to, from: 'MyBrand', schedule: 0 });
const price = aPricing({ messages: to.map((number) => ({ body: 'Hello', to: number })) });

const wordsFor = (...given: Parameters<typeof linesFor>) => linesFor(...given).join('\n');

describe('the confirmation of a send', () => {
  it('names account, recipients, sender, time, parts and price', () => {
    assert.equal(
      wordsFor(state, account, price),
      [
        'Account: me@example.com. This is the real thing.',
        'To: +61491570156, +61491570157',
        'From: MyBrand',
        'When: now',
        'Length: 1 part, GSM-7',
        'Price: $0.1584 AUD in total for 2 parts, $0.0792 AUD each',
      ].join('\n'),
    );
  });

  it('warns when the account has less than that, and only then', () => {
    assert.match(
      wordsFor(state, account, price, 1583),
      /the balance of the account is \$0\.1583 AUD/,
    );
    assert.doesNotMatch(wordsFor(state, account, price, 1584), /balance/);
  });
});
