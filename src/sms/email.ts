/** One `@`, and behind it names that dots part: enough to find a slip of the fingers. */
export function isEmailAddress(text: string): boolean {
  return /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/.test(text);
}
