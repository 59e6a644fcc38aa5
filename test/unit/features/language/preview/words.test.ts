import assert from 'node:assert/strict';
import type { Analysis } from '../../../../../src/features/language/analyses';
import { ExtremesTally } from '../../../../../src/features/language/preview/extremes';
import { extremesOfTable } from '../../../../../src/features/language/preview/wholeTable';
import { previewState } from '../../../../../src/features/language/preview/words';
import { fillFor } from '../../../../../src/features/language/draft';
import { summariseTable } from '../../../../../src/features/language/tableSummary';
import { messageOf } from '../../../../../src/sms/document/message';
import { parseDocument } from '../../../../../src/sms/document/syntax';

const csv = [
  'mobile,name',
  '+61411111111,Ann',
  '12,Nobody',
  `+61422222222,${'B'.repeat(170)}`,
  '+61411111111,Twice',
  '+61433333333,\u0141ucja',
].join('\n');

async function analyse(text: string, kept = 10): Promise<Analysis> {
  const document = parseDocument(text);
  const summary = await summariseTable([csv], { keptRecipients: kept });
  return {
    version: 1,
    document,
    message: messageOf(document),
    tableUri: undefined,
    table: { kind: 'read', summary },
    problems: [],
  };
}

const text = '---\nrecipients: ./a.csv\n---\nHi {{name}}!';

describe('the preview of a document', () => {
  it('shows what one recipient gets, in parts, with the row', async () => {
    const state = previewState(await analyse(text), 1, '', undefined);
    assert.equal(state.recipient, '+61 422 222 222');
    assert.equal(state.position, '2 of 3 (row 4)');
    assert.deepEqual(
      state.parts.map(({ label }) => label),
      ['Part 1 of 2', 'Part 2 of 2'],
    );
    assert.equal(state.parts.map((part) => part.text).join(''), `Hi ${'B'.repeat(170)}!`);
    assert.match(state.measure, /^2 parts, GSM-7/);
  });

  it('spells out characters that could deceive a reader', async () => {
    const state = previewState(await analyse(`${text}\u202egpj`), 0, '', undefined);
    assert.equal(state.parts[0]?.text, 'Hi Ann![U+202E]gpj');
  });

  it('says that only the first recipients can be stepped through', async () => {
    const state = previewState(await analyse(text, 2), 0, '', undefined);
    assert.equal(state.position, '1 of 3 (row 2)');
    assert.match(state.note, /first 2 recipients/);
  });

  it('finds the shortest and the longest, the same in kept rows as in the whole file', async () => {
    const { table, message } = await analyse(text);
    assert.ok(table?.kind === 'read');
    const { recipients, columns } = table.summary;
    const tally = new ExtremesTally();
    const fill = fillFor(message.text, columns);
    for (const one of recipients.first) tally.add(one.row, fill(one));
    const whole = await extremesOfTable([csv], {
      numberColumn: 0,
      defaultCountry: undefined,
      body: message.text,
      isCancelled: () => false,
    });
    assert.deepEqual(whole, tally.result);
    assert.equal(whole?.best.row, 2);
    assert.equal(whole.worst.row, 4);
    assert.equal(whole.parts, 4);
    assert.equal(whole.ucs2, 1);
  });

  it('stops going through a table when the text has changed', async () => {
    const found = await extremesOfTable([csv], {
      numberColumn: 0,
      defaultCountry: undefined,
      body: 'Hi',
      isCancelled: () => true,
    });
    assert.equal(found, undefined);
  });
});
