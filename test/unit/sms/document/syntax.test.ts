import assert from 'node:assert/strict';
import fc from 'fast-check';
import { messageOf } from '../../../../src/sms/document/message';
import { findEntry, parseDocument } from '../../../../src/sms/document/syntax';

const bodyOf = (text: string): string => messageOf(parseDocument(text)).text;
const lines = (...all: string[]): string => all.join('\n');

describe('parseDocument', () => {
  it('takes a text without a header for the body', () => {
    const document = parseDocument('Hi: there\n---\nx');
    assert.equal(document.header, undefined);
    assert.equal(messageOf(document).text, 'Hi: there\n---\nx');
  });

  it('reads keys and values with their places', () => {
    const text = lines('---', 'to: +61411111111  # me', 'Custom-String: "a # b"', '---', 'Hi');
    const document = parseDocument(text);
    assert.deepEqual(
      document.header?.entries.map(({ key, keySpan, value, valueSpan }) => [
        key,
        text.slice(keySpan.start, keySpan.end),
        value,
        text.slice(valueSpan.start, valueSpan.end),
      ]),
      [
        ['to', 'to', '+61411111111', '+61411111111'],
        ['custom_string', 'Custom-String', 'a # b', 'a # b'],
      ],
    );
    assert.equal(bodyOf(text), 'Hi');
  });

  it('keeps colons and hashes that belong to a value', () => {
    const text = lines('---', 'schedule: 2026-12-01 09:00', 'custom_string: a#1', 'list:x', '---');
    const document = parseDocument(text);
    assert.equal(findEntry(document, 'schedule')?.value, '2026-12-01 09:00');
    assert.equal(findEntry(document, 'custom_string')?.value, 'a#1');
    assert.equal(findEntry(document, 'list')?.value, 'x');
  });

  it('joins list items to the key above, at their true offsets', () => {
    const text = lines('---', 'to:', '  - +61411111111 # Ann', '  - "+61422222222"', '---', 'Hi');
    const to = findEntry(parseDocument(text), 'to');
    assert.ok(to);
    for (const number of ['+61411111111', '+61422222222']) {
      assert.equal(to.valueSpan.start + to.value.indexOf(number), text.indexOf(number));
    }
    assert.doesNotMatch(to.value, /Ann|-/);
  });

  it('names lines that are neither key nor item', () => {
    const text = lines('---', '- +614', 'what', '', '# ok', '---', 'Hi');
    assert.deepEqual(
      parseDocument(text).header?.badLines.map(({ start, end }) => text.slice(start, end)),
      ['- +614', 'what'],
    );
  });

  it('leaves the line breaks around the body out of it, and no others', () => {
    assert.equal(bodyOf('---\nfrom: x\n---\n\n\nHi\n\nyou \n\n'), 'Hi\n\nyou ');
    assert.equal(bodyOf('---\n---'), '');
    assert.equal(bodyOf('Hi\n'), 'Hi');
  });

  it('takes a header that is never closed for body, and says so if it holds keys', () => {
    const meant = parseDocument('---\nto: +61411111111\nHi');
    assert.equal(meant.header, undefined);
    assert.deepEqual(meant.unclosedFence, { start: 0, end: 3 });
    assert.equal(parseDocument('---\nHi there\nyou').unclosedFence, undefined);
  });

  it('reads a byte order mark and CRLF', () => {
    const text = '\ufeff---\r\nfrom: Me\r\n---\r\nHi\r\nyou\r\n';
    const document = parseDocument(text);
    assert.equal(findEntry(document, 'from')?.value, 'Me');
    const message = messageOf(document);
    assert.equal(message.text, 'Hi\nyou');
    assert.equal(text.slice(message.toDocument(0), message.toDocument(2)), 'Hi');
    assert.equal(text.slice(message.toDocument(3), message.toDocument(6)), 'you');
  });

  it('gives each character of the message its place in the document, for any text', () => {
    const piece = fc.constantFrom('---', '\n', '\r\n', 'to: x', 'Hi', ' ', '😀', '\r', '- a');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const text = pieces.join('');
        const { text: message, toDocument } = messageOf(parseDocument(text));
        for (let i = 0; i < message.length; i++) {
          const there = text.charAt(toDocument(i));
          assert.ok(there === message.charAt(i) || (there === '\r' && message.charAt(i) === '\n'));
        }
      }),
      { numRuns: 2000 },
    );
  });
});
