import assert from 'node:assert/strict';
import type { PlannedMessage } from '../../../src/campaign/plan/block';
import { referenceReader } from '../../../src/campaign/plan/reference';
import { readAnswer } from '../../../src/campaign/run/outcomes';
import type { MessageResult } from '../../../src/sms/resources';
import { numberOf } from '../features/campaign/campaigns';

describe('readAnswer', () => {
  const messages = [4, 5, 6].map((index): PlannedMessage => ({
    index,
    row: 0,
    to: numberOf(index),
    parts: 1,
    text: 'Hi',
  }));
  const references = messages.map(({ index }) => `camp1234-${index}`);
  const result = (index: number, changes: Partial<MessageResult> = {}): MessageResult => ({
    outcome: 'accepted',
    status: 'SUCCESS',
    to: numberOf(index),
    body: 'Hi',
    from: '+61400000000',
    messageId: `ID-${index}`,
    parts: 1,
    price: 0.0792,
    customString: `camp1234-${index}`,
    country: 'AU',
    carrier: undefined,
    schedule: undefined,
    ...changes,
  });
  const read = (...results: readonly MessageResult[]) =>
    readAnswer(messages, references, results, referenceReader('camp1234')).map(
      ([index, isAccepted, messageId]) => [index, isAccepted, messageId],
    );

  it('takes results in the order of the request', () => {
    const refused = result(5, { outcome: 'rejected', status: 'INVALID_RECIPIENT' });
    assert.deepEqual(read(result(4), refused, result(6)), [
      [4, 1, 'ID-4'],
      [5, 0, 'ID-5'],
      [6, 1, 'ID-6'],
    ]);
  });

  it('goes by the reference when the order is another', () => {
    assert.deepEqual(read(result(6), result(4), result(5)), [
      [6, 1, 'ID-6'],
      [4, 1, 'ID-4'],
      [5, 1, 'ID-5'],
    ]);
  });

  it('leaves out what the answer does not name, also when another result fills its place', () => {
    assert.deepEqual(read(result(4), result(4), result(6)), [
      [4, 1, 'ID-4'],
      [6, 1, 'ID-6'],
    ]);
    assert.deepEqual(read(result(4), result(99), result(6)), [
      [4, 1, 'ID-4'],
      [6, 1, 'ID-6'],
    ]);
    assert.deepEqual(read(result(4)), [[4, 1, 'ID-4']]);
  });

  it('goes by the number where there is no reference', () => {
    assert.deepEqual(read(result(4), result(5, { customString: '' }), result(6)), [
      [4, 1, 'ID-4'],
      [5, 1, 'ID-5'],
      [6, 1, 'ID-6'],
    ]);
  });
});
