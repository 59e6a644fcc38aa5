/**
 * Money is counted in ten-thousandths of the account's currency (AUD), which is as fine as a
 * message's price gets, so that sums stay exact.
 */
export type Money = number;

export const moneyPerUnit = 10_000;

/** Price of one part. The sandbox's own table, not ClickSend's. */
const pricePerPart: Readonly<Record<string, Money>> = {
  AU: 792,
  NZ: 1190,
  US: 226,
  CA: 248,
  GB: 770,
  IE: 960,
  DE: 1290,
  FR: 1050,
  ES: 990,
  IT: 1120,
  NL: 1340,
  IN: 480,
  SG: 690,
  PH: 560,
  ZA: 430,
  JP: 1180,
  CN: 610,
};

const priceElsewhere: Money = 1100;

export const priceOf = (country: string, parts: number): Money =>
  (pricePerPart[country] ?? priceElsewhere) * parts;

/** "0.0792", as in answers. */
export const priceText = (price: Money): string => (price / moneyPerUnit).toFixed(4);

/** "4.998000", as balances are written. */
export const balanceText = (money: Money): string => (money / moneyPerUnit).toFixed(6);

/** A JSON number without the noise of binary fractions. */
export const priceNumber = (price: Money): number => Math.round(price) / moneyPerUnit;

export const currency = {
  currency_name_short: 'AUD',
  currency_prefix_d: '$',
  currency_prefix_c: 'c',
  currency_name_long: 'Australian Dollars',
};
