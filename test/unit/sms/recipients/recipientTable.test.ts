import assert from 'node:assert/strict';
import fc from 'fast-check';
import { detectDelimiter } from '../../../../src/sms/recipients/delimiter';
import { TableError } from '../../../../src/sms/recipients/rowReader';
import { openTable } from '../../../../src/sms/recipients/recipientTable';
import type { TableRow } from '../../../../src/sms/recipients/recipientTable';

type Source = string | Uint8Array;

async function read(
  ...chunks: Source[]
): Promise<{ columns: readonly string[]; rows: TableRow[]; encoding: string | undefined }> {
  const table = await openTable(chunks, { defaultCountry: 'AU' });
  const rows: TableRow[] = [];
  for await (const batch of table.rows()) {
    rows.push(...batch);
  }
  return { columns: table.columns, rows, encoding: table.encoding };
}

const cellsOf = async (...chunks: Source[]): Promise<(readonly string[])[]> =>
  (await read(...chunks)).rows.map(({ cells }) => cells);

function utf16(text: string, isBigEndian: boolean): Uint8Array {
  const bytes = Buffer.from(text, 'utf16le');
  return isBigEndian ? bytes.swap16() : bytes;
}

function bytewise(bytes: Uint8Array): Uint8Array[] {
  return Array.from(bytes, (byte) => Uint8Array.of(byte));
}

const fails = (reason: string, row?: number) => (error: unknown) =>
  error instanceof TableError &&
  error.reason === reason &&
  (row === undefined || error.row === row);

describe('openTable', () => {
  it('reads names, quotes, escaped quotes, and line breaks and delimiters in quotes', async () => {
    const { columns, rows } = await read(
      'name, mobile ,note\r\n"Smith, ""Ann""",+61411111111,"two\nlines"\r\nBob,0422222222,\r\n',
    );
    assert.deepEqual(columns, ['name', 'mobile', 'note']);
    assert.deepEqual(rows, [
      { row: 2, cells: ['Smith, "Ann"', '+61411111111', 'two\nlines'] },
      { row: 3, cells: ['Bob', '0422222222', ''] },
    ]);
  });

  it('counts rows as a spreadsheet does, blank ones and header included', async () => {
    const { rows } = await read('\n\nmobile\n\n0411111111\n\n\n0422222222');
    assert.deepEqual(
      rows.map(({ row }) => row),
      [5, 8],
    );
  });

  it('takes a first row with a number for data', async () => {
    const { columns, rows } = await read('Ann,0411 111 111\nBob,0422 222 222\n');
    assert.deepEqual(columns, ['column 1', 'column 2']);
    assert.deepEqual(
      rows.map(({ row }) => row),
      [1, 2],
    );
  });

  it('makes column names distinct and never blank', async () => {
    const { columns } = await read('a,,a,a 2,\n1,2,3,4,5\n');
    assert.deepEqual(columns, ['a', 'column 2', 'a 2', 'a 2 2', 'column 5']);
  });

  it('brings short rows to the width of the header, and long ones whose rest is blank', async () => {
    assert.deepEqual(await cellsOf('a,b\n1\n1,2,, \n'), [
      ['1', ''],
      ['1', '2'],
    ]);
  });

  it('marks rows that are not well formed, and gives the rows after them their own place', async () => {
    const text = 'mobile,name\n1,"Ann\n2,Bob\n3,Cy "the man" X\n4,Smith, Dee\n5,Eve\n';
    for (const chunks of [[text], Array.from(text)]) {
      const { rows } = await read(...chunks);
      assert.deepEqual(
        rows.map(({ row, cells, flaw }) => [row, flaw ? [flaw.reason, flaw.rows] : cells]),
        [
          [2, ['afterQuote', 3]],
          [5, ['moreCells', 1]],
          [6, ['5', 'Eve']],
        ],
      );
    }
  });

  it('cannot be read when the quotes go wrong from the first row on', async () => {
    await assert.rejects(read('mobile,"name\n1,Ann\n'), fails('badQuotes', 1));
    await assert.rejects(read('mobile,name\n1,"Ann\n2,Bob\n'), fails('badQuotes', 2));
  });

  it('tells a header alone from an empty table', async () => {
    await assert.rejects(read('mobile,name\n\n'), fails('headerOnly'));
  });

  it('says which columns have one name', async () => {
    const table = await openTable(['mobile,First Name,first_name,x,\n1,2,3,4,5\n']);
    assert.deepEqual([...table.ambiguous], ['first_name']);
  });

  it('bears a quote in the middle of a cell', async () => {
    assert.deepEqual(await cellsOf('a,b\n5" pipe,x\n'), [['5" pipe', 'x']]);
  });

  it('finds the delimiter, or is told by "sep="', async () => {
    assert.deepEqual(await cellsOf('name;mobile\nA, B;1\n'), [['A, B', '1']]);
    assert.deepEqual(await cellsOf('name\tmobile\nA, B\t1\n'), [['A, B', '1']]);
    const { columns, rows } = await read('sep=|\r\na|b\r\n1,2;3|4\r\n');
    assert.deepEqual(columns, ['a', 'b']);
    assert.deepEqual(rows, [{ row: 3, cells: ['1,2;3', '4'] }]);
    assert.equal(detectDelimiter('a,b;c\n1,5;2\n1,5;3\n2;4\n'), ';');
  });

  it('reads UTF-8, UTF-16 and Windows-1252, with and without a byte order mark', async () => {
    const text = 'name,città\nZoë,€ 5 “ok”\n';
    const encodings: [Uint8Array, string][] = [
      [Buffer.from(text), 'utf-8'],
      [Buffer.from(`\ufeff${text}`), 'utf-8'],
      [utf16(`\ufeff${text}`, false), 'utf-16le'],
      [utf16(`\ufeff${text}`, true), 'utf-16be'],
      [utf16(text, false), 'utf-16le'],
      [utf16(text, true), 'utf-16be'],
      [Buffer.from('name,citt\xe0\nZo\xeb,\x80 5 \x93ok\x94\n', 'latin1'), 'windows-1252'],
    ];
    for (const [bytes, expected] of encodings) {
      for (const chunks of [[bytes], bytewise(bytes)]) {
        const { columns, rows, encoding } = await read(...chunks);
        assert.equal(encoding, expected);
        assert.deepEqual(columns, ['name', 'città']);
        assert.deepEqual(rows[0]?.cells, ['Zoë', '€ 5 “ok”']);
      }
    }
  });

  it('changes to Windows-1252 at the first byte that is no UTF-8, however late', async () => {
    const start = Buffer.from(`name\n${'Ann\n'.repeat(30_000)}`);
    const cells = await cellsOf(start, Buffer.from('Zo\xeb\nRen\xe9\n', 'latin1'));
    assert.deepEqual(cells.slice(-2), [['Zoë'], ['René']]);
  });

  it('marks bad bytes in what has been UTF-8', async () => {
    const cells = await cellsOf(Buffer.from('name\nZoë\n'), Buffer.from('Zo\xeb\n', 'latin1'));
    assert.deepEqual(cells, [['Zoë'], ['Zo\ufffd']]);
  });

  it('reads an array of objects, JSON Lines, and bare numbers', async () => {
    const rows = [
      ['Ann', '+61411111111'],
      ['B]}"', ''],
    ];
    const objects = [
      { name: 'Ann', mobile: '+61411111111' },
      { mobile: null, name: 'B]}"', extra: 1 },
    ];
    assert.deepEqual(await cellsOf(JSON.stringify(objects, null, 2)), rows);
    assert.deepEqual(await cellsOf(objects.map((one) => JSON.stringify(one)).join('\n')), rows);
    const { columns, rows: numbers } = await read('["+61411111111", 61422222222]');
    assert.deepEqual(columns, ['number']);
    assert.deepEqual(
      numbers.map(({ cells }) => cells),
      [['+61411111111'], ['61422222222']],
    );
  });

  it('finds the rows in an object around them, as an API answers', async () => {
    const data = [
      { mobile: '+61411111111', name: 'A "]}' },
      { mobile: '+61422222222', name: 'B' },
    ];
    const rows = data.map(({ mobile, name }) => [mobile, name]);
    const answers = [{ data }, { total: 2, next: null, result: { note: '[{', data }, tags: ['x'] }];
    for (const answer of answers) {
      for (const text of [JSON.stringify(answer), JSON.stringify(answer, null, 2)]) {
        assert.deepEqual(await cellsOf(text), rows);
      }
    }
    const many = Array.from({ length: 3000 }, () => data[0]);
    const long = JSON.stringify({ data: many, total: 3000 });
    assert.equal((await cellsOf(long.slice(0, 70_000), long.slice(70_000))).length, 3000);
  });

  it('does not take a row that holds a list for an object around rows', async () => {
    const row = { mobile: '+61411111111', orders: [{ id: 1 }] };
    const cells = ['+61411111111', '[{"id":1}]'];
    assert.deepEqual(await cellsOf(JSON.stringify(row)), [cells]);
    assert.deepEqual(await cellsOf(`${JSON.stringify(row)}\n${JSON.stringify(row)}`), [
      cells,
      cells,
    ]);
  });

  it('looks for those rows in no more than a moment, whatever the text', async () => {
    const started = performance.now();
    for (const text of [
      `{"${'\\"'.repeat(60_000)}`,
      '{"a":['.repeat(20_000),
      `{${'['.repeat(120_000)}`,
    ]) {
      await assert.rejects(read(text), (error: unknown) => error instanceof TableError);
    }
    assert.ok(performance.now() - started < 2000);
  });

  it('says where JSON goes wrong', async () => {
    await assert.rejects(read('[{"a":1},{"a":}]'), fails('badJson', 2));
    await assert.rejects(read('[{"a":1}'), fails('badJson'));
    await assert.rejects(read('[[1]]'), fails('badJsonRow', 1));
  });

  it('stops at a quote that is never closed, and at a table without rows', async () => {
    const text = `a,b\n0,z\n1,"${'x,y\n'.repeat(300_000)}`;
    const chunks = Array.from({ length: 20 }, (_, i) => text.slice(i * 61_000, (i + 1) * 61_000));
    await assert.rejects(read(...chunks), fails('rowTooLong', 3));
    await assert.rejects(read('\n \n'), fails('empty'));
    await assert.rejects(read('[]'), fails('empty'));
    await assert.rejects(read(), fails('empty'));
  });

  it('reads the same rows however the bytes are cut', async () => {
    const text = 'näme,number\n"a ""q""\nb",1\n😀;€,2\r\nlast,3';
    const whole = await read(Buffer.from(text));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(Buffer.byteLength(text)), { maxLength: 8 }),
        async (cuts) => {
          const bytes = Buffer.from(text);
          const places = [0, ...cuts.sort((a, b) => a - b), bytes.length];
          const chunks = places.slice(1).map((end, i) => bytes.subarray(places[i], end));
          assert.deepEqual(await read(...chunks), whole);
        },
      ),
    );
  });

  it('lets go of its source when closed', async () => {
    let closed = false;
    const source = async function* (): AsyncGenerator<string> {
      try {
        for (;;) {
          await Promise.resolve();
          yield 'mobile\n'.repeat(20_000);
        }
      } finally {
        closed = true;
      }
    };
    const table = await openTable(source());
    await table.close();
    assert.equal(closed, true);
  });
});
