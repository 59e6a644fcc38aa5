import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { CsvRows, RowFlaw } from '../../../../src/sms/recipients/csvRows';
import type { CsvRow } from '../../../../src/sms/recipients/csvRows';
import { csvReader } from '../../../../src/sms/recipients/rowReader';

/** Strict, but for what all spreadsheets read: rows of different length, any line break. */
const strict = (text: string): string[][] =>
  parse(text, {
    delimiter: ',',
    relax_column_count: true,
    record_delimiter: ['\r\n', '\n', '\r'],
  });

const pieces = (...characters: readonly string[]) =>
  fc.array(fc.array(fc.constantFrom(...characters), { maxLength: 12 }), { maxLength: 6 });

function read(texts: readonly string[]): CsvRow[] {
  const csv = new CsvRows(',', () => false);
  return [...texts.flatMap((text) => csv.push(text)), ...csv.finish()];
}

const flawsOf = (rows: readonly CsvRow[]) =>
  rows.flatMap((row) => (row instanceof RowFlaw ? [[row.reason, row.rows]] : []));

describe('CsvRows', () => {
  it('reads what a CSV parser reads, however the text is cut', () => {
    fc.assert(
      fc.property(pieces('a', 'é', ' ', ',', ';', '\n', '\r\n', '\r', '😀'), (cut) => {
        const texts = cut.map((piece) => piece.join(''));
        assert.deepEqual(read(texts), strict(texts.join('')));
      }),
      { numRuns: 2000 },
    );
  });

  it('reads quotes as a strict CSV parser does, and sees a flaw wherever that refuses one', () => {
    fc.assert(
      fc.property(pieces('a', '"', '"', ',', '\n', '\r\n', '""'), (cut) => {
        const texts = cut.map((piece) => piece.join(''));
        const rows = read(texts);
        assert.deepEqual(rows, read([texts.join('')]));
        let expected: string[][] | undefined;
        let code: unknown;
        try {
          expected = strict(texts.join(''));
        } catch (error) {
          ({ code } = error as { code?: unknown });
        }
        if (expected) {
          assert.deepEqual(rows, expected);
        } else if (code !== 'INVALID_OPENING_QUOTE') {
          // A quote in the middle of a value is only that.
          assert.notDeepEqual(flawsOf(rows), [], String(code));
        }
      }),
      { numRuns: 5000 },
    );
  });

  it('says how many rows a quote has run together, and goes on after them', () => {
    const rows = read(['a,b\n1,"Ann\n2,Bob\n3,Cy "the man" X\n4,Dee\n']);
    assert.deepEqual(rows, [['a', 'b'], new RowFlaw('afterQuote', 3), ['4', 'Dee']]);
    assert.deepEqual(flawsOf(read(['a\n1\n"2\n3\n4\n'])), [['notClosed', 3]]);
  });

  it('takes blanks around quotes for nothing, and a quote further on for a character', () => {
    assert.deepEqual(read(['a, "b, c" ,d\n5" pipe,x "y"\n']), [
      ['a', 'b, c', 'd'],
      ['5" pipe', 'x "y"'],
    ]);
  });

  it('ends a row at every kind of line break: an appended row is not part of the one before', () => {
    assert.deepEqual(read(['a,b\r\n1,Ann\n2,Bob\r\n3,Cy\r4,Dee']), [
      ['a', 'b'],
      ['1', 'Ann'],
      ['2', 'Bob'],
      ['3', 'Cy'],
      ['4', 'Dee'],
    ]);
  });
});

describe('csvReader', () => {
  it('suspects a value that holds a line with a number beside something else', () => {
    const reader = csvReader(',');
    const text =
      'mobile,name\n+61491570156,"Ann\n+61491570157,Bob"\n+61491570158,"1 High St\nPerth"';
    assert.deepEqual(
      [...reader.push(text), ...reader.finish()],
      [['mobile', 'name'], new RowFlaw('holdsRow', 1), ['+61491570158', '1 High St\nPerth']],
    );
  });

  it('refuses a row without end before it fills the memory', () => {
    const reader = csvReader(',');
    assert.throws(
      () => {
        for (let i = 0; i < 30; i++) {
          reader.push('a'.repeat(50_000));
        }
      },
      { name: 'TableError', reason: 'rowTooLong' },
    );
  });
});
