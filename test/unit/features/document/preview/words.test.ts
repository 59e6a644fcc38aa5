import assert from 'node:assert/strict';
import { costsOf, ExtremesTally } from '../../../../../src/features/document/preview/extremes';
import type { Extremes } from '../../../../../src/features/document/preview/extremes';
import { tableLines } from '../../../../../src/features/document/preview/tableLines';
import { extremesOfTable } from '../../../../../src/features/document/preview/wholeTable';
import { previewState } from '../../../../../src/features/document/preview/words';
import { fillFor } from '../../../../../src/features/document/draft';
import { countryOf } from '../../../../../src/sms/numbers/phone';
import { anAnalysis, pricesOf } from '../../../../support/analysis';

const csv = [
  'mobile,name',
  '+61411111111,Ann',
  '12,Nobody',
  `+61422222222,${'B'.repeat(170)}`,
  '+61411111111,Twice',
  '+61433333333,\u0141ucja',
].join('\n');

const analyse = (text: string, kept = 10) => anAnalysis(text, csv, kept);

const text = '---\nrecipients: ./a.csv\n---\nHi {{name}}!';

describe('the preview of a document', () => {
  it('shows what one recipient gets, in parts, with the row', async () => {
    const state = previewState(await analyse(text), 1, undefined);
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
    const state = previewState(await analyse(`${text}\u202egpj`), 0, undefined);
    assert.equal(state.parts[0]?.text, 'Hi Ann![U+202E]gpj');
  });

  it('says that only the first recipients can be stepped through', async () => {
    const state = previewState(await analyse(text, 2), 0, undefined);
    assert.equal(state.position, '1 of 3 (row 2)');
    assert.match(state.note, /first 2 recipients/);
  });

  it('finds the shortest and the longest, the same in kept rows as in the whole file', async () => {
    const { table, message } = await analyse(text);
    assert.ok(table?.kind === 'read');
    const { recipients, columns } = table.summary;
    const tally = new ExtremesTally();
    const fill = fillFor(message.text, columns);
    for (const one of recipients.first) {
      tally.add(one, fill(one));
    }
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

  it('says what the message costs one recipient', async () => {
    const prices = pricesOf({ AU: 792 });
    const priced = await anAnalysis('---\nto: +61491570156\n---\nHi');
    assert.match(previewState(priced, 0, undefined, prices).measure, / left, about \$0\.0792$/);
    assert.match(previewState(priced, 0, undefined).measure, / left$/);
    const free = await anAnalysis('---\nto: +61411111111\n---\nHi');
    assert.match(previewState(free, 0, undefined, prices).measure, / left$/);
  });
});

describe('the lines about a whole table', () => {
  const table = [
    ['+61491570156', 'Ann'],
    ['+61491570157', 'B'.repeat(170)],
    ['+64211234567', 'Cid'],
    ['+61411111111', 'Test'],
  ] as const;

  function extremesOf(rows: readonly (readonly [string, string])[]): Extremes {
    const tally = new ExtremesTally();
    for (const [i, [e164, name]] of rows.entries()) {
      tally.add({ row: i + 2, e164, country: countryOf(e164) }, name);
    }
    return tally.result!;
  }

  const textsOf = (...args: Parameters<typeof tableLines>) =>
    tableLines(...args).map((line) => line.text);

  it('tell the total, and what the longest and the shortest cost', () => {
    assert.deepEqual(textsOf(extremesOf(table.slice(0, 2)), pricesOf({ AU: 792 })), [
      '2 messages, 3 parts in all, about $0.2376',
      'Longest: 2 parts (row 3), about $0.1584',
      'Shortest: 1 part (row 2), about $0.0792',
    ]);
  });

  it('name the dearest and the cheapest where these are others', () => {
    const prices = pricesOf({ AU: 500, NZ: 2000 });
    assert.deepEqual(textsOf(extremesOf(table), prices), [
      '4 messages, 5 parts in all, about $0.35',
      'Longest: 2 parts (row 3), about $0.10',
      'Shortest: 1 part (row 2), about $0.05',
      'Dearest: about $0.20 (row 4)',
      'Cheapest: about $0.00 (row 5)',
    ]);
  });

  it('tell no money when the price of one country is not known', () => {
    const extremes = extremesOf(table);
    assert.equal(costsOf(extremes, pricesOf({ AU: 792 })), undefined);
    assert.deepEqual(textsOf(extremes, pricesOf({ AU: 792 })), [
      '4 messages, 5 parts in all',
      'Longest: 2 parts (row 3)',
      'Shortest: 1 part (row 2)',
    ]);
  });
});
