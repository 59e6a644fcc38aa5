import assert from 'node:assert/strict';
import { tableLines } from '../../../../../src/features/document/preview/tableLines';
import { extremesOfTable } from '../../../../../src/features/document/preview/wholeTable';
import {
  lengthsOf,
  lengthsOfAll,
  reachOf,
  totalOf,
} from '../../../../../src/features/document/prices/estimate';
import { noPrices } from '../../../../../src/features/document/prices/partPrices';
import type { PriceList } from '../../../../../src/features/document/prices/partPrices';
import { priceInWords } from '../../../../../src/features/document/prices/words';
import type { Analysis } from '../../../../../src/features/document/analyses';
import { anAnalysis, pricesOf } from '../../../../support/analysis';

const toTable = '---\nrecipients: ./a.csv\n---\nHi {{name}}!';
const long = 'B'.repeat(170);

const totalFor = (analysis: Analysis, prices: PriceList) =>
  totalOf(reachOf({ ...analysis, defaultCountry: 'AU' }), lengthsOf(analysis), prices);

const wordsFor = (analysis: Analysis, prices: PriceList) =>
  priceInWords(lengthsOf(analysis), totalFor(analysis, prices), prices);

/** `count` different mobile numbers of Australia, each with a name. */
const rows = (count: number, name: (i: number) => string): string[] =>
  Array.from({ length: count }, (_, i) => `+6149${String(1_000_000 + i)},${name(i)}`);

const csvOf = (lines: readonly string[]): string => ['mobile,name', ...lines].join('\n');

describe('the estimate of what a message costs', () => {
  it('multiplies parts, recipients and the price of a part', async () => {
    const body = 'x'.repeat(200);
    const analysis = await anAnalysis(
      `---\nrecipients: a.csv\n---\n${body}`,
      csvOf(rows(1240, String)),
    );
    assert.equal(wordsFor(analysis, pricesOf({ AU: 792 })), 'Price: 2 parts, about $196.42');
  });

  it('counts the numbers of the header by country, in national form too', async () => {
    const analysis = await anAnalysis('---\nto: 0491570156, +61491570157, +64211234567\n---\nHi');
    assert.equal(totalFor(analysis, pricesOf({ AU: 792, NZ: 1190 })), 2 * 792 + 1190);
  });

  it('measures what each recipient of a table gets, in its country', async () => {
    const csv = csvOf(['+61491570156,Ann', `+61491570157,${long}`, '+64211234567,Cid', '12,Bad']);
    const analysis = await anAnalysis(toTable, csv);
    const prices = pricesOf({ AU: 792, NZ: 1190 });
    assert.equal(totalFor(analysis, prices), 3 * 792 + 1190);
    assert.equal(wordsFor(analysis, prices), 'Price: 1 to 2 parts, about $0.3566');
  });

  it('says of some recipients of a long table how long, and only of all how dear it is', async () => {
    const prices = pricesOf({ AU: 100 });
    const csv = csvOf(rows(4000, (i) => (i < 100 ? 'Ann' : long)));
    const [all, some] = [await anAnalysis(toTable, csv), await anAnalysis(toTable, csv, 100)];
    assert.equal(wordsFor(some, prices), 'Price: 1 part');
    const whole = await extremesOfTable([csv], {
      numberColumn: 0,
      defaultCountry: undefined,
      body: all.message.text,
      isCancelled: () => false,
    });
    const lengths = lengthsOfAll(whole!);
    const total = totalOf(reachOf(some), lengths, prices);
    assert.equal(total, 7900 * 100);
    assert.equal(priceInWords(lengths, total, prices), 'Price: 1 to 2 parts, about $79.00');
    assert.match(tableLines(whole, prices)[0]?.text ?? '', /about \$79\.00$/, 'in the preview');
  });

  it('leaves the money out when the price of one country is not known', async () => {
    const analysis = await anAnalysis('---\nto: +61491570156, +64211234567\n---\nHi');
    assert.equal(wordsFor(analysis, pricesOf({ AU: 792 })), 'Price: 1 part');
    assert.equal(wordsFor(analysis, noPrices), 'Price: 1 part');
  });

  it('takes test numbers for free', async () => {
    const mixed = await anAnalysis('---\nto: +61411111111, +64211234567\n---\nHi');
    assert.equal(totalFor(mixed, pricesOf({ NZ: 1190 })), 1190);
    const free = await anAnalysis('---\nto: +61411111111\n---\nHi');
    assert.equal(wordsFor(free, noPrices), 'Price: 1 part');
  });

  it('names no price for a text without recipients, or for a list of contacts', async () => {
    for (const text of ['Hi', '---\nlist: 5\n---\nHi']) {
      assert.equal(wordsFor(await anAnalysis(text), pricesOf({ AU: 792 })), 'Price: 1 part');
    }
  });
});
