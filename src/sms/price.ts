import type { Currency } from './resources';

/** Ten-thousandths of the currency's major unit: prices have four decimals, and integers add up. */
export type Money = number;

const perUnit = 10_000;

/** Reads a price as the API gives it (0.0792, "0.070000"); undefined when it is no number. */
export function parseMoney(price: number | string): Money | undefined {
  if (typeof price === 'string' && price.trim() === '') {
    return undefined;
  }
  const units = Number(price);
  return Number.isFinite(units) ? Math.round(units * perUnit) : undefined;
}

/** The sum of prices in major units, without the drift of adding fractions; absent ones count 0. */
export function sumPrices(prices: Iterable<number | string | undefined>): Money {
  let sum = 0;
  for (const price of prices) {
    sum += price === undefined ? 0 : (parseMoney(price) ?? 0);
  }
  return sum;
}

/** Major units, for arithmetic outside and for the API. */
export function toUnits(money: Money): number {
  return money / perUnit;
}

/** Decimals that the currency (ISO 4217) usually has: 2 for the dollar, 0 for the yen. */
function usualDecimals({ code }: Currency): number {
  try {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency: code });
    return format.resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    return 2;
  }
}

function withDecimals(money: Money, digits: number, currency?: Currency, locale = 'en'): string {
  const number = new Intl.NumberFormat(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(Math.abs(money) / perUnit);
  const sign = money < 0 ? '-' : '';
  return sign + (currency?.prefix ?? '') + number;
}

/**
 * "$196.42", "$0.0792": the currency's sign, two decimals, four where cents are not enough. Digits
 * are grouped as the locale (BCP 47) has it; without a currency there is no sign.
 */
export function formatMoney(money: Money, currency?: Currency, locale?: string): string {
  return withDecimals(money, money % 100 === 0 ? 2 : 4, currency, locale);
}

/** The smallest sum that `formatSum` does not round to nothing. */
export function smallestSum(currency?: Currency): Money {
  return perUnit / 10 ** Math.min(currency ? usualDecimals(currency) : 2, 4);
}

/** "$384.91": rounded to the decimals the currency usually has. */
export function formatSum(money: Money, currency?: Currency, locale?: string): string {
  const smallest = smallestSum(currency);
  // Rounded in whole numbers: as a fraction half a cent is a little less.
  const rounded = Math.round(money / smallest) * smallest;
  return withDecimals(rounded, Math.round(Math.log10(perUnit / smallest)), currency, locale);
}
