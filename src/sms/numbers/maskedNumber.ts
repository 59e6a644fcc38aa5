/**
 * A phone number (or other address) fit for a log: "+61*******11". Shows the first two digits, which
 * hint at the country, and the last two; short ones show the last two or nothing.
 */
export function maskNumber(number: string): string {
  const plus = number.startsWith('+') ? '+' : '';
  const digits = number.slice(plus.length);
  if (digits.length <= 4) {
    return plus + '*'.repeat(digits.length);
  }
  const head = digits.length >= 8 ? 2 : 0;
  return plus + digits.slice(0, head) + '*'.repeat(digits.length - head - 2) + digits.slice(-2);
}
