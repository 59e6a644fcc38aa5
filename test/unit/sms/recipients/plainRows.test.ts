import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { PlainRows } from '../../../../src/sms/recipients/plainRows';
import { csvReader } from '../../../../src/sms/recipients/rowReader';

const options = { delimiter: ',', relax_column_count: true, relax_quotes: true };

const pieces = fc.array(
  fc.array(fc.constantFrom('a', 'é', ' ', ',', ';', '\n', '\r\n', '\r', '😀'), { maxLength: 12 }),
  { maxLength: 6 },
);

describe('PlainRows', () => {
  it('reads what a CSV parser reads, however the text is cut', () => {
    fc.assert(
      fc.property(pieces, (cut) => {
        const texts = cut.map((piece) => piece.join(''));
        const plain = new PlainRows(',');
        const rows = [...texts.flatMap((text) => plain.push(text)), ...plain.finish()];
        assert.deepEqual(rows, parse(texts.join(''), options));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('csvReader', () => {
  it('goes over to the parser at the first quote without losing or doubling a row', () => {
    fc.assert(
      fc.property(pieces, fc.nat({ max: 5 }), (cut, at) => {
        const texts = cut.map((piece) => piece.join('').replaceAll('\r', ''));
        texts.splice(at, 0, '\n"x, ""y""",z\n');
        const reader = csvReader(',');
        const rows = [...texts.flatMap((text) => reader.push(text)), ...reader.finish()];
        assert.deepEqual(rows, parse(texts.join(''), options));
      }),
      { numRuns: 1000 },
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
