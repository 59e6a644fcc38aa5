import assert from 'node:assert/strict';
import { csvCell } from '../../../../../src/features/campaign/export/csv';

/** Whether a spreadsheet that parts cells by one of these would find a formula. */
const hasFormula = (cell: string) =>
  cell.split(/[;,|\t\r\n]/).some((part) => /^[\s\u3000"]*[=@\uFF1D\uFF20]/.test(part));

describe('a cell of a CSV file', () => {
  for (const evil of [
    '=1+1',
    "=cmd|'/c calc'!A1",
    '@SUM(A1)',
    ' =1',
    '\t=1',
    '\r=1',
    "x;=cmd|'/c calc'!A1",
    'x; =cmd',
    'x\n=cmd',
    'x,"=cmd',
    '\uFF1D1+1',
    'x;\uFF1Dcmd',
    '\uFF20SUM(A1)',
    '\u3000=1',
  ]) {
    it(`is no formula: ${JSON.stringify(evil)}`, () => {
      assert.ok(hasFormula(evil));
      assert.ok(!hasFormula(csvCell(evil)), csvCell(evil));
    });
  }

  it('is quoted when it holds what some spreadsheet parts cells by', () => {
    assert.equal(csvCell('a;b'), '"a;b"');
    assert.equal(csvCell('a|b'), '"a|b"');
    assert.equal(csvCell('say "hi"'), '"say ""hi"""');
  });

  it('stays as it is when it is a number, a text or an amount', () => {
    for (const harmless of ['+61491570156', '+61 491 570-156', '-5', 'Ann', 'a=b', '']) {
      assert.equal(csvCell(harmless), harmless);
    }
    assert.equal(csvCell('-cmd'), "'-cmd");
    assert.equal(csvCell('\uFF0B1+cmd'), "'\uFF0B1+cmd");
    assert.equal(csvCell('x;+61491570156'), '"x;+61491570156"');
  });
});
