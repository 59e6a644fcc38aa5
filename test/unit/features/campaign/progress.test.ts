import assert from 'node:assert/strict';
import { Ledger } from '../../../../src/campaign/run/ledger';
import { summarize } from '../../../../src/campaign/run/summary';
import { progressInWords } from '../../../../src/features/campaign/progress';

const currency = { code: 'AUD', prefix: '$', name: 'Australian Dollars' };

const progressOf = (spent: number): string =>
  progressInWords({
    id: 'sale',
    name: 'sale.sms',
    total: 60,
    summary: { ...summarize(new Ledger(60, 0)), spent, ...(spent > 0 && { currency }) },
    perSecond: undefined,
    secondsLeft: undefined,
  });

describe('the progress of a campaign', () => {
  it('names what is spent, and no sum without a currency before the first answer', () => {
    assert.equal(progressOf(0), '0 of 60 accepted');
    assert.equal(progressOf(31_680), '0 of 60 accepted, $3.17 AUD');
  });
});
