import assert from 'node:assert/strict';
import { reportText } from '../../../../src/features/compose/reports';
import type { MessageResult } from '../../../../src/sms/resources';

const aResult = (over: Partial<MessageResult>): MessageResult => ({
  outcome: 'accepted',
  status: 'SUCCESS',
  to: '+61411000201',
  body: 'hello',
  from: '+61480011223',
  messageId: 'ID-1',
  parts: 1,
  price: 0.0792,
  customString: '',
  country: 'AU',
  carrier: 'Telstra',
  schedule: undefined,
  ...over,
});

const asked = {
  id: 'r1',
  accountId: 'sandbox',
  accountLabel: 'Sandbox',
  sentAt: 1_800_000_000,
  messages: [{ body: 'hello', to: '+61411000201' }],
};

describe('the text of a result', () => {
  it('tells accepted, blocked and invalid apart, with ids and reasons', () => {
    const text = reportText({
      ...asked,
      result: {
        totalPrice: 0.0792,
        totalCount: 3,
        queuedCount: 1,
        blockedCount: 1,
        currency: { code: 'AUD', prefix: '$', name: 'Australian Dollars' },
        messages: [
          aResult({}),
          aResult({ outcome: 'blocked', status: 'COUNTRY_NOT_ENABLED', messageId: 'ID-2' }),
          aResult({ outcome: 'rejected', status: 'INVALID_RECIPIENT', messageId: 'ID-3' }),
        ],
      },
    });
    assert.match(text, /Accepted: 1 of 3/);
    assert.match(text, /Accepted by ClickSend \(1\)[\s\S]*\$0\.0792 AUD[\s\S]*ID-1/);
    assert.match(text, /Blocked[^\n]*\(1\)[\s\S]*COUNTRY_NOT_ENABLED\)\s+ID-2/);
    assert.match(text, /Rejected[^\n]*\(1\)[\s\S]*INVALID_RECIPIENT\)\s+ID-3/);
    assert.match(text, /^⚠ SMS result: 2 of 3 rejected, mostly: .*, 1 accepted\n/);
    assert.ok(text.indexOf('Rejected: not sent') < text.indexOf('Accepted by ClickSend'));
  });

  it('does not call unsent what ClickSend left unknown', () => {
    const text = reportText({
      ...asked,
      result: {
        ...{ totalPrice: 0, totalCount: 1, queuedCount: 0, blockedCount: 0, currency: undefined },
        messages: [aResult({ outcome: 'unknown', status: 'QUEUED', messageId: 'ID-9' })],
      },
    });
    assert.match(text, /OUTCOME UNKNOWN[^\n]*\(1\)[\s\S]*may have been sent[^\n]*QUEUED[^\n]*ID-9/);
    assert.doesNotMatch(text, /not sent|not accepted/);
  });

  it('says so when no answer came, and keeps recipients and text', () => {
    const text = reportText(asked);
    assert.match(text, /^\? SMS result: 1 unknown whether sent\n/);
    assert.match(text, /OUTCOME UNKNOWN/);
    assert.ok(text.includes('+61411000201') && text.includes('hello'));
  });
});
