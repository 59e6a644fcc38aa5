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
      '---\nto: +61411111111, 0422 222 222 # both\ncustom_string: "a  b"\nfrom:\nfoo: 1\n---\n Hi  \n';
    assert.equal(format(before), after);
    assert.deepEqual(formatHeader(parseDocument(after)), []);
  });

  it('puts one space between numbers, and none before a comma', () => {
    const before =
      '---\nto: 0411 000 201 ,0491 570 156\t,  0491 570 157,\nlist: a ,b\n---\nHi ,you\n';
    const after = '---\nto: 0411 000 201, 0491 570 156, 0491 570 157,\nlist: a ,b\n---\nHi ,you\n';
    assert.equal(format(before), after);
    assert.equal(format(after), after);
    assert.equal(
      format('---\r\nto:\r\n  - 0411 ,0422 ,\r\n  - 0433\r\n---\r\nHi'),
      '---\r\nto:\r\n  - 0411, 0422,\r\n  - 0433\r\n---\r\nHi',
    );
  });

  it('writes a country in capitals', () => {
    assert.equal(format('---\nCountry : au # here\n---\nHi'), '---\ncountry: AU # here\n---\nHi');
  });

  it('keeps list items and CRLF', () => {
    const text = '---\r\nto:\r\n  - +61411111111\r\n---\r\nHi\r\n';
    assert.equal(format(text), text);
  });

  it('does nothing to a document without a header', () => {
    assert.deepEqual(formatHeader(parseDocument('To : x  \n')), []);
  });
});
