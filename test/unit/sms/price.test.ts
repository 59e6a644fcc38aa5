import assert from 'node:assert/strict';
import { formatMoney, formatSum, parseMoney, sumPrices, toUnits } from '../../../src/sms/price';

const aud = { code: 'AUD', prefix: '$', name: 'Australian Dollars' };

describe('price', () => {
  it('reads prices in every form the API gives them', () => {
    assert.deepEqual(
      ['0.0792', '0.070000', 0.079, 0, '4.998000'].map(parseMoney),
      [792, 700, 790, 0, 49_980],
    );
    assert.equal(parseMoney(''), undefined);
    assert.equal(parseMoney('free'), undefined);
  });

  it('adds a hundred thousand prices without drift', () => {
    const sum = sumPrices(Array<number>(100_000).fill(0.0792));
    assert.equal(sum, 79_200_000);
    assert.equal(toUnits(sum), 7920);
    assert.equal(sumPrices([0.1, undefined, '0.2']), 3000);
  });

  it('shows two decimals, four where cents do not do', () => {
    assert.equal(formatMoney(1_964_200, aud), '$196.42');
    assert.equal(formatMoney(792, aud), '$0.0792');
    assert.equal(formatMoney(12_345_678_900, aud), '$1,234,567.89');
    assert.equal(formatMoney(-10_000, aud), '-$1.00');
    assert.equal(formatMoney(15_000), '1.50');
    assert.equal(formatMoney(12_345_000, undefined, 'de'), '1.234,50');
  });

  it('rounds a sum to the decimals its currency usually has', () => {
    const yen = { code: 'JPY', prefix: '¥', name: 'Yen' };
    assert.equal(formatSum(3_849_120, aud), '$384.91');
    assert.equal(formatSum(1584, aud), '$0.16');
    assert.equal(formatSum(10_050, aud), '$1.01');
    assert.equal(formatSum(1_234_500, yen), '¥123');
    assert.equal(formatSum(792), '0.08');
    assert.equal(formatSum(792, { code: '?', prefix: '$', name: '' }), '$0.08');
  });
});
