import { visibleLine } from '../sms/visibleText';

/** One line of a plain-text page; without a value it is left out. */
export type Field = readonly [label: string, value: string | undefined];

/** A heading and what stands below it. */
export function section(heading: string, body: string): string {
  return `${heading}\n${'─'.repeat(heading.length)}\n${body}`;
}

/** Labels and values in two columns; outside text stays one line and hides nothing. */
export function fields(rows: readonly Field[]): string {
  const filled = rows.filter(([, value]) => value !== undefined && value !== '');
  const width = Math.max(...filled.map(([label]) => label.length), 0);
  return filled
    .map(([label, value]) => `${label.padEnd(width)}  ${visibleLine(value ?? '', 500)}`)
    .join('\n');
}
