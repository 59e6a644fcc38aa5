import { measure } from '../../../sms/parts';

export interface Case {
  /** Row of the table. */
  readonly row: number;
  readonly parts: number;
  readonly units: number;
  /** Position among the recipients, from 0. */
  readonly index: number;
}

/** The shortest and the longest message of a table, and all of them together. */
export interface Extremes {
  readonly best: Case;
  readonly worst: Case;
  readonly recipients: number;
  readonly parts: number;
  readonly ucs2: number;
}

const isLonger = (a: Case, b: Case): boolean =>
  a.parts > b.parts || (a.parts === b.parts && a.units > b.units);

/** Takes in one message after the other. */
export class ExtremesTally {
  private best: Case | undefined;
  private worst: Case | undefined;
  private recipients = 0;
  private parts = 0;
  private ucs2 = 0;

  add(row: number, text: string): void {
    const { parts, units, encoding } = measure(text);
    const found = { row, parts, units, index: this.recipients };
    this.recipients++;
    this.parts += parts;
    if (encoding === 'UCS-2') this.ucs2++;
    if (!this.best || isLonger(this.best, found)) this.best = found;
    if (!this.worst || isLonger(found, this.worst)) this.worst = found;
  }

  /** Undefined without any message. */
  get result(): Extremes | undefined {
    const { best, worst, recipients, parts, ucs2 } = this;
    return best && worst ? { best, worst, recipients, parts, ucs2 } : undefined;
  }
}
