import assert from 'node:assert/strict';
import { describeMoment, latestSchedule, parseSchedule } from '../../../../src/sms/time/schedule';

const fixedNow = Date.parse('2026-11-23T00:00:00Z');
const when = (text: string, timeZone = 'Australia/Brisbane', now = fixedNow): string => {
  const result = parseSchedule(text, { now, timeZone });
  if (!result.ok) {
    return result.reason;
  }
  return result.at === undefined ? 'now' : new Date(result.at * 1000).toISOString();
};

describe('parseSchedule', () => {
  it('reads plain words in the zone given', () => {
    assert.equal(when('tomorrow 9am'), '2026-11-23T23:00:00.000Z');
    assert.equal(when('tomorrow 9am', 'America/New_York'), '2026-11-23T14:00:00.000Z');
    assert.equal(when('in 2 hours'), '2026-11-23T02:00:00.000Z');
    assert.equal(when('on 1 December at 9:30 pm'), '2026-12-01T11:30:00.000Z');
    assert.equal(when(' Now '), 'now');
  });

  it('reads ISO 8601 with a zone, an offset, or neither', () => {
    for (const text of [
      '2026-12-01 09:00 Australia/Brisbane',
      '2026-12-01 09:00 australia/brisbane',
      '2026-12-01T09:00+10:00',
      '2026-11-30T23:00:00Z',
      '2026-11-30 23:00 UTC',
      '2026-12-01 00:00 (Europe/Berlin)',
    ]) {
      assert.equal(when(text, 'Asia/Tokyo'), '2026-11-30T23:00:00.000Z', text);
    }
    assert.equal(when('2026-12-01 09:00', 'Asia/Tokyo'), '2026-12-01T00:00:00.000Z');
  });

  it("follows the zone's clock changes between now and then", () => {
    // New York leaves summer time on 1 November 2026.
    const now = Date.parse('2026-10-30T12:00:00Z');
    assert.equal(when('2026-11-02 09:00', 'America/New_York', now), '2026-11-02T14:00:00.000Z');
    assert.equal(when('in 72 hours', 'America/New_York', now), '2026-11-02T12:00:00.000Z');
  });

  it('refuses a time that clocks skip, and takes the first of one that comes twice', () => {
    const now = Date.parse('2026-09-20T00:00:00Z');
    assert.equal(when('2026-10-04 02:30', 'Australia/Sydney', now), 'skippedByClockChange');
    assert.equal(when('2026-11-01 01:30', 'America/New_York', now), '2026-11-01T05:30:00.000Z');
  });

  it('takes the next occurrence of a time that has passed today', () => {
    assert.equal(when('9am'), '2026-11-23T23:00:00.000Z');
  });

  it('says that it assumed a time of day', () => {
    const options = { now: fixedNow, timeZone: 'UTC' };
    const assumed = (text: string): boolean | undefined => {
      const result = parseSchedule(text, options);
      return result.ok ? result.timeAssumed : undefined;
    };
    assert.equal(assumed('next friday'), true);
    assert.equal(assumed('next friday 8am'), false);
  });

  it('refuses what it does not understand whole', () => {
    for (const text of [
      'soonish',
      'tomorrow 9am if it rains',
      'not tomorrow 9am',
      'tomorrow 9am or 10am',
      '5pm to 6pm',
      '32 December',
      '2026-13-45 99:99',
    ]) {
      assert.equal(when(text), 'notUnderstood', text);
    }
    assert.equal(when(''), 'empty');
    assert.equal(when('tomorrow 9am Australia/Nowhere'), 'unknownTimeZone');
  });

  it('refuses a date whose day and month could be swapped', () => {
    assert.equal(when('03/04/2026 9am'), 'ambiguousDate');
    assert.equal(when('3/12 9am'), 'ambiguousDate');
    assert.equal(when('25/12/2026 8pm'), '2026-12-25T10:00:00.000Z');
    assert.equal(when('12/12/2026 8pm'), '2026-12-12T10:00:00.000Z');
    assert.equal(when('tomorrow 9.10 am', 'UTC'), '2026-11-24T09:10:00.000Z');
  });

  it('refuses the past and what is more than four months ahead', () => {
    assert.equal(when('yesterday 9am'), 'inPast');
    assert.equal(when('2026-11-23T00:00:00Z'), 'inPast');
    assert.equal(when('2027-03-23T00:00:00Z'), '2027-03-23T00:00:00.000Z');
    assert.equal(when('2027-03-23T00:00:01Z'), 'tooFarAhead');
  });

  it('ends with the month when the fourth one is shorter', () => {
    assert.equal(
      latestSchedule(Date.parse('2026-10-31T10:00:00Z')),
      Date.parse('2027-02-28T10:00:00Z'),
    );
  });
});

describe('describeMoment', () => {
  it('shows local time with its offset, and UTC', () => {
    assert.deepEqual(
      describeMoment(Date.parse('2026-11-30T23:00:00Z') / 1000, 'Australia/Adelaide'),
      {
        local: '2026-12-01 09:30',
        timeZone: 'Australia/Adelaide',
        offset: '+10:30',
        utc: '2026-11-30 23:00',
      },
    );
    assert.equal(describeMoment(0, 'America/St_Johns').offset, '-03:30');
  });
});
