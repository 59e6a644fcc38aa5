import assert from 'node:assert/strict';
import { receiptMeaning } from '../../../../src/sms/webhooks/receiptMeaning';

describe('receiptMeaning', () => {
  for (const [code, meaning] of [
    ['200', 'underway'],
    ['201', 'delivered'],
    ['300', 'retrying'],
    ['301', 'failed'],
    ['302', 'retrying'],
    [' 201 ', 'delivered'],
    [201, 'delivered'],
    ['999', 'unknown'],
    ['', 'unknown'],
    [undefined, 'unknown'],
  ] as const) {
    it(`reads ${JSON.stringify(code)} as ${meaning}`, () => {
      assert.equal(receiptMeaning(code), meaning);
    });
  }
});
