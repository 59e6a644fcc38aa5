import assert from 'node:assert/strict';
import { shorten } from '../../../src/sms/longestMessage';
import { measure } from '../../../src/sms/parts';

describe('the longest message', () => {
  it('is cut where the account ends, and keeps what is left', () => {
    const body = 'x'.repeat(2040);
    const cut = shorten(body, 8);
    assert.equal(cut?.text.length, 1224);
    assert.equal(cut.text + cut.rest, body);
    assert.deepEqual([cut.parts, measure(cut.text).parts], [14, 8]);
  });

  it('is left alone when it fits, or when nobody knows the limit', () => {
    assert.equal(shorten('x'.repeat(1224), 8), undefined);
    assert.equal(shorten('x'.repeat(2040), undefined), undefined);
    assert.equal(shorten('', 8), undefined);
  });

  it('is not cut through a surrogate pair', () => {
    const cut = shorten('😀'.repeat(300), 2);
    assert.equal(cut?.text, '😀'.repeat(66));
  });
});
