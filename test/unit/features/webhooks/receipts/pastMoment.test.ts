import assert from 'node:assert/strict';
import { readPastMoment } from '../../../../../src/features/webhooks/receipts/pastMoment';

const now = Date.UTC(2026, 10, 23, 12);
const local = (...parts: [number, number, number, number?, number?, number?]) =>
  new Date(...parts).getTime() / 1000;

describe('readPastMoment', () => {
  it('reads dates, times and Unix seconds', () => {
    assert.equal(readPastMoment('2026-11-20', now), local(2026, 10, 20));
    assert.equal(readPastMoment(' 2026-11-20 09:30 ', now), local(2026, 10, 20, 9, 30));
    assert.equal(readPastMoment('2026-11-20T09:30:15', now), local(2026, 10, 20, 9, 30, 15));
    assert.equal(readPastMoment('1722565411', now), 1722565411);
  });

  for (const text of [
    '',
    'yesterday',
    '2026-02-30',
    '2026-11-20 25:00',
    '2026-13-01',
    '2030-01-01',
    '20/11/2026',
    '0',
  ]) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      assert.equal(readPastMoment(text, now), undefined);
    });
  }
});
