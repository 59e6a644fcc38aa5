import assert from 'node:assert/strict';
import fc from 'fast-check';
import { caughtEntry, deliveryEntry } from '../../../../../src/features/webhooks/panel/entries';
import { entryText, WebhookPanel } from '../../../../../src/features/webhooks/panel/panel';
import { parsed } from '../../../../../src/features/webhooks/pushes/parsed';
import type { PushField } from '../../../../../src/sms/webhooks/rawPush';
import { host } from '../../../../support/vscode';
import { aPush, inboundFields, receiptFields } from '../../../../support/webhooks';

const text = (fields: readonly PushField[]) => {
  const push = aPush({ fields });
  return entryText(caughtEntry(push, parsed(push)), push.receivedAt);
};

const startsEntry = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} {2}/;

describe('the webhooks panel', () => {
  beforeEach(() => {
    host.reset();
  });

  it('says what a receipt means in words, and shows it raw below', () => {
    const shown = text(
      receiptFields({ status_code: '301', status: 'Undelivered', error_code: '8' }),
    );
    assert.match(shown, /Caught: Delivery receipt as form, after 2 s/);
    assert.match(shown, /message {8}2336751A-BBBE-4887-9D7C-CB7558F00208/);
    assert.match(shown, /status {9}301: failed or cancelled \(final\)/);
    assert.match(shown, /error {10}8/);
    assert.match(shown, /"status_code": "301"/);
  });

  it('shows who wrote what', () => {
    const shown = text(inboundFields());
    assert.match(shown, /from +\+61487722156/);
    assert.match(shown, /text +"Yes & no = ☺"/);
    assert.match(shown, /answers +00DD4A0B/);
  });

  it('names what is wrong', () => {
    const shown = text(receiptFields({ timestamp: 'yesterday', extra: '1' }));
    assert.match(shown, /! timestamp is not a time in Unix seconds/);
    assert.match(shown, /- Unexpected: extra is not documented/);
  });

  it("shows the app's 500 as such", () => {
    const entry = deliveryEntry('Delivery receipt', {
      kind: 'replay',
      url: 'http://localhost:3000/hook',
      at: 0,
      durationMs: 12.4,
      answer: { status: 500, contentType: 'text/html', excerpt: '<h1>boom\n</h1>' },
    });
    assert.equal(
      entry.headline,
      'Replayed (Delivery receipt) to http://localhost:3000/hook: 500 in 12 ms',
    );
    assert.deepEqual(entry.details, ['"<h1>boom\\n</h1>"']);
  });

  it('starts a line at the margin for each entry only, whatever the fields say', () => {
    const value = fc.string({ unit: fc.oneof(fc.constant('\n'), fc.string({ unit: 'binary' })) });
    fc.assert(
      fc.property(fc.dictionary(value, value), fc.boolean(), (extra, isReceipt) => {
        const forged = '\n2026-11-23 09:00:00.000  Caught: forged';
        const fields = isReceipt
          ? receiptFields({
              ...extra,
              status_text: forged,
              status_code: forged,
              message_id: forged,
            })
          : inboundFields({ ...extra, body: forged, from: forged, [forged]: forged });
        const [first = '', ...rest] = text(fields).split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/);
        assert.match(first, startsEntry);
        for (const line of rest) {
          assert.match(line, /^ {4}/);
        }
      }),
      { numRuns: 500, seed: 9 },
    );
  });

  it('makes its channel when there is first something to say', () => {
    const panel = new WebhookPanel(() => 0);
    panel.print({ headline: 'Something', details: ['more'] });
    assert.equal(host.logLines.length, 1);
    assert.match(host.logLines[0]!.text, / {2}Something\n {4}more$/);
  });
});
