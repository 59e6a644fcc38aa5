/**
 * A cell of a CSV file. One that a spreadsheet would run as a formula gets an apostrophe in front;
 * phone numbers begin with a plus and stay as they are.
 */
export function csvCell(value: string | number | undefined): string {
  const text = value === undefined ? '' : String(value);
  const isFormula = /^[=@\t\r]|^[-+](?![\d\s().-]*$)/.test(text);
  const safe = isFormula ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function csvRow(cells: readonly (string | number | undefined)[]): string {
  return cells.map(csvCell).join(',');
}
