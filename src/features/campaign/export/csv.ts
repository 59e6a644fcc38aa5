/**
 * Where a spreadsheet may see a formula: at the start, and behind what it may take for the end of a
 * cell, for many part cells by a semicolon whatever the file says. Full-width signs count as well.
 * Phone numbers and amounts, of digits only up to the next end, stay as they are.
 */
const formula =
  /(^|[;,|\t\r\n])([ \u00a0\u3000"]*)(?=[=@\uFF1D\uFF20]|[-+\uFF0B\uFF0D](?![\d\s().-]*(?:[;,|\t\r\n]|$)))/gu;

/** A cell of a CSV file. What could be run as a formula gets an apostrophe in front. */
export function csvCell(value: string | number | undefined): string {
  const text = value === undefined ? '' : String(value);
  const safe = text.replace(formula, "$1$2'");
  return /[",;|\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function csvRow(cells: readonly (string | number | undefined)[]): string {
  return cells.map(csvCell).join(',');
}
