import assert from 'node:assert/strict';
import {
  fullMoment,
  shortMoment,
  timeOfDay,
  whenInWords,
} from '../../../../src/platform/words/moment';

describe('a moment in words', () => {
  it('has local time and UTC, to the minute or to the second', () => {
    const at = Date.UTC(2026, 10, 24, 19, 35, 22) / 1000;
    assert.match(whenInWords(at), /\(2026-11-24 19:35 UTC\)$/);
    assert.match(fullMoment(at), /\(2026-11-24T19:35:22Z\)$/);
  });

  it('is a question mark where an answer holds what is no time', () => {
    for (const words of [timeOfDay, shortMoment, whenInWords, fullMoment]) {
      for (const seconds of [Infinity, NaN, 1e15]) {
        assert.equal(words(seconds), '?');
      }
    }
  });
});
