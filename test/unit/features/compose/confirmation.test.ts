import assert from 'node:assert/strict';
import { spendingOf } from '../../../../src/features/compose/confirmation';
import type { Quote } from '../../../../src/features/compose/quote';
import { stateFrom } from '../../../../src/features/compose/state';
import type { ActiveAccount } from '../../../../src/platform/session';
import { spendingInWords } from '../../../../src/platform/ask/confirm';
import { shorten } from '../../../../src/sms/longestMessage';
import { aPricing } from '../../../support/pricing';

const account: ActiveAccount = {
  id: 'a',
  kind: 'live',
  username: 'me@example.com',
  label: 'me@example.com',
};
const to = ['+61491570156', '+61491570157'];
const state = stateFrom({ bodies: ['Hello'], to, from: 'MyBrand', schedule: 0 });
const result = aPricing({ messages: to.map((number) => ({ body: 'Hello', to: number })) });

const quoteOf = (changes: Partial<Quote> = {}): Quote => ({
  state,
  cuts: [],
  result,
  balance: undefined,
  ...changes,
});
const wordsFor = (changes?: Partial<Quote>, ...notices: readonly string[]) =>
  spendingInWords(spendingOf(quoteOf(changes), account, notices)).join('\n');

describe('the confirmation of a send', () => {
  it('names account, recipients, sender, time, parts, price, balance after, and the text', () => {
    assert.equal(
      wordsFor({ balance: 10_000 }),
      [
        'Text:',
        '│\u00A0Hello',
        '',
        'Account: me@example.com. This is the real thing.',
        'To: +61491570156, +61491570157',
        'From: MyBrand',
        'When: now',
        'Length: 1 part, GSM-7',
        'Price: $0.16 AUD for 2 messages of 1 part, $0.0792 AUD per message',
        'Balance after: $0.84 AUD',
      ].join('\n'),
    );
  });

  it('warns when the account has less than that, and only then', () => {
    assert.match(wordsFor({ balance: 1583 }), /the balance of the account is \$0\.16 AUD, less/);
    assert.doesNotMatch(wordsFor({ balance: 1584 }), /Attention/);
  });

  it('counts what will go, not what was asked for', () => {
    const refusing = aPricing(
      { messages: to.map((number) => ({ body: 'Hello', to: number })) },
      (message) =>
        message.to === to[0]
          ? { outcome: 'rejected', status: 'INVALID_RECIPIENT', parts: 0, price: 0 }
          : {},
    );
    const { question } = spendingOf(quoteOf({ result: refusing }), account);
    assert.equal(question, 'Send 1 of 2 SMS for $0.08 AUD?');
    const words = wordsFor({ result: refusing });
    assert.match(words, /Price: \$0\.08 AUD for 1 message of 1 part, \$0\.0792 AUD per part/);
    assert.match(words, /will not send 1 of 2:\n {2}\+61491570156: .*INVALID_RECIPIENT/);
  });

  it('shows what is cut off, and the price of what is left', () => {
    const body = 'x'.repeat(2040);
    const cut = shorten(body, 8)!;
    const short = { ...state, bodies: [cut.text] };
    const spending = spendingOf(quoteOf({ state: short, cuts: [cut] }), account);
    assert.equal(spending.isCut, true);
    const words = spendingInWords(spending).join('\n');
    assert.match(words, /Length: 8 parts, GSM-7/);
    assert.match(words, /has 14 parts, and the account sends 8: what goes beyond is cut off/);
    assert.match(words, /✂ Not sent, 816 characters:\n│\u00A0x/);
  });

  it('makes control and direction characters visible, and leaves out the middle of a long text', () => {
    const bodies = [`\u202Eevil\u0007 ${'a'.repeat(900)} end`];
    const words = wordsFor({ state: { ...state, bodies } });
    assert.match(words, /\[U\+202E\]evil\u2407/);
    assert.match(words, /… \[\d+ more characters\] …a+ end\n/);
    assert.ok(words.length < 1200);
  });

  it('says first what happens to another message', () => {
    assert.match(wordsFor({}, 'The old one is cancelled first.'), /^The old one/);
  });

  it('shows the time in the zone it was written in', () => {
    const schedule = Date.UTC(2026, 11, 1, 23) / 1000;
    const words = wordsFor({ state: { ...state, schedule, timeZone: 'Australia/Brisbane' } });
    assert.match(words, /When: Wed, Dec 2, 2026, 09:00 AM GMT\+10 Australia\/Brisbane \(/);
  });
});
