import assert from 'node:assert/strict';
import { formatHeader } from '../../../../src/sms/document/format';
import { parseDocument } from '../../../../src/sms/document/syntax';

const format = (text: string): string =>
  formatHeader(parseDocument(text)).reduceRight(
    (all, { start, end, newText }) => all.slice(0, start) + newText + all.slice(end),
    text,
  );

describe('formatHeader', () => {
  it('brings keys, colons and line ends into shape and leaves the rest', () => {
    const before =
      '---  \n  To :+61411111111,0422 222 222 # both  \nCustom-String:   "a  b" \nfrom:  \nfoo:1\n---\t\n Hi  \n';
    const after =
      '---\nto: +61411111111,0422 222 222 # both\ncustom_string: "a  b"\nfrom:\nfoo: 1\n---\n Hi  \n';
    assert.equal(format(before), after);
    assert.deepEqual(formatHeader(parseDocument(after)), []);
  });

  it('keeps list items and CRLF', () => {
    const text = '---\r\nto:\r\n  - +61411111111\r\n---\r\nHi\r\n';
    assert.equal(format(text), text);
  });

  it('does nothing to a document without a header', () => {
    assert.deepEqual(formatHeader(parseDocument('To : x  \n')), []);
  });
});
