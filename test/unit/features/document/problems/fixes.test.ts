import assert from 'node:assert/strict';
import type { Analysis } from '../../../../../src/features/document/analyses';
import { findProblems } from '../../../../../src/features/document/problems/checks';
import { fixesFor } from '../../../../../src/features/document/problems/fixes';
import { problemWords } from '../../../../../src/features/document/problems/problemWords';
import type { TableState } from '../../../../../src/features/document/recipients/recipientTables';
import { summariseTable } from '../../../../../src/features/document/recipients/tableSummary';
import { messageOf } from '../../../../../src/sms/document/message';
import { parseDocument } from '../../../../../src/sms/document/syntax';

const now = Date.UTC(2026, 10, 1);

function analyse(text: string, table?: TableState): Analysis {
  const document = parseDocument(text);
  const message = messageOf(document);
  const problems = findProblems(document, message, table, { now, timeZone: 'UTC' });
  const rest = { tableUri: undefined, defaultCountry: undefined };
  return { version: 1, document, message, table, problems, ...rest };
}

async function tableOf(csv: string, numberColumn?: string): Promise<TableState> {
  const summary = await summariseTable([csv], { numberColumn, keptRecipients: 10 });
  return { kind: 'read', summary };
}

const codesOf = ({ problems }: Analysis) => problems.map(({ finding }) => finding.code);

/** The text after the first fix of the first problem with this code. */
function fixed(analysis: Analysis, code: string): string {
  const problem = analysis.problems.find(({ finding }) => finding.code === code);
  assert.ok(problem, `no ${code} among ${codesOf(analysis).join()}`);
  const [fix] = fixesFor(problem, analysis);
  assert.ok(fix, `no fix for ${code}`);
  let { text } = analysis.document;
  for (const { start, end, newText } of [...fix.edits].sort((a, b) => b.start - a.start)) {
    text = text.slice(0, start) + newText + text.slice(end);
  }
  return text;
}

describe('fixes of a document', () => {
  const cases: readonly [code: string, before: string, after: string][] = [
    ['unknownKey', '---\nfrm: MyBrand\n---\nHi', '---\nfrom: MyBrand\n---\nHi'],
    ['duplicateKey', '---\nfrom: Abc\nfrom: Def\n---\nHi', '---\nfrom: Abc\n---\nHi'],
    [
      'duplicateNumber',
      '---\nto: +61411111111, +61411111111\n---\nHi',
      '---\nto: +61411111111\n---\nHi',
    ],
    ['badNumber', '---\nto: 12, +61411111111\n---\nHi', '---\nto: +61411111111\n---\nHi'],
    [
      'duplicateNumber',
      '---\r\nto:\r\n  - +61411111111\r\n  - +61411111111\r\n---\r\nHi',
      '---\r\nto:\r\n  - +61411111111\r\n---\r\nHi',
    ],
    ['badBoolean', '---\nshorten_urls: 1\n---\nHi', '---\nshorten_urls: true\n---\nHi'],
    ['sender', '---\nfrom: My Brand\n---\nHi', '---\nfrom: MyBrand\n---\nHi'],
    ['headerNotClosed', '---\nto: +61411111111\nHi', '---\nto: +61411111111\n---\nHi'],
    ['forcesUcs2', `${'a'.repeat(100)}\u2019`, `${'a'.repeat(100)}'`],
    [
      'conflictingRecipients',
      '---\nto: +61411111111\nlist: 5\n---\nHi, reply STOP',
      '---\nto: +61411111111\n---\nHi, reply STOP',
    ],
    ['optOutMissing', '---\nlist: 5\n---\nHi', '---\nlist: 5\n---\nHi Reply STOP to opt out.'],
    [
      'unknownPlaceholder',
      '---\nlist: 5\n---\nHi {{frst_name}} STOP',
      '---\nlist: 5\n---\nHi {{first_name}} STOP',
    ],
  ];
  for (const [code, before, after] of cases) {
    it(`corrects ${code} in ${JSON.stringify(before.slice(0, 40))}`, () => {
      const analysis = analyse(before);
      assert.equal(fixed(analysis, code), after);
      assert.ok(!codesOf(analyse(after)).includes(code as never), 'the problem is gone');
    });
  }
});

describe('problems of a document and its table', () => {
  const header = '---\nrecipients: ./a.csv\n---\n';

  it('names the rows without a valid number, the repeated ones and the blank cells', async () => {
    const csv = 'mobile,name\n+61411111111,Ann\n12,Ben\n+61411111111,Cid\n+61422222222,\n';
    const analysis = analyse(`${header}Hi {{name}}. STOP`, await tableOf(csv));
    const words = analysis.problems.map(problemWords);
    assert.deepEqual(codesOf(analysis), ['badRows', 'duplicateRows', 'blankCells']);
    assert.match(words[0]!, /to one row without a valid number: row 3 \(/);
    assert.match(words[1]!, /: row 4 \(as row 2\)/);
    assert.match(words[2]!, /"name" is blank in row 5\./);
  });

  it('names the rows that are not well formed as an error', async () => {
    const csv = [
      'mobile,name',
      '+61491570159,Dee',
      '+61491570156,"Ann',
      '+61491570157,Bob',
      '+61491570158,Cy "the man" X',
    ];
    const analysis = analyse(`${header}Hi {{name}}. STOP`, await tableOf(csv.join('\n')));
    assert.deepEqual(codesOf(analysis), ['flawedRows']);
    assert.equal(analysis.problems[0]?.severity, 'error');
    assert.match(
      problemWords(analysis.problems[0]),
      /^3 rows of the table are not well formed: row 3 \(a quote ends in the middle/,
    );
  });

  it('takes no report of ours for a table', () => {
    const analysis = analyse(`${header}Hi. STOP`, { kind: 'ownReport' });
    assert.deepEqual(codesOf(analysis), ['ownReport']);
    assert.equal(analysis.problems[0]?.severity, 'error');
  });

  it('does not choose between two columns of one name', async () => {
    const table = await tableOf('mobile,name,Name\n+61411111111,Ann,Smith\n');
    const analysis = analyse(`${header}Hi {{name}}. STOP`, table);
    assert.deepEqual(codesOf(analysis), ['ambiguousColumn']);
    assert.equal(analysis.problems[0]?.severity, 'error');
    assert.deepEqual(codesOf(analyse(`${header}Hi. STOP`, table)), []);
    const text = '---\nrecipients: ./a.csv\nnumber_column: tel\n---\nHi. STOP';
    const twins = await tableOf('tel,tel\n+61411111111,+61422222222\n', 'tel');
    assert.deepEqual(codesOf(analyse(text, twins)), ['ambiguousColumn']);
  });

  it('asks for the column when several hold numbers, and takes the one named', async () => {
    const csv = 'aaa,bbb\n+61411111111,+61422222222\n';
    const text = `${header}Hi. STOP`;
    const analysis = analyse(text, await tableOf(csv));
    assert.deepEqual(codesOf(analysis), ['noNumberColumn']);
    assert.equal(fixed(analysis, 'noNumberColumn').split('\n')[1], 'number_column: aaa');
    assert.deepEqual(codesOf(analyse(text, await tableOf(csv, 'bbb'))), []);
  });

  it('knows no placeholder problem while the table is being read', () => {
    assert.deepEqual(codesOf(analyse(`${header}Hi {{x}}. STOP`, { kind: 'reading' })), []);
  });

  it('says that nothing fills a placeholder of a message to typed numbers', () => {
    const analysis = analyse('---\nto: +61411111111\n---\nHi {{name}}');
    assert.deepEqual(codesOf(analysis), ['unknownPlaceholder']);
  });
});
