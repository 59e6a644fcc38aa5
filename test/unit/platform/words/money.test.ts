import assert from 'node:assert/strict';
import { moneyInWords, priceInWords } from '../../../../src/platform/words/money';
import { aud } from '../../../support/pricing';

describe('money in words', () => {
  it('rounds a sum, and keeps every decimal of a price', () => {
    assert.equal(moneyInWords(3_849_120, aud), '$384.91 AUD');
    assert.equal(priceInWords(792, aud), '$0.0792 AUD');
  });

  it('does not round what costs something to nothing', () => {
    assert.equal(moneyInWords(40, aud), 'less than $0.01 AUD');
    assert.equal(moneyInWords(0, aud), '$0.00 AUD');
  });
});
