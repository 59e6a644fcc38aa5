import assert from 'node:assert/strict';
import { senderKind, senderProblems } from '../../../src/sms/senderId';

const codes = (from: string, countries: string[] = []): string[] =>
  senderProblems(from, countries).map(({ code }) => code);

describe('sender ID', () => {
  it('tells the kinds apart', () => {
    assert.equal(senderKind('  '), 'default');
    assert.equal(senderKind('+61 411 111 111'), 'number');
    assert.equal(senderKind('12345'), 'shortCode');
    assert.equal(senderKind('4Sale'), 'alphaTag');
  });

  it('takes eleven characters of an alpha tag and no more', () => {
    assert.deepEqual(codes('MyBrand4All'), []);
    assert.deepEqual(senderProblems('MyBrand4Alls'), [
      { code: 'alphaTooLong', severity: 'error', length: 12 },
    ]);
    assert.deepEqual(codes('My'), ['alphaTooShort']);
  });

  it('refuses spaces and doubts other signs', () => {
    assert.deepEqual(codes('My Brand'), ['alphaHasSpaces']);
    assert.deepEqual(senderProblems('My_Brand!'), [
      { code: 'alphaCharacters', severity: 'warning', characters: '_!' },
    ]);
  });

  it('warns of alpha tags to the United States and Canada only', () => {
    assert.deepEqual(senderProblems('MyBrand', ['AU', 'US', 'US', 'CA']), [
      { code: 'alphaNotForCountry', severity: 'warning', countries: ['US', 'CA'] },
    ]);
    assert.deepEqual(codes('+61411111111', ['US']), []);
  });

  it('refuses a number that cannot be one', () => {
    assert.deepEqual(codes('+61 411'), ['numberNotE164']);
    assert.deepEqual(codes('0411 111 111'), ['numberNotE164']);
    assert.deepEqual(codes('61411111111'), []);
  });
});
