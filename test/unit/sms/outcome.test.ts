import assert from 'node:assert/strict';
import { countRefusals, outcomeOf } from '../../../src/sms/outcome';

describe('the outcome of a send', () => {
  it('is whole only when nothing failed, was held back or is unknown', () => {
    const of = (counts: Partial<Parameters<typeof outcomeOf>[0]>) =>
      outcomeOf({ accepted: 12, refusals: [], ...counts }).state;
    assert.equal(of({}), 'all');
    assert.equal(of({ refusals: [['INSUFFICIENT_CREDIT', 48]] }), 'some');
    assert.equal(of({ accepted: 0, refusals: [['INSUFFICIENT_CREDIT', 60]] }), 'none');
    assert.equal(of({ undelivered: 1 }), 'some');
    assert.equal(of({ undelivered: 12 }), 'none');
    assert.equal(of({ withheld: 3 }), 'some');
    assert.equal(of({ unknown: 1 }), 'unknown');
    assert.equal(of({ unknown: 1, refusals: [['THROTTLED', 2]] }), 'unknown');
  });

  it('names the code that most have, and whether all have it', () => {
    const refusals = countRefusals(['THROTTLED', '__proto__', 'THROTTLED']);
    const { total, rejected, mainReason, isOnlyReason } = outcomeOf({ accepted: 1, refusals });
    assert.deepEqual([total, rejected, mainReason, isOnlyReason], [4, 3, 'THROTTLED', false]);
    assert.equal(outcomeOf({ accepted: 0, refusals: [['THROTTLED', 2]] }).isOnlyReason, true);
    assert.equal(outcomeOf({ accepted: 1, refusals: [] }).mainReason, undefined);
  });
});
